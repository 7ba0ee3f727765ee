import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Satisfaction

/// How every unit is at one time, added up from what stands at the units themselves.
struct SummaryBook: Sendable {
    private let nothing: UnitSummaryFacts
    private(set) var facts: [UnitPath: UnitSummaryFacts] = [:]

    /// Makes a book of nothing.
    ///
    /// - Parameters:
    ///   - day: Today.
    ///   - areRatingsBehind: Whether the ratings are counted far behind the journal.
    init(on day: Day, areRatingsBehind: Bool = false) {
        var nothing = UnitSummaryFacts(on: day)
        nothing.areRatingsBehind = areRatingsBehind
        self.nothing = nothing
    }

    /// Counts open cases in their unit and all above it.
    mutating func add(_ count: OpenCaseCount) {
        self.change(count.unitPath) {
            $0.openCases[FeedCode(count.state.rawValue), default: 0] &+= count.count
            if count.isOverdue { $0.overdueCases &+= count.count }
        }
    }

    /// Counts an office's ratings of the day in the office and all above it.
    mutating func add(_ rated: OfficeDay) {
        let counts = rated.levels.counts
        self.change(rated.unitPath) { facts in
            var sum = facts.ratings[FeedCode(rated.scale)] ?? []
            sum += Array(repeating: 0, count: max(0, counts.count - sum.count))
            for index in counts.indices { sum[index] &+= counts[index] }
            facts.ratings[FeedCode(rated.scale)] = sum
        }
    }

    /// Counts how many ratings of an office are known, ever.
    mutating func add(ratingsCounted number: UInt64, at unitPath: [String]) {
        self.change(unitPath) { $0.ratingSequence &+= number }
    }

    /// Notes the newest case event of a unit.
    mutating func note(caseSequence: UInt64, of path: UnitPath) {
        self.facts[path, default: self.nothing].caseSequence = caseSequence
    }

    private mutating func change(_ unitPath: [String], _ body: (inout UnitSummaryFacts) -> Void) {
        guard let path = UnitPath(unitPath) else { return }
        for scope in path.scopes { body(&self.facts[scope, default: self.nothing]) }
    }
}
