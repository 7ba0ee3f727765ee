package import FeedbackProtocol

/// The codes of fields, criteria and reasons that ratings are counted by; what no list has is counted without it.
package struct RatingVocabulary: Sendable, Hashable {
    private let fields: Set<String>
    private let criteria: Set<String>
    private let reasons: Set<String>

    /// Makes a vocabulary of the lists' codes.
    package init(fields: some Sequence<String>, criteria: some Sequence<String>, reasons: some Sequence<String>) {
        self.fields = Set(fields)
        self.criteria = Set(criteria)
        self.reasons = Set(reasons)
    }

    /// Leaves out of a rating what is in no list.
    package func restrict(_ facts: RatingFacts) -> RatingFacts {
        var facts = facts
        if !self.fields.contains(facts.field.rawValue) { facts.field = .none }
        facts.criteria = facts.criteria.filter { self.criteria.contains($0.code.rawValue) }
        facts.reasons = facts.reasons.filter { self.reasons.contains($0.rawValue) }
        return facts
    }
}
