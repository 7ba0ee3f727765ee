import FeedbackProtocol
import OperatorClient
import Testing

@Suite("Following an inbox")
struct InboxFollowerTests {
    private static func watching(
        _ watch: UInt64,
        _ newest: UInt64 = 0,
        lookAgain: Bool = false,
        told: [UInt64] = [],
        through: UInt64 = 100
    ) -> WireWatching {
        .make {
            $0.watch = watch
            $0.newestNumber = newest
            $0.lookAgain = lookAgain
            $0.told = told.map { position in .make { $0.position = position } }
            $0.toldThrough = through
        }
    }

    private static func notice(_ watch: UInt64, _ number: UInt64, told: UInt64? = nil) -> WireInboxNotice {
        .make {
            $0.watch = watch
            $0.number = number
            $0.kind = told == nil ? .came : .timeLimit
            $0.caseNumber = 12
            $0.version = 2
            if let told { $0.told.position = told }
        }
    }

    @Test("Notices in order are told; a number that is missing means to look again")
    func gaps() {
        var follower = InboxFollower(unit: "")
        #expect(follower.take(Self.watching(7)).isEmpty)
        #expect(follower.take(Self.notice(7, 1)) == [.notice(Self.notice(7, 1))])
        #expect(follower.take(Self.notice(7, 3)) == [.notice(Self.notice(7, 3)), .lookAgain])
        #expect(follower.take(Self.notice(7, 3)).isEmpty, "a notice is told once")
        #expect(follower.take(Self.notice(6, 4)).isEmpty, "an old watch's notices are nothing")
        #expect(follower.request.lastNumber == 3)
        #expect(follower.request.watch == 7)
    }

    @Test("A renewal that knows more says to look again, and later notices follow from there")
    func renewal() {
        var follower = InboxFollower(unit: "29242")
        _ = follower.take(Self.watching(7))
        #expect(follower.take(Self.watching(7, 4, lookAgain: true)) == [.lookAgain])
        #expect(follower.take(Self.notice(7, 4)).isEmpty)
        #expect(follower.take(Self.notice(7, 5)) == [.notice(Self.notice(7, 5))])
        #expect(follower.request.unit == "29242")
    }

    @Test("A time limit is told once, by its notice or by the renewal")
    func toldOnce() {
        var follower = InboxFollower(unit: "", toldThrough: 50)
        #expect(follower.request.toldSince == 50)
        let missed = follower.take(Self.watching(7, told: [60], through: 100))
        #expect(missed == [.told(.make { $0.position = 60 })])
        #expect(follower.take(Self.notice(7, 1, told: 110)).count == 1)
        let renewed = follower.take(Self.watching(7, 1, told: [110, 120], through: 130))
        #expect(renewed == [.told(.make { $0.position = 120 })])
        #expect(follower.toldThrough == 130)
        #expect(follower.take(Self.notice(7, 2, told: 120)).isEmpty, "it came with the renewal already")
    }

    @Test("Lines say what happened and how long there is")
    func lines() {
        let now: Int64 = 1_669_000_000_000_000
        var notice = Self.notice(7, 1)
        notice.dueAt = now + 5 * 86_400_000_000
        #expect(InboxNoticeText.line(.notice(notice), now: now) == "* vụ 12: mới, hạn 2022-11-26 10:06 (còn 5 ngày)")
        notice.kind = .left
        #expect(InboxNoticeText.line(.notice(notice), now: now) == "* vụ 12: đã chuyển sang đơn vị khác")
        #expect(InboxNoticeText.json(.lookAgain).line == #"{"kind":"look-again"}"#)
        #expect(TextLayout.width(InboxNoticeText.lookAgain) <= 80)
    }
}
