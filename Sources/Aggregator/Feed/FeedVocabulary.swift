import AdministrativeRegister
import FeedbackProtocol
import FeedbackStore

/// The codes the feed may tell: those of the code lists.
///
/// Another one may be a name or a number that somebody typed into a code's place; it stays in the journal, and the feed
/// tells nothing in its place.
struct FeedVocabulary: Sendable {
    private let lists: CodeVocabulary
    /// The codes that ratings are counted by.
    let ratings: RatingVocabulary

    init(_ lists: CodeVocabulary) {
        self.lists = lists
        self.ratings = RatingVocabulary(
            fields: lists.fields.items.map(\.code),
            criteria: lists.criteria.items.map(\.code),
            reasons: lists.reasons.items.map(\.code)
        )
    }

    func subject(_ code: String) -> FeedCode { self.known(code, in: self.lists.subjects) }

    func field(_ code: String) -> FeedCode { self.known(code, in: self.lists.fields) }

    /// Leaves out of a rating what is in no list.
    func restrict(_ facts: RatingFacts) -> RatingFacts { self.ratings.restrict(facts) }

    private func known(_ code: String, in list: CodeList) -> FeedCode {
        list[code] == nil ? .none : FeedCode(code)
    }
}
