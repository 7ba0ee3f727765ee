/// How sure it is that the law says what a rule says.
package enum RuleConfidence: String, Sendable, Hashable, CaseIterable {
    /// The text of the statute was read.
    case high = "H"

    /// A consistent secondary source, or by analogy.
    case medium = "M"

    /// Weak, or policy without a statute; provisional until the legal office confirms it.
    case low = "L"
}

/// Where a rule comes from (căn cứ pháp lý).
package struct RuleSource: Sendable, Hashable {
    /// The law, decree or policy with its article; never blank in a sound rule set.
    package let legalSource: String

    /// How sure that source is.
    package let confidence: RuleConfidence

    /// Makes a source.
    package init(_ legalSource: String, confidence: RuleConfidence) {
        self.legalSource = legalSource
        self.confidence = confidence
    }
}
