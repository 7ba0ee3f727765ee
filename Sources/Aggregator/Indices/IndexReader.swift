import AdministrativeRegister
import CaseLifecycle
import FeedbackStore
import ServiceIndices

/// Takes from the store's cases what the indices of one unit are made of.
struct IndexReader {
    /// The most cases of one period; more are asked for in shorter ones.
    static let mostCases = 500_000
    /// The most cases that are looked up because a report goes on as them.
    private static let mostFollowed = 2_000

    let book: FigureBook
    /// All that the asker may know of; `nil` for everything.
    let sight: UnitCode?
    /// The unit that is asked for, within that; `nil` for all.
    let scope: UnitCode?
    let choices: IndexChoices
    /// The cases that units of the scope answer for.
    private(set) var cases: [CaseFacts] = []
    /// The reports about units of the scope received in the period, whoever in sight answers for them.
    private(set) var reports: [CaseFacts] = []
    /// Cases that count, and that the asker may not know by number.
    private(set) var nameless: Set<UInt64> = []

    init(_ book: FigureBook, sight: UnitCode?, scope: UnitCode?, _ choices: IndexChoices) {
        self.book = book
        self.sight = sight
        self.scope = scope
        self.choices = choices
    }

    /// Takes a case, of a lane that is not sealed.
    ///
    /// - Parameters:
    ///   - counted: The case.
    ///   - outcome: How it counts.
    ///   - isCarriedOver: Whether it was received before the period, and was not over when the period began.
    ///   - mayName: Whether the asker may know its number.
    /// - Returns: Whether there is room for more.
    mutating func add(
        _ counted: CountedCase,
        _ outcome: HandlingOutcome,
        isCarriedOver: Bool = false,
        mayName: () -> Bool
    ) -> Bool {
        let file = counted.file
        let responsible = self.book.unit(of: counted.count)
        // What is handled out of the asker's sight is not told by a figure either.
        guard self.book.isCounted(responsible, within: self.sight) else { return true }
        let isFeedback =
            self.choices.lanes.counts(file.reception.lane) && self.book.isCounted(responsible, within: self.scope)
        let isReport =
            !isCarriedOver && self.choices.harassmentSubjects.contains(file.reception.subject)
            && file.reception.lane != .commendation
            && self.book.isCounted(self.concerned(file), within: self.scope)
        guard isFeedback || isReport else { return true }
        let facts = CaseFacts(counted, outcome, isCarriedOver: isCarriedOver)
        if isFeedback { self.cases.append(facts) }
        if isReport { self.reports.append(facts) }
        if !mayName() { self.nameless.insert(file.number) }
        return self.cases.count + self.reports.count < Self.mostCases
    }

    /// The cases that go on with reports that were merged into others or split, as far as the asker may know of them.
    ///
    /// - Parameter look: Gives a case of a lane that is not sealed, with how it counts and the numbers of its parts.
    /// - Returns: The cases by number, and those reports that were split, which name their parts now.
    /// - Throws: What `look` throws.
    mutating func followReports<Failure: Error>(
        _ look: (UInt64) throws(Failure) -> (counted: CountedCase, outcome: HandlingOutcome, parts: [UInt64])?
    ) throws(Failure) -> [UInt64: CaseFacts] {
        var found: [UInt64: CaseFacts] = [:]
        var seen: Set<UInt64> = []
        var left: [UInt64] = []
        for (index, report) in self.reports.enumerated() where report.outcome == .notCounted {
            left += report.continuedBy
            guard report.wasSplit, seen.insert(report.number).inserted, let whole = try look(report.number) else {
                continue
            }
            self.reports[index] = CaseFacts(whole.counted, whole.outcome, parts: whole.parts)
            found[report.number] = self.reports[index]
            left += whole.parts
        }
        while let number = left.popLast(), seen.count < Self.mostFollowed {
            guard seen.insert(number).inserted, let next = try look(number) else { continue }
            // What is handled out of the asker's sight is not told by what comes of a report either.
            guard self.book.isCounted(self.book.unit(of: next.counted.count), within: self.sight) else { continue }
            let facts = CaseFacts(next.counted, next.outcome, parts: next.parts)
            found[number] = facts
            if facts.outcome == .notCounted { left += facts.continuedBy }
        }
        return found
    }

    /// The unit of the geography that a case is about: the one that the citizen named, or the office it was given at.
    private func concerned(_ file: CaseFile) -> UnitCode? {
        let code = file.unitConcerned.isEmpty ? file.reception.officeCode : file.unitConcerned
        return self.book.office([code], ofEdition: file.routing.editionID)
    }
}

extension CaseFacts {
    /// What is recorded of a case of the store.
    init(
        _ counted: CountedCase,
        _ outcome: HandlingOutcome,
        isCarriedOver: Bool = false,
        parts: [UInt64] = []
    ) {
        self.init(
            number: counted.file.number,
            lane: counted.file.reception.lane,
            subject: counted.file.reception.subject,
            outcome: outcome,
            isCarriedOver: isCarriedOver,
            parts: parts,
            history: counted.history
        )
    }
}
