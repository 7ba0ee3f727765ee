import Crypto
import FeedbackProtocol
import Foundation
import Testing

@testable import FeedSubscriber

@Suite("States as dashboards get them")
struct FeedStateTests {
    private static func alert(_ state: FeedState?) throws -> FeedState.Alert {
        guard case .alert(let alert)? = state?.content else {
            throw Missing(what: "an alert, not \(String(describing: state))")
        }
        return alert
    }

    private struct Missing: Error {
        let what: String
    }

    @Test
    func `A summary tells what is open and what was pressed, and no count is too large to be added up`() throws {
        var wire = ToldState.summary(["84", "842"])
        wire.unitSummary.openCases = [
            .make {
                $0.state = "assigned"
                $0.count = 1
            },
            .make {
                $0.state = "received"
                $0.count = .max
            },
            .make {
                $0.state = "assigned"
                $0.count = 77
            },
        ]
        wire.unitSummary.overdueCases = .max
        wire.unitSummary.day = .min
        wire.unitSummary.ratingsBehind = true
        wire.unitSummary.ratings = [
            .make {
                $0.scale = "faces-5"
                $0.levels = [1, 0, 3] + Array(repeating: .max, count: 20)
            }
        ]
        let state = try #require(ToldState.state(.summaries, wire))
        guard case .summary(let summary) = state.content else {
            Issue.record("\(state.content)")
            return
        }
        #expect(summary.areRatingsBehind)
        #expect(state.origin == "a1" && state.unitPath == ["84", "842"] && state.journalNumber == 9)
        #expect(state.recordedAt == Date(timeIntervalSince1970: 1_665_700_000.5))
        #expect(summary.caseSequence == 20 && summary.ratingSequence == 40 && summary.day == Int(Int32.min))
        let most = 1 << 53
        #expect(summary.openCases == ["assigned": 1, "received": most] && summary.overdueCases == most)
        #expect(summary.ratings == ["faces-5": [1, 0, 3] + Array(repeating: most, count: 7)])
        #expect(summary.openCases.values.reduce(0, +) + summary.ratings.values.joined().reduce(0, +) > most)
    }

    @Test
    func `What is of another unit than those followed, or told under another topic, is not believed`() {
        let summary = ToldState.summary(ToldState.office)
        #expect(ToldState.state(.summaries, summary) != nil)
        #expect(ToldState.state(.summaries, summary, following: ToldState.office) != nil)
        #expect(ToldState.state(.summaries, summary, following: ["84", "844"]) == nil)
        #expect(ToldState.state(.summaries, summary, following: ToldState.office + ["1"]) == nil)
        #expect(ToldState.state(.summaries, ToldState.summary(["84"])) == nil)
        #expect(ToldState.state(.summaries, ToldState.summary(["84", "844"]), under: ["84", "842"]) == nil)
        #expect(ToldState.state(.alerts, summary) == nil)
        #expect(ToldState.state(.heartbeats, summary) == nil)
        #expect(ToldState.state(.cases, ToldState.silence()) == nil)
        var elsewhere = ToldState.silence()
        elsewhere.alert.office = "29245"
        #expect(ToldState.state(.alerts, elsewhere) == nil)
    }

    @Test
    func `A head of the tree is the root's, whatever unit is followed, and of who tells it`() {
        #expect(ToldState.state(.trees, ToldState.treeHead()) != nil)
        #expect(ToldState.state(.trees, ToldState.treeHead(["84", "842"])) == nil)
        #expect(ToldState.state(.trees, ToldState.treeHead(["86"])) == nil)
        var another = ToldState.treeHead()
        another.treeHead.origin = "a2"
        #expect(ToldState.state(.trees, another) == nil)
        var short = ToldState.treeHead()
        short.treeHead.rootHash = Data(count: 31)
        #expect(ToldState.state(.trees, short) == nil)
    }

    @Test
    func `An alert tells its course, its rule and its figures`() throws {
        let alert = try Self.alert(ToldState.state(.alerts, ToldState.silence()))
        #expect(alert.phase == .begun && alert.holds && alert.endedAt == nil)
        #expect(alert.beganAt == Date(timeIntervalSince1970: 1))
        #expect(alert.raisedAt == Date(timeIntervalSince1970: 2) && alert.changedAt == alert.raisedAt)
        #expect(alert.office == "29242" && alert.kiosk == "9f3c27a1b0de")
        #expect(alert.rule == "silence" && alert.ruleSettings == ["alerts.silence": "30m"])
        let lastHeard = Date(timeIntervalSince1970: 1)
        let silence = FeedState.Alert.KioskSilence(lastHeardAt: lastHeard, isNeverHeard: false, heardAgainAt: nil)
        #expect(alert.figures == .kioskSilent(silence))
        let ended = try Self.alert(ToldState.state(.alerts, ToldState.silence(state: .ended, changedAt: 5_000_000)))
        #expect(ended.phase == .ended && !ended.holds && ended.endedAt == Date(timeIntervalSince1970: 5))
        var clock = ToldState.silence()
        clock.alert.kind = .clockError
        clock.alert.clock = .make { $0.offset = .min }
        let wrong = try Self.alert(ToldState.state(.alerts, clock))
        let reportedAt = Date(timeIntervalSince1970: 0)
        let clockError = FeedState.Alert.ClockError(offset: .microseconds(Int64.min), reportedAt: reportedAt)
        #expect(wrong.figures == .clockWrong(clockError))
        var outbox = ToldState.silence()
        outbox.alert.kind = .outboxGrows
        outbox.alert.outbox = .make { $0.depth = .max }
        let waiting = try Self.alert(ToldState.state(.alerts, outbox))
        let growth = FeedState.Alert.OutboxGrowth(depth: 1 << 53, reportedAt: reportedAt, depthAtFirst: 0)
        #expect(waiting.figures == .outboxGrows(growth))
    }

    @Test
    func `A fall of satisfaction has days and shares, and nothing that is no number`() throws {
        var wire = ToldState.silence("")
        wire.alert.kind = .satisfactionFell
        wire.alert.fall = .make {
            $0.scale = "faces-5"
            $0.sinceDay = "2026-11-01"
            $0.throughDay = "2026-11-10"
            $0.raisedDay = "2026-11-08"
            $0.before = .make { ($0.estimate, $0.low, $0.high) = (0.9, 0.85, 1.2) }
            $0.since = .make { ($0.estimate, $0.low, $0.high) = (0.5, 0.4, 0.6) }
            $0.fall = .make { ($0.estimate, $0.low, $0.high) = (-0.4, -1.5, -0.2) }
            $0.ratingsSince = 12
        }
        let alert = try Self.alert(ToldState.state(.alerts, wire))
        guard case .satisfactionFell(let fall) = alert.figures else {
            Issue.record("\(alert.figures)")
            return
        }
        #expect(alert.kiosk == nil && fall.scale == "faces-5" && fall.ratingsSince == 12)
        #expect(fall.throughDay - fall.sinceDay == 9 && fall.raisedDay - fall.sinceDay == 7)
        #expect(fall.before == FeedState.Alert.Interval(estimate: 0.9, low: 0.85, high: 1))
        #expect(fall.difference == FeedState.Alert.Interval(estimate: -0.4, low: -1, high: -0.2))
        for value in [Double.nan, .infinity, -.infinity] {
            var odd = wire
            odd.alert.fall.since.low = value
            #expect(ToldState.state(.alerts, odd) == nil)
        }
        wire.alert.fall.sinceDay = "2026-02-30"
        #expect(ToldState.state(.alerts, wire) == nil)
    }

    @Test
    func `What only a later version knows is told as such, and what contradicts itself is not`() throws {
        var later = ToldState.silence()
        later.alert.kind = .UNRECOGNIZED(77)
        later.alert.state = .UNRECOGNIZED(77)
        let alert = try Self.alert(ToldState.state(.alerts, later))
        #expect(alert.figures == .unknown && alert.phase == .changed)
        later.alert.endedAt = 1
        let laterEnded = try Self.alert(ToldState.state(.alerts, later))
        #expect(laterEnded.phase == .ended)
        var contradiction = ToldState.silence()
        contradiction.alert.kind = .outboxGrows
        #expect(ToldState.state(.alerts, contradiction) == nil)
    }

    @Test
    func `A state with more parts than an honest one has is left out`() {
        var wire = ToldState.summary(["84", "842"])
        wire.unitSummary.openCases = (0..<65).map { number in .make { $0.state = "state-\(number)" } }
        #expect(ToldState.state(.summaries, wire) == nil)
        wire.unitSummary.openCases.removeLast()
        #expect(ToldState.state(.summaries, wire) != nil)
    }

    @Test
    func `A head's signature is checked with the key that was published`() throws {
        let key = Curve25519.Signing.PrivateKey()
        let published = Array(key.publicKey.rawRepresentation)
        func head(_ signature: Data, size: UInt64 = 3) throws -> FeedState.TreeHead {
            var wire = ToldState.treeHead(size: size, signature: signature)
            wire.treeHead.publicKey = key.publicKey.rawRepresentation
            guard case .treeHead(let head)? = ToldState.state(.trees, wire)?.content else {
                throw Missing(what: "a head")
            }
            return head
        }
        let unsigned = try head(Data(count: 64))
        #expect(!unsigned.isSigned(by: published))
        let signature = try key.signature(for: unsigned.signedBytes)
        let signed = try head(signature)
        let changed = try head(signature, size: 4)
        #expect(signed.isSigned(by: published) && !changed.isSigned(by: published))
        let another = Curve25519.Signing.PrivateKey()
        #expect(!signed.isSigned(by: Array(another.publicKey.rawRepresentation)) && !signed.isSigned(by: []))
        #expect(unsigned.treeSize == 3 && unsigned.rootHash == Array(repeating: 7, count: 32))
    }

    @Test
    func `The topics are the unit's, and of the tree the root's`() {
        var subscription = FeedSubscription([], unitPath: ["84", "842"], states: [.treeHeads])
        #expect(subscription.stateTopics == ["tree/84/"])
        subscription.states = Set(FeedState.Kind.allCases)
        #expect(Set(subscription.stateTopics) == ["tree/84/", "summary/84/842/", "alert/84/842/", "heartbeat/84/842/"])
        #expect(subscription.stateTopics.last == "heartbeat/84/842/")
    }
}
