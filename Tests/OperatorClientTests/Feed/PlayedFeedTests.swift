import CivilTime
import FeedbackProtocol
import Foundation
import OperatorClient
import Testing

@testable import FeedSubscriber

/// A recording, told and asked at every moment of its playing.
struct PlayedFeedTests {
    /// Calls a closure with a recording of what was told.
    private static func withRecording(
        _ told: [FeedTold],
        _ body: (PlayedFeed) throws -> Void
    ) throws {
        try withTestFolder { folder in
            let path = "\(folder.path)/day.feed"
            _ = try RecordingTests.record(told, to: path)
            try body(try PlayedFeed(try RecordingFile(contentsOf: path)))
        }
    }

    private static func feed(seed: UInt64, before: Int = 12, events: Int = 40) throws -> ToldFeed {
        var feed = ToldFeed(seed: seed)
        for _ in 0..<before { try feed.happen() }
        try feed.takeSnapshots()
        for index in 0..<events {
            try feed.happen()
            if index % 7 == 6 { try feed.beat() }
        }
        try feed.beat()
        return feed
    }

    /// What is recorded: everything from the snapshots on.
    private static func recorded(_ feed: ToldFeed) -> [FeedTold] {
        Array(feed.told.drop { if case .snapshot = $0 { false } else { true } })
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `At every moment a snapshot and the events behind it make the same`(seed: UInt64) throws {
        let made = try Self.feed(seed: seed)
        let told = Self.recorded(made)
        try Self.withRecording(told) { feed in
            var feed = feed
            var asker = PlayedFeedAsker()
            for path in [ToldFeed.path] + ToldFeed.offices.map({ ToldFeed.path + [$0] }) {
                let end = try ToldFeed.cases(after: made.events(.cases, of: path))
                var moment = feed
                while true {
                    let piece = try asker.cases(moment, path)
                    let known = ToldFeed.cases(after: piece.cases)
                    #expect(known.count == piece.cases.count, "seed \(seed)")
                    var later = moment
                    while !later.isAtEnd { _ = later.advance() }
                    let behind = try asker.events(later, "case", path, from: piece.sequence + 1)
                    let depth = path.count - 1
                    #expect(
                        behind.map { $0.scopeSequences[depth] }
                            == (0..<behind.count).map { piece.sequence + 1 + UInt64($0) },
                        "seed \(seed)"
                    )
                    #expect(behind.allSatisfy { $0.number >= piece.position }, "seed \(seed)")
                    #expect(ToldFeed.cases(known, after: behind) == end, "seed \(seed) at \(piece.sequence)")
                    if moment.isAtEnd { break }
                    for _ in 0..<5 { _ = moment.advance() }
                }
            }
            while !feed.isAtEnd { _ = feed.advance() }
            #expect(feed.withheld == 0)
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `The feed is told byte for byte, and again at the replay's door`(seed: UInt64) throws {
        let told = Self.recorded(try Self.feed(seed: seed))
        try Self.withRecording(told) { feed in
            var feed = feed
            var sent: [[[UInt8]]] = []
            while !feed.isAtEnd {
                let frames = feed.advance()
                if !frames.isEmpty { sent.append(frames) }
            }
            let wanted = told.compactMap { told -> [[UInt8]]? in
                switch told {
                case .event(_, let topic, let bytes, _), .heartbeat(let topic, let bytes): [topic, bytes]
                case .snapshot: nil
                }
            }
            #expect(sent == wanted)
            for stream in [FeedEventStream.cases, .ratings] {
                let events = told.compactMap { told -> (FeedEventPosition, [UInt8])? in
                    guard case .event(let position, _, let bytes, _) = told, position.stream == stream else {
                        return nil
                    }
                    return (position, bytes)
                }
                let first = try #require(events.first).0.sequence
                let request = WireReplayRequest.make {
                    $0.requestID = 9
                    $0.events = .make {
                        $0.origin = "a1"
                        $0.stream = stream.rawValue
                        $0.unitPath = ToldFeed.path
                        $0.fromSequence = first
                        $0.throughSequence = .max
                        $0.credit = 1000
                    }
                }
                let reply = try WireToldReply(decoding: feed.reply(to: try request.encoded()).encoded())
                #expect(reply.events.events.map { Array($0) } == events.map(\.1))
            }
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `Ratings are counted as the aggregator does`(seed: UInt64) throws {
        let made = try Self.feed(seed: seed, before: 0, events: 60)
        try Self.withRecording(Self.recorded(made)) { feed in
            var feed = feed
            var asker = PlayedFeedAsker()
            #expect(try asker.ratings(feed, ToldFeed.path).ratings.isEmpty)
            while !feed.isAtEnd { _ = feed.advance() }
            let events = try made.events(.ratings)
            let piece = try asker.ratings(feed, ToldFeed.path)
            #expect(piece.sequence == UInt64(events.count))
            var wanted: [String: UInt64] = [:]
            var count: UInt64 = 0
            for event in events {
                guard case .ratingGiven(let rating) = event.content, (1...10).contains(rating.level) else { continue }
                // The province's midnight is 17:00 UTC.
                let day = (rating.capturedAt / 1_000_000 + 7 * 3600) / 86_400
                wanted["\(event.unitPath) \(day) \(rating.level)", default: 0] += 1
                count += 1
            }
            var found: [String: UInt64] = [:]
            for office in piece.ratings {
                for day in office.days {
                    #expect(day.levels.last != 0)
                    for (index, count) in day.levels.enumerated() where count > 0 {
                        found["\(office.unitPath) \(day.day) \(index + 1)"] = count
                    }
                }
            }
            #expect(found == wanted, "seed \(seed)")
            #expect(piece.ratings.flatMap(\.criteria).reduce(0) { $0 + $1.met + $1.notMet } == count)
            #expect(piece.ratings.flatMap(\.reasons).reduce(0) { $0 + $1.count } == count)
            let last = try #require(piece.ratings.flatMap(\.days).map(\.day).max())
            let part = try asker.ratings(feed, ToldFeed.path, from: last)
            #expect(Set(part.ratings.flatMap(\.days).map(\.day)) == [last])
        }
    }

    @Test
    func `What a heartbeat told of is told again before its time, and nothing else is`() throws {
        var made = ToldFeed(seed: 9)
        try made.takeSnapshots()
        for _ in 0..<20 { try made.happen() }
        try made.beat()
        var told = made.told
        // The heartbeats came first, as where the feed's messages got lost.
        let beats = told.suffix(3)
        told.removeLast(3)
        let middle = told.count / 2
        told.insert(contentsOf: beats, at: middle)
        try Self.withRecording(told) { feed in
            var feed = feed
            var asker = PlayedFeedAsker()
            #expect(try asker.events(feed, "case", ToldFeed.path, from: 1).isEmpty)
            // Two snapshots are one step, the rest one each.
            for _ in 0..<(middle - 1 + 3) { _ = feed.advance() }
            #expect(try asker.events(feed, "case", ToldFeed.path, from: 1) == made.events(.cases))
            #expect(try asker.events(feed, "rating", ToldFeed.path, from: 1) == made.events(.ratings))
            let heartbeat = try #require(feed.heartbeats().first)
            let event = try WireFeedEvent(decoding: heartbeat[1])
            #expect(event.heartbeat.caseSequence == UInt64(try made.events(.cases).count))
            #expect(feed.heartbeats().count == 3)
        }
    }

    @Test
    func `A heartbeat that tells of more than was recorded is left out`() throws {
        var made = ToldFeed(seed: 10)
        try made.takeSnapshots()
        for _ in 0..<5 { try made.happen() }
        let kept = made.told
        for _ in 0..<20 { try made.happen() }
        let end = made.told.count
        try made.beat()
        try Self.withRecording(kept + made.told[end...]) { feed in
            var feed = feed
            while !feed.isAtEnd { _ = feed.advance() }
            #expect(feed.withheld >= 1)
            let heartbeat = try WireFeedEvent(decoding: try #require(feed.heartbeats().first)[1]).heartbeat
            #expect(heartbeat.caseSequence + heartbeat.ratingSequence == feed.toldEvents)
        }
    }

    @Test
    func `What it does not have is refused with what to do`() throws {
        let made = try Self.feed(seed: 11)
        try Self.withRecording(Self.recorded(made)) { feed in
            var asker = PlayedFeedAsker()
            func wish(_ fill: (inout WireReplayEvents) -> Void) -> WireReplayRequest.OneOf_Content {
                .events(
                    .make {
                        $0.origin = "a1"
                        $0.stream = "case"
                        $0.unitPath = ToldFeed.path
                        $0.fromSequence = 1
                        $0.throughSequence = 9
                        $0.credit = 9
                        fill(&$0)
                    }
                )
            }
            let refusals: [(WireReplayRequest.OneOf_Content, WireReplayErrorCode, String)] = [
                (wish { _ in }, .malformed, "begin with a snapshot"),
                (wish { $0.unitPath = ["84"] }, .notAuthorised, "It follows 84/842."),
                (wish { $0.unitPath = ["84", "842", "29999"] }, .malformed, "tells of no 84/842/29999"),
                (wish { $0.unitPath = [] }, .malformed, "unit_path"),
                (wish { $0.stream = "alert" }, .malformed, "stream"),
                (wish { $0.fromSequence = 0 }, .malformed, "from_sequence"),
                (wish { $0.credit = 0 }, .malformed, "credit"), (wish { $0.origin = "" }, .unknownOrigin, "\"a1\""),
                (
                    .snapshot(
                        .make {
                            $0.stream = "case"
                            $0.unitPath = ToldFeed.path
                            $0.credit = 1
                            $0.place = .make {
                                $0.origin = "a1"
                                $0.sequence = .max
                                $0.unitPath = ToldFeed.path
                            }
                        }
                    ), .malformed, "anew"
                ),
            ]
            for (content, code, word) in refusals {
                let error = try asker.refusal(feed, content)
                #expect(error.code == code && error.explanation.contains(word), "\(error)")
            }
            for frame in [[], [0xFF], [UInt8](repeating: 8, count: 5000)] {
                #expect(feed.reply(to: frame).error.code == .malformed)
            }
        }
    }

    @Test
    func `A recording of one stream tells of no other`() throws {
        try withTestFolder { folder in
            let path = "\(folder.path)/day.feed"
            var made = ToldFeed(seed: 12)
            try made.takeSnapshots()
            for _ in 0..<10 { try made.happen() }
            try made.beat()
            let subscription = FeedSubscription([], unitPath: ToldFeed.path, streams: [.ratings])
            let recorder = try FeedRecorder(path, overwrites: false, subscription, at: .init(microseconds: 0))
            let told = made.told.filter { told in
                switch told {
                case .event(let position, _, _, _), .snapshot(let position, _): position.stream == .ratings
                case .heartbeat: true
                }
            }
            try recorder.take(told)
            recorder.close()
            var feed = try PlayedFeed(try RecordingFile(contentsOf: path))
            while !feed.isAtEnd { _ = feed.advance() }
            #expect(feed.withheld == 0)
            var asker = PlayedFeedAsker()
            let error = try asker.refusal(
                feed,
                .snapshot(
                    .make {
                        $0.stream = "case"
                        $0.unitPath = ToldFeed.path
                        $0.credit = 1
                    }
                )
            )
            #expect(error.explanation.contains("without case events"))
            #expect(try asker.ratings(feed, ToldFeed.path).sequence == UInt64(made.events(.ratings).count))
        }
    }

    @Test
    func `A recording with a hole in it is damaged, and is not played`() throws {
        let told = Self.recorded(try Self.feed(seed: 13))
        let events = told.indices.filter { if case .event = told[$0] { true } else { false } }
        var holed = told
        holed.remove(at: events[events.count / 2])
        let error = #expect(throws: OperatorError.self) { try Self.withRecording(holed) { _ in } }
        #expect(error?.code.exitCode == 65)
        #expect(error?.message.contains("comes") == true)
    }
}
