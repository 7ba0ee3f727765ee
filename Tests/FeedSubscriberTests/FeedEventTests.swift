import FeedbackProtocol
import Foundation
import Testing

@testable import FeedSubscriber

@Suite("Events as dashboards get them")
struct FeedEventTests {
    private static let path = ["84", "842", "29242"]

    private static func wire(_ fill: (inout WireFeedEvent) -> Void) -> WireFeedEvent {
        .make {
            $0.origin = "a1"
            $0.number = 9
            $0.recordedAt = 1_665_700_000_500_000
            $0.unitPath = self.path
            $0.scopeSequences = [30, 20, 10]
            $0.registerEdition = "2022-10"
            fill(&$0)
        }
    }

    private static let numbers: [(unitPath: [String], sequence: UInt64)] = [
        (["84"], 30), (["84", "842"], 20), (path, 10),
    ]

    @Test(arguments: numbers)
    func `An event has the number of the followed unit`(_ unitPath: [String], _ sequence: UInt64) throws {
        let wire = Self.wire {
            $0.ratingGiven = .make {
                $0.scale = "faces-5"
                $0.level = 4
                $0.criteria = [
                    .make {
                        $0.criterion = "greets"
                        $0.met = true
                    }
                ]
                $0.capturedAt = 1_665_699_960_000_000
            }
        }
        let event = try #require(FeedEvent(wire, .ratings, in: unitPath))
        #expect(event.position.sequence == sequence && event.position.stream == .ratings)
        #expect(event.position.journalNumber == 9 && event.position.origin == "a1")
        #expect(event.recordedAt == Date(timeIntervalSince1970: 1_665_700_000.5))
        guard case .rating(let rating) = event.content else {
            Issue.record("\(event.content)")
            return
        }
        #expect(rating.level == 4 && rating.criteria == ["greets": true])
        #expect(rating.capturedAt == Date(timeIntervalSince1970: 1_665_699_960))
    }

    @Test
    func `What is outside of the unit, has no number in it or is a heartbeat is no event`() {
        let left = Self.wire { $0.caseLeft = .make { $0.caseNumber = 4 } }
        #expect(FeedEvent(left, .cases, in: ["84", "8"]) == nil)
        #expect(FeedEvent(left, .cases, in: Self.path + ["1"]) == nil)
        #expect(FeedEvent(Self.wire { $0.heartbeat = .init() }, .cases, in: ["84"]) == nil)
        var short = left
        short.scopeSequences = [30, 20]
        #expect(FeedEvent(short, .cases, in: ["84"]) == nil)
        #expect(FeedEvent(left, .cases, in: ["84"])?.content == .caseLeft(number: 4, version: 0))
    }

    @Test
    func `A denunciation is a number, and a lane of a later version has no name`() throws {
        let sealed = Self.wire {
            $0.caseChanged = .make {
                $0.caseNumber = 5
                $0.version = 2
            }
        }
        let number = FeedEvent.CaseChange(number: 5, version: 2, details: nil)
        #expect(FeedEvent(sealed, .cases, in: ["84"])?.content == .caseChanged(number))
        let later = Self.wire {
            $0.caseChanged = .make {
                $0.lane = .UNRECOGNIZED(77)
                $0.state = "assigned"
            }
        }
        guard case .caseChanged(let change)? = FeedEvent(later, .cases, in: ["84"])?.content else {
            Issue.record("it is no change")
            return
        }
        #expect(change.details?.lane.isEmpty == true && change.details?.state == "assigned")
    }

    @Test(arguments: FeedEventStream.allCases)
    func `A kind of event that only a later version knows has its number in the stream`(_ stream: FeedEventStream) {
        let event = FeedEvent(Self.wire { _ in }, stream, in: ["84"])
        #expect(event?.content == .unknown && event?.position.sequence == 30)
        #expect(event?.position.stream == stream)
        #expect(FeedEventStream(ofBundles: stream.bundles(of: .all)) == stream)
        #expect(FeedEventStream(ofBundles: Array("case/84/".utf8)) == nil && FeedEventStream(ofBundles: []) == nil)
    }

    @Test
    func `The pieces of a snapshot are one event, with the last one`() throws {
        let one = Self.wire { $0.caseChanged = .make { $0.caseNumber = 5 } }
        var assembly = SnapshotAssembly()
        let first = WireSnapshotPiece.make {
            $0.cases = [one]
            $0.next = .make { $0.caseNumber = 5 }
        }
        let none = assembly.add(first, .cases, of: ["84"])
        #expect(none == nil && assembly.place?.caseNumber == 5)
        let last = WireSnapshotPiece.make {
            $0.origin = "a1"
            $0.position = 40
            $0.sequence = 30
            $0.cases = [one]
        }
        let added = assembly.add(last, .cases, of: ["84"])
        let whole = try #require(added)
        guard case .caseSnapshot(let events) = whole.content else {
            Issue.record("\(whole.content)")
            return
        }
        #expect(events.count == 2 && whole.position.sequence == 30 && whole.position.journalNumber == 40)
        var ratings = SnapshotAssembly()
        let rated = WireSnapshotPiece.make {
            $0.ratings = [
                .make {
                    $0.scale = "faces-5"
                    $0.days = [
                        .make {
                            $0.day = 19_279
                            $0.levels = [1, 0, .max]
                        }
                    ]
                    $0.reasons = [.make { $0.reason = "other" }, .make { $0.reason = "other" }]
                }
            ]
        }
        guard case .ratingSnapshot(let offices)? = ratings.add(rated, .ratings, of: ["84"])?.content else {
            Issue.record("it is no snapshot of ratings")
            return
        }
        #expect(offices[0].days == [.init(daysSinceEpoch: 19_279, levels: [1, 0, .max])])
    }

    @Test
    func `A position is stored as it is read`() throws {
        let position = FeedEventPosition(
            origin: "a1",
            stream: .cases,
            unitPath: ["84"],
            journalNumber: .max,
            sequence: 7
        )
        let stored = try JSONEncoder().encode(position)
        #expect(try JSONDecoder().decode(FeedEventPosition.self, from: stored) == position)
    }

    @Test
    func `A head of the tree of proofs, and what a later version tells, is no event of a unit`() throws {
        let head = Self.wire {
            $0.treeHead = .make { $0.treeSize = 3 }
            $0.unitPath = ["84"]
            $0.scopeSequences = []
        }
        #expect(FeedEvent(head, .cases, in: ["84"]) == nil)
        let numbered = Self.wire { $0.treeHead = .make { $0.treeSize = 3 } }
        #expect(FeedEvent(numbered, .cases, in: ["84"]) == nil)
        // Field 31, which no version has yet.
        let later = try WireFeedEvent(decoding: Self.wire { _ in }.encoded() + [0xFA, 0x01, 0x02, 0x08, 0x01])
        #expect(FeedEvent(later, .cases, in: ["84"])?.content == .unknown)
    }
}
