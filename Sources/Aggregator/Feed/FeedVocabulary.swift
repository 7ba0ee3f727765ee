import AdministrativeRegister
import FeedbackProtocol

/// The codes the feed may tell: those of the code lists.
///
/// Another one may be a name or a number that somebody typed into a code's place; it stays in the journal, and the feed
/// tells nothing in its place.
struct FeedVocabulary: Sendable {
    private let lists: CodeVocabulary

    init(_ lists: CodeVocabulary) {
        self.lists = lists
    }

    func subject(_ code: String) -> FeedCode { self.known(code, in: self.lists.subjects) }

    func field(_ code: String) -> FeedCode { self.known(code, in: self.lists.fields) }

    /// Leaves out of a rating what is in no list.
    func restrict(_ facts: RatingFacts) -> RatingFacts {
        var facts = facts
        facts.field = self.known(facts.field.rawValue, in: self.lists.fields)
        facts.criteria = facts.criteria.filter { self.lists.criteria[$0.code.rawValue] != nil }
        facts.reasons = facts.reasons.filter { self.lists.reasons[$0.rawValue] != nil }
        return facts
    }

    private func known(_ code: String, in list: CodeList) -> FeedCode {
        list[code] == nil ? .none : FeedCode(code)
    }
}
