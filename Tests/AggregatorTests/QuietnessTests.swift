import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import Testing

@testable import Aggregator

/// What keeps logs small and the feed free of words.
@Suite("Quiet logs, quiet feed")
struct QuietnessTests {
    @Test("A peer's message is written once a minute, with how often it came")
    func repeated() {
        let repeated = RepeatedMessages()
        let start = Timestamp(microseconds: 1_000_000_000)
        #expect(repeated.occurrencesToWrite("kiosk-1", at: start) == 1)
        for second in 1..<60 {
            #expect(repeated.occurrencesToWrite("kiosk-1", at: start.advanced(by: .seconds(second))) == nil)
        }
        #expect(repeated.occurrencesToWrite("kiosk-2", at: start.advanced(by: .seconds(5))) == 1)
        #expect(repeated.occurrencesToWrite("kiosk-1", at: start.advanced(by: .seconds(60))) == 60)
    }

    @Test("A clock that is set back does not silence the log")
    func clockSetBack() {
        let repeated = RepeatedMessages()
        let start = Timestamp(microseconds: 1_000_000_000)
        #expect(repeated.occurrencesToWrite("kiosk-1", at: start) == 1)
        #expect(repeated.occurrencesToWrite("kiosk-1", at: start.advanced(by: .seconds(-3600))) == 1)
    }

    @Test("However many peers there are, what is remembered of them is bounded")
    func bounded() {
        let repeated = RepeatedMessages()
        let start = Timestamp(microseconds: 1_000_000_000)
        for peer in 0..<(RepeatedMessages.capacity * 2) {
            #expect(repeated.occurrencesToWrite("kiosk-\(peer)", at: start) == 1)
        }
    }

    @Test("A code that is in no list is told as nothing, in every place a code can stand")
    func unlistedCodes() throws {
        let vocabulary = FeedVocabulary(try CodeVocabulary())
        let words = "nguyen-van-a-0912345678"
        #expect(vocabulary.subject(words) == .none)
        #expect(vocabulary.field(words) == .none)
        #expect(vocabulary.subject("late-result").rawValue == "late-result")
        let submission = WireSubmission.make {
            $0.office = "29242"
            $0.field = words
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = 1
                $0.criteria = [.make { $0.criterion = words }, .make { $0.criterion = "greets" }]
                $0.reasons = [words, "late-result"]
            }
        }
        let facts = vocabulary.restrict(try #require(RatingFacts(submission)))
        #expect(facts.field == .none)
        #expect(facts.criteria.map(\.code.rawValue) == ["greets"])
        #expect(facts.reasons.map(\.rawValue) == ["late-result"])
    }
}
