import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import Satisfaction
import ServiceIndices

/// Requests for the official indices.
extension DeskService {
    private static let mostChoices = 64

    func indices(_ query: WireGetIndices, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let geography = try self.geography(query.geography)
        let sight = try self.scope(of: "", in: geography, for: principal)
        let scope = try self.scope(of: query.unit, in: geography, for: principal)
        let days = try self.indexDays(query)
        let laws = try Self.laws(query.law)
        let choices = try Self.choices(query.choices)
        let page = try query.hasDrillDown ? IndexPage(query.drillDown) : nil
        let book = FigureBook(register: self.register, geography: geography)
        var cases = try self.indexedCases(days, IndexReader(book, sight: sight, scope: scope, choices), principal)
        let continuations = try cases.followReports { number throws(DeskRefusal) in try self.indexedCase(number) }
        let (rated, mark) = try self.indexedRatings(days, book, scope)
        let newest = try self.reading { () throws(StoreError) in try self.store.newestNumbers().position }
        var inputs = rated
        inputs.cases = cases.cases
        inputs.casesAbout = cases.reports
        inputs.continuations = continuations
        // A period before the law has no figures of it.
        let report = IndexReport(laws.filter { !$0.versions(in: days).isEmpty }, from: inputs, choices)
        let shown = try page.map { page throws(DeskRefusal) in try page.wire(report, nameless: cases.nameless) }
        return .make {
            $0.indices = .make {
                $0.geography = geography.id
                $0.unit = scope?.text ?? ""
                $0.fromDay = days.lowerBound.description
                $0.throughDay = days.upperBound.description
                $0.laws = laws.map { WireIndexLaw($0, in: days) }
                $0.figures = report.entries.map { WireIndexFigure($0) }
                $0.throughPosition = mark.position
                $0.journalPosition = max(newest, mark.position)
                if let shown { $0.cases = shown }
            }
        }
    }

    private func indexDays(_ query: WireGetIndices) throws(DeskRefusal) -> ClosedRange<Day> {
        let named = try Self.days(from: query.fromDay, through: query.throughDay)
        let days = IndexPeriod.days(
            from: query.fromDay.isEmpty ? nil : named.from,
            through: query.throughDay.isEmpty ? nil : named.through,
            today: self.now().localDay
        )
        guard let days else {
            throw DeskRefusal(.malformed, "The first day is still to come. Name an earlier one, or a last day too.")
        }
        return days
    }

    private static func laws(_ id: String) throws(DeskRefusal) -> [IndexLaw] {
        if id.isEmpty { return IndexLaw.allCases }
        guard let law = IndexLaw(rawValue: id) else {
            let known = IndexLaw.allCases.map(\.rawValue).joined(separator: ", ")
            throw DeskRefusal(.notFound, "There are no indices of such a law; there are \(known).")
        }
        return [law]
    }

    private static func choices(_ made: [WireIndexChoice]) throws(DeskRefusal) -> IndexChoices {
        guard made.count <= Self.mostChoices else {
            throw DeskRefusal(.malformed, "Make at most \(Self.mostChoices) choices.")
        }
        var choices = IndexChoices()
        for choice in made {
            do throws(IndexChoiceProblem) {
                try choices.set(choice.name, to: choice.value)
            } catch {
                throw DeskRefusal(.malformed, error.description)
            }
        }
        return choices
    }

    /// The cases received or open in a period, but for those of sealed lanes: an index would tell of them.
    private func indexedCases(
        _ days: ClosedRange<Day>,
        _ empty: IndexReader,
        _ principal: Principal
    ) throws(DeskRefusal) -> IndexReader {
        let period = Timestamp(startOf: days.lowerBound)..<Timestamp(startOf: days.upperBound.advanced(byDays: 1))
        let events = self.indexEvents
        let now = self.now()
        var reader = empty
        var isWhole = true
        try self.reading { () throws(StoreError) in
            try self.store.forEachCase(in: period, overdueAt: now, events: events) { counted in
                let isCarriedOver = counted.file.reception.receivedAt < period.lowerBound
                guard !self.isSealed(counted), !isCarriedOver || self.wasOpen(counted, in: period) else { return true }
                isWhole = reader.add(counted, self.outcome(of: counted.count), isCarriedOver: isCarriedOver) {
                    self.access.level(of: counted.file, for: principal) >= .number
                }
                return isWhole
            }
        }
        guard isWhole else {
            throw DeskRefusal(
                .malformed,
                "More than \(IndexReader.mostCases) cases: ask for a shorter period or a unit further down."
            )
        }
        return reader
    }

    /// One case with how it counts and the numbers of its parts; `nil` of a sealed lane, and when there is none.
    private func indexedCase(
        _ number: UInt64
    ) throws(DeskRefusal) -> (counted: CountedCase, outcome: HandlingOutcome, parts: [UInt64])? {
        let events = self.indexEvents
        let now = self.now()
        let found = try self.reading { () throws(StoreError) in
            try self.store.countedCase(number, overdueAt: now, events: events)
        }
        guard let found, !self.isSealed(found.counted) else { return nil }
        return (found.counted, self.outcome(of: found.counted.count), found.partNumbers)
    }

    private var indexEvents: Set<CaseEventKind> {
        let rules = self.law.ruleSets + self.law.formerRuleSets
        return CaseFacts.events.union(rules.flatMap { $0.outcomes.flatMap(\.events) })
    }

    private func isSealed(_ counted: CountedCase) -> Bool {
        counted.file.reception.lane == .denunciation || self.access.isSealed(counted.file)
    }

    /// Whether somebody had to act in a period on a case received before it; when its rules are not known here, it is
    /// enough that it is open, or changed since the period began.
    private func wasOpen(_ counted: CountedCase, in period: Range<Timestamp>) -> Bool {
        self.lifecycle(of: counted.count).map { counted.wasOpen(in: period, under: $0) } ?? true
    }

    /// What was rated in a period in the scope, over all scales.
    private func indexedRatings(
        _ days: ClosedRange<Day>,
        _ book: FigureBook,
        _ scope: UnitCode?
    ) throws(DeskRefusal) -> (IndexInputs, JournalMark) {
        let hours = RatingGroup.hours(from: days.lowerBound, through: days.upperBound)
        let tallies = self.tallies
        var inputs = IndexInputs()
        let found = try self.reading { () throws(StoreError) in try tallies.ratings(in: hours) }
        func isCounted(_ path: [String], _ edition: String) -> Bool {
            book.isCounted(book.office(path, ofEdition: edition), within: scope)
        }
        for rated in found.offices where isCounted(rated.unitPath, rated.registerEdition) {
            inputs.add(rated, on: self.scales)
        }
        // An office is what has no units below it: a counter's name says nothing beyond one.
        if let scope, book.geography.children(of: scope).isEmpty {
            let divided = try self.reading { () throws(StoreError) in
                try tallies.ratings(in: hours, dividedBy: .counter)
            }
            inputs.addCounters(divided.parts.filter { isCounted($0.unitPath, $0.registerEdition) }, on: self.scales)
        }
        return (inputs, found.mark)
    }
}
