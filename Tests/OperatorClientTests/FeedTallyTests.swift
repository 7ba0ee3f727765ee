import FeedbackProtocol
import Foundation
import OperatorClient
import Testing

@Suite("Feed tally")
struct FeedTallyTests {
    static let everything = FollowedTopics(path: [], streams: [.cases, .ratings])

    static func rating(_ number: UInt64, _ sequences: [UInt64], _ path: [String] = ["84", "842", "29242"]) -> [UInt8] {
        self.encoded {
            $0.number = number
            $0.unitPath = path
            $0.scopeSequences = sequences
            $0.ratingGiven = .make { $0.level = 4 }
        }
    }

    static func caseChanged(_ number: UInt64, _ sequences: [UInt64]) -> [UInt8] {
        self.encoded {
            $0.number = number
            $0.unitPath = ["84", "842", "29242"]
            $0.scopeSequences = sequences
            $0.caseChanged = .make { $0.caseNumber = number }
        }
    }

    static func heartbeat(_ path: [String], cases: UInt64, ratings: UInt64, at number: UInt64 = 0) -> [UInt8] {
        self.encoded {
            $0.number = number
            $0.unitPath = path
            $0.heartbeat = .make {
                $0.caseSequence = cases
                $0.ratingSequence = ratings
            }
        }
    }

    private static func encoded(_ fill: (inout WireFeedEvent) -> Void) -> [UInt8] {
        let event = WireFeedEvent.make {
            $0.origin = "a1"
            $0.recordedAt = 1_665_711_030_000_000
            $0.registerEdition = "2022-10"
            fill(&$0)
        }
        return (try? event.encoded()) ?? []
    }

    @Test("Heads of one size with two roots, and a tree that became smaller, are alarms, once each")
    func treeHeads() {
        var tally = FeedTally(Self.everything)
        func alarms(_ size: UInt64, _ root: UInt8, at time: Int64, origin: String = "a1") -> Int {
            let frame = Self.encoded {
                $0.unitPath = ["84"]
                $0.treeHead = .make {
                    $0.origin = origin
                    $0.treeSize = size
                    $0.rootHash = Data(repeating: root, count: 32)
                    $0.time = time
                }
            }
            return tally.take(frame).count
        }
        #expect(alarms(5, 1, at: 1) == 0)
        #expect(alarms(5, 1, at: 1) == 0, "it comes again with every heartbeat")
        #expect(alarms(9, 2, at: 2) == 0)
        #expect(alarms(5, 1, at: 1) == 0, "an old one that comes late")
        #expect(alarms(9, 3, at: 3) == 1)
        #expect(alarms(9, 3, at: 3) == 0, "it was told")
        #expect(alarms(7, 4, at: 4) == 1)
        #expect(alarms(2, 5, at: 5, origin: "a2") == 0, "another tree")
        #expect(tally.treeAlarms == 2 && tally.events == 0 && tally.malformed == 0)
        #expect(tally.json.line.contains(#""tree_alarms":2"#))
    }

    @Test("The first event begins the count, wherever it stands")
    func firstEvent() {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.rating(100, [50, 20, 3]))
        _ = tally.take(Self.rating(103, [51, 20, 3]))
        #expect((tally.events, tally.ratingEvents, tally.gaps, tally.lastPosition) == (2, 2, 0, 103))
    }

    @Test("Missing events are counted and told with their numbers; repeated ones are not counted")
    func gap() throws {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.rating(1, [1, 1, 1]))
        let notices = tally.take(Self.rating(9, [5, 2, 2]))
        guard case .gap(let scope, let from, let through) = try #require(notices.first) else {
            Issue.record("no gap was told")
            return
        }
        #expect((scope.path, from, through) == (["84"], 2, 4))
        #expect(tally.take(Self.rating(8, [4, 2, 2])).isEmpty)
        #expect((tally.events, tally.gaps, tally.missing) == (2, 1, 3))
    }

    @Test("A quiet feed's newest position is the heartbeats', and without any the key is in doubt")
    func quietFeed() {
        var tally = FeedTally(Self.everything)
        #expect(tally.problems(isAtLimit: false).first?.contains("the key may not follow this unit") == true)
        _ = tally.take(Self.heartbeat(["84"], cases: 0, ratings: 0, at: 8_317))
        #expect((tally.events, tally.lastPosition) == (0, 8_317))
        #expect(tally.problems(isAtLimit: false).first?.contains("the key") == false)
    }

    @Test("Streams are counted apart")
    func streams() {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.rating(1, [1, 1, 1]))
        _ = tally.take(Self.caseChanged(2, [1, 1, 1]))
        _ = tally.take(Self.caseChanged(3, [2, 2, 2]))
        #expect((tally.caseEvents, tally.ratingEvents, tally.gaps) == (2, 1, 0))
    }

    @Test("A heartbeat shows a loss in silence, once; those of units below do not count")
    func heartbeat() {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.rating(1, [1, 1, 1]))
        #expect(tally.take(Self.heartbeat(["84", "842"], cases: 0, ratings: 99)).isEmpty)
        #expect(tally.take(Self.heartbeat(["84"], cases: 0, ratings: 3)).count == 1)
        #expect(tally.take(Self.heartbeat(["84"], cases: 0, ratings: 3)).isEmpty)
        #expect((tally.gaps, tally.missing, tally.heartbeats) == (1, 2, 2))
        _ = tally.take(Self.rating(5, [4, 2, 2]))
        #expect(tally.gaps == 1)
    }

    @Test("Numbers that go back are another journal, not a gap")
    func reset() {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.rating(900, [900, 1, 1]))
        _ = tally.take(Self.heartbeat(["84"], cases: 0, ratings: 0))
        _ = tally.take(Self.rating(1, [1, 1, 1]))
        #expect((tally.events, tally.gaps, tally.resets) == (2, 0, 1))
        tally.isConfirmed = true
        #expect(tally.problems(isAtLimit: false) == ["The aggregator's journal is another one than before."])
    }

    @Test("Nothing is known to be whole before a heartbeat came at the end, unless so many events were wanted")
    func unconfirmed() {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.rating(1, [1, 1, 1]))
        _ = tally.take(Self.heartbeat(["84"], cases: 0, ratings: 1))
        #expect(tally.problems(isAtLimit: false).first?.hasPrefix("No heartbeat came at the end") == true)
        #expect(tally.problems(isAtLimit: true).isEmpty)
        tally.isConfirmed = true
        #expect(tally.problems(isAtLimit: false).isEmpty)
        _ = tally.take(Self.rating(9, [5, 2, 2]))
        #expect(tally.problems(isAtLimit: true) == ["3 events were missed."])
    }

    @Test("An event of a later version counts by its topic's stream, and is no gap")
    func laterVersion() {
        func unknown(_ sequence: UInt64) -> [UInt8] {
            Self.encoded {
                $0.number = sequence
                $0.unitPath = ["84", "842", "29242"]
                $0.scopeSequences = [sequence, sequence, sequence]
            }
        }
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.caseChanged(1, [1, 1, 1]), of: .cases)
        #expect(tally.take(unknown(2), of: .cases).count == 1)
        #expect(tally.take(unknown(7), of: .heartbeats).isEmpty)
        _ = tally.take(Self.caseChanged(3, [3, 3, 3]), of: .cases)
        #expect((tally.caseEvents, tally.gaps, tally.malformed) == (3, 0, 0))
    }

    @Test("A followed unit counts by its own numbers, and other units' events are malformed there")
    func unit() {
        let subscription = FollowedTopics(path: ["84", "842"], streams: [.ratings])
        #expect(subscription.topics == ["rating/84/842/", "tree/84/", "heartbeat/84/842/"])
        var tally = FeedTally(subscription)
        _ = tally.take(Self.rating(1, [10, 1, 1]))
        _ = tally.take(Self.rating(2, [20, 2, 2]))
        _ = tally.take(Self.rating(3, [21, 3, 3], ["84", "844", "29266"]))
        _ = tally.take(Self.heartbeat(["84", "842"], cases: 7, ratings: 2))
        #expect((tally.events, tally.gaps, tally.malformed, tally.heartbeats) == (2, 0, 1, 1))
    }

    @Test("Bytes that are no event are counted, and numbers at the end of the range do no harm")
    func hostileInput() {
        var tally = FeedTally(Self.everything)
        _ = tally.take([0xFF, 0xFF])
        _ = tally.take(Self.rating(1, [1]))
        _ = tally.take(Self.rating(.max, [.max, 1, 1]))
        _ = tally.take(Self.heartbeat(["84"], cases: .max, ratings: .max))
        _ = tally.take(Self.heartbeat(["84"], cases: 0, ratings: 0))
        _ = tally.take(Self.heartbeat(["84"], cases: .max, ratings: .max))
        #expect(tally.malformed == 2)
        #expect(tally.gaps == 2)
    }

    @Test("The summary's names are stable")
    func summary() {
        var tally = FeedTally(Self.everything)
        _ = tally.take(Self.caseChanged(2, [1, 1, 1]))
        #expect(
            tally.json.line
                == #"{"events":1,"case_events":1,"rating_events":0,"summaries":0,"alert_events":0,"tree_alarms":0,"gaps":0,"#
                + #""missing":0,"malformed":0,"heartbeats":0,"last_position":2,"confirmed":false,"resets":0}"#
        )
    }

    @Test("An event's line names the unit and the state in Vietnamese; its JSON has the codes")
    func lines() throws {
        let line = FeedLine(try RegisterLookup())
        let event = WireFeedEvent.make {
            $0.origin = "a1"
            $0.number = 5
            $0.recordedAt = 1_665_711_030_000_000
            $0.unitPath = ["84", "842", "29242"]
            $0.scopeSequences = [3, 2, 1]
            $0.registerEdition = "2022-10"
            $0.caseChanged = .make {
                $0.caseNumber = 5
                $0.version = 2
                $0.lane = .complaint
                $0.state = "assigned"
            }
        }
        #expect(
            line.text(event) == "08:30:30  case 5 v2  Đã phân công, chuyển xử lý  Khiếu nại  29242 phường 3"
        )
        #expect(
            line.json(event).line.hasPrefix(
                #"{"type":"case","origin":"a1","position":5,"recorded_at":"2022-10-14T08:30:30+07:00","#
                    + #""unit_path":["84","842","29242"],"scope_sequences":[3,2,1],"#
            )
        )
    }
}
