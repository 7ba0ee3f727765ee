import AdministrativeRegister
import CaseLifecycle
import FeedbackStore
import ServiceIndices

/// Takes from the store's cases what the indices of one unit are made of.
struct IndexReader {
    /// The most cases of one period; more are asked for in shorter ones.
    static let mostCases = 500_000

    let book: FigureBook
    /// All that the asker may know of; `nil` for everything.
    let sight: UnitCode?
    /// The unit that is asked for, within that; `nil` for all.
    let scope: UnitCode?
    let choices: IndexChoices
    /// The cases that units of the scope answer for.
    private(set) var cases: [CaseFacts] = []
    /// The reports about units of the scope, whoever in sight answers for them.
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
    ///   - mayName: Whether the asker may know its number.
    /// - Returns: Whether there is room for more.
    mutating func add(_ counted: CountedCase, _ outcome: HandlingOutcome, mayName: () -> Bool) -> Bool {
        let file = counted.file
        let responsible = self.book.unit(of: counted.count)
        // What is handled out of the asker's sight is not told by a figure either.
        guard self.book.isCounted(responsible, within: self.sight) else { return true }
        let isFeedback =
            self.choices.lanes.counts(file.reception.lane) && self.book.isCounted(responsible, within: self.scope)
        let isReport =
            self.choices.harassmentSubjects.contains(file.reception.subject)
            && file.reception.lane != .commendation
            && self.book.isCounted(self.concerned(file), within: self.scope)
        guard isFeedback || isReport else { return true }
        let facts = CaseFacts(
            number: file.number,
            lane: file.reception.lane,
            subject: file.reception.subject,
            outcome: outcome,
            history: counted.history
        )
        if isFeedback { self.cases.append(facts) }
        if isReport { self.reports.append(facts) }
        if !mayName() { self.nameless.insert(file.number) }
        return self.cases.count + self.reports.count < Self.mostCases
    }

    /// The unit of the geography that a case is about: the one that the citizen named, or the office it was given at.
    private func concerned(_ file: CaseFile) -> UnitCode? {
        let code = file.unitConcerned.isEmpty ? file.reception.officeCode : file.unitConcerned
        return self.book.office([code], ofEdition: file.routing.editionID)
    }
}
