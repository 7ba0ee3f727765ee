/// What makes a case one that the citizen had to bring up again.
///
/// New entries about the same matter are not found: who gave them is not known.
package enum RepeatedBy: String, Sendable, Hashable, CaseIterable {
    /// The citizen said that it was not solved, or went one level up.
    case citizen
    /// That, or work on it began again for another reason.
    case anyReopening = "any-reopening"

    /// Whether a case is one.
    func isRepeated(_ facts: CaseFacts) -> Bool {
        facts.wasNotSolved || facts.wasAppealed || self == .anyReopening && facts.wasReopened
    }
}
