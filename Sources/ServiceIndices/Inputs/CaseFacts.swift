package import CaseLifecycle

/// What is recorded of one case and bears on an index.
package struct CaseFacts: Sendable, Hashable {
    /// The case's number.
    package let number: UInt64
    /// Its lane, which is never a sealed one.
    package let lane: Lane
    /// The code of the subject chosen at the kiosk.
    package let subject: String
    /// How it counts among all that were received.
    package let outcome: HandlingOutcome
    /// Whether it was received before the period, and was not over when the period began (tồn kỳ trước chuyển sang).
    package let isCarriedOver: Bool
    /// The citizen's last rating of the handling, 1 (worst) to 5; `nil` for none.
    package private(set) var rating: UInt32?
    /// Whether the citizen said that it was not solved (báo chưa giải quyết xong).
    package private(set) var wasNotSolved = false
    /// Whether the citizen went one level up with it (đề nghị cấp trên xem xét).
    package private(set) var wasAppealed = false
    /// Whether work on it began again, whoever asked for that.
    package private(set) var wasReopened = false
    /// What came out of it; `nil` while nothing did, or while it is looked at again.
    package private(set) var result: CaseOutcomeID?
    /// Whether it came from before this system, without a due date.
    package private(set) var cameWithoutDueDate = false
    /// Whether it was split into others.
    package private(set) var wasSplit = false
    /// The numbers of the cases that go on with it: the one it was merged into, or its parts.
    package private(set) var continuedBy: [UInt64]

    /// The events that bear on an index besides those that name an outcome.
    package static let events: Set<CaseEventKind> = [
        .rate, .notSolved, .declineReopening, .appeal, .reopen, .import, .merge, .split,
    ]

    /// Reads a case's history.
    ///
    /// - Parameters:
    ///   - number: The case's number.
    ///   - lane: Its lane.
    ///   - subject: The code of its subject.
    ///   - outcome: How it counts among all that were received.
    ///   - isCarriedOver: Whether it was received before the period.
    ///   - parts: The numbers of the cases it was split into, where they are known.
    ///   - history: Its entries, oldest first; those of other events than ``events`` without an outcome may be missing.
    package init(
        number: UInt64,
        lane: Lane,
        subject: String,
        outcome: HandlingOutcome,
        isCarriedOver: Bool = false,
        parts: [UInt64] = [],
        history: some Sequence<CaseEvent> = []
    ) {
        self.number = number
        self.lane = lane
        self.subject = subject
        self.outcome = outcome
        self.isCarriedOver = isCarriedOver
        self.continuedBy = parts
        var found: CaseOutcomeID?
        var isLookedAtAgain = false
        for event in history {
            if let rating = event.details.rating { self.rating = rating }
            switch event.kind {
            case .notSolved: (self.wasNotSolved, isLookedAtAgain) = (true, true)
            case .appeal: (self.wasAppealed, isLookedAtAgain) = (true, true)
            case .reopen: (self.wasReopened, isLookedAtAgain) = (true, true)
            case .declineReopening: isLookedAtAgain = false
            case .import: self.cameWithoutDueDate = event.details.importedDueAt == nil
            case .merge: self.continuedBy = event.details.relatedCase.map { [$0] } ?? []
            case .split: self.wasSplit = true
            default: break
            }
            if let outcome = event.details.outcome { (found, isLookedAtAgain) = (outcome, false) }
        }
        self.result = isLookedAtAgain ? nil : found
    }
}

extension CaseEventKind {
    /// Đánh giá việc giải quyết: the citizen rates the handling.
    static let rate: CaseEventKind = "rate"
    /// Báo chưa giải quyết xong: the citizen says that it was not solved.
    static let notSolved: CaseEventKind = "report-not-solved"
    /// Giữ nguyên kết quả: the unit leaves it at its answer.
    static let declineReopening: CaseEventKind = "decline-reopening"
    /// Đề nghị cấp trên xem xét: the citizen goes one level up.
    static let appeal: CaseEventKind = "appeal"
    /// Gộp: another case goes on with it.
    static let merge: CaseEventKind = "merge"
    /// Tách: its parts go on with it.
    static let split: CaseEventKind = "split"
}
