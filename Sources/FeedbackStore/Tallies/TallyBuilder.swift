import FeedbackProtocol
import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Counts the ratings in batches of the journal; a pure function of them and of the lists of codes.
package struct TallyBuilder: Sendable {
    private let vocabulary: RatingVocabulary

    /// Counts by the codes of a vocabulary.
    package init(vocabulary: RatingVocabulary) {
        self.vocabulary = vocabulary
    }

    /// What some batches brought.
    ///
    /// - Throws: ``StoreError`` when a batch is none of this version's journal.
    package func tallies(
        in batches: some Sequence<JournalBatchRecord>
    ) throws(StoreError) -> CountedRatings {
        var counted = CountedRatings()
        for batch in batches {
            for (kiosk, ratings) in try batch.ratingsOfKiosks() {
                counted.numbers[ratings.unitPath, default: 0] += UInt64(ratings.indices.count)
                for (offset, bytes) in ratings.submissions[ratings.indices].enumerated() {
                    guard let known = RatingFacts(reading: bytes.span) else { continue }
                    self.count(known, at: ratings.unitPath, ofEdition: ratings.registerEdition, in: &counted.groups)
                    guard let kiosk, !kiosk.isEmpty else { continue }
                    let key = ScreenKey(
                        kiosk: kiosk,
                        unitPath: ratings.unitPath,
                        registerEdition: ratings.registerEdition,
                        scale: known.scale.rawValue
                    )
                    // Numbered by the journal, which has a kiosk's presses in order, also across its epochs.
                    let press = RatingPress(known, of: bytes, number: ratings.firstNumber + UInt64(offset))
                    counted.presses[key, default: []].append(press)
                }
            }
        }
        return counted
    }

    private func count(
        _ known: RatingFacts,
        at path: [String],
        ofEdition edition: String,
        in tallies: inout [RatingGroup: RatingTally]
    ) {
        let facts = self.vocabulary.restrict(known)
        let group = RatingGroup(
            unitPath: path,
            registerEdition: edition,
            counter: facts.counter.rawValue,
            field: facts.field.rawValue,
            scale: facts.scale.rawValue,
            hour: RatingGroup.hour(of: facts.capturedAt)
        )
        tallies[group, default: RatingTally()].add(
            level: Int(facts.level),
            criteria: facts.criteria.map { (code: $0.code.rawValue, isMet: $0.isMet) },
            reasons: facts.reasons.map(\.rawValue)
        )
    }
}

extension RatingPress {
    /// A rating as a press of a button.
    fileprivate init(_ facts: RatingFacts, of submission: Data, number: UInt64) {
        self.init(
            sequence: number,
            time: facts.capturedAt,
            level: Int(facts.level),
            counter: facts.counter.rawValue.isEmpty ? nil : facts.counter.rawValue,
            visit: RatingFacts.visit(in: submission.span)
        )
    }
}
