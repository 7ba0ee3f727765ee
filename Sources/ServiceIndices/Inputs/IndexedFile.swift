package import CaseLifecycle

/// What the indices need to know of one file of an administrative procedure (hồ sơ thủ tục hành chính).
package struct IndexedFile: Sendable, Hashable {
    /// The file's number; each number is given once to an index.
    package let number: UInt64
    /// How the file counts among all that were received.
    package let outcome: HandlingOutcome
    /// Whether feedback or a complaint about its handling came in (bị phản ánh, kiến nghị).
    package let isComplainedAbout: Bool
    /// Whether the citizen rated its handling as not satisfying (không hài lòng).
    package let isDisliked: Bool

    /// Makes a file.
    package init(number: UInt64, outcome: HandlingOutcome, isComplainedAbout: Bool = false, isDisliked: Bool = false) {
        self.number = number
        self.outcome = outcome
        self.isComplainedAbout = isComplainedAbout
        self.isDisliked = isDisliked
    }
}
