import CivilTime
import FeedbackProtocol
import Foundation
import NIOConcurrencyHelpers
import OperatorClient
import Testing

@testable import FeedSubscriber

/// Recordings of feeds, written and read.
struct RecordingTests {
    private static let subscription = FeedSubscription(
        [.init(feed: "tcp://127.0.0.1:1", replay: "tcp://127.0.0.1:1", keyFile: "/nowhere")],
        unitPath: ToldFeed.path
    )

    /// A recorder on a clock that moves a second each time it is looked at.
    static func recorder(_ path: String, overwrites: Bool = false) throws -> FeedRecorder {
        let seconds = NIOLockedValueBox(0)
        return try FeedRecorder(
            path,
            overwrites: overwrites,
            Self.subscription,
            at: Timestamp(microseconds: 1_665_711_030_000_000)
        ) {
            .seconds(
                seconds.withLockedValue {
                    $0 += 1
                    return $0
                }
            )
        }
    }

    /// Records what was told, as a following would.
    static func record(_ told: [FeedTold], to path: String) throws -> FollowedProgress {
        let recorder = try self.recorder(path)
        var progress = FollowedProgress(
            unitPath: ToldFeed.path,
            streams: [.cases, .ratings],
            beginsWithSnapshot: true
        )
        for told in told { try recorder.take(progress.take(told)) }
        try recorder.end(progress)
        return progress
    }

    private static func busyFeed(seed: UInt64, events: Int = 40) throws -> ToldFeed {
        var feed = ToldFeed(seed: seed)
        try feed.takeSnapshots()
        for index in 0..<events {
            try feed.happen()
            if index % 10 == 9 { try feed.beat() }
        }
        return feed
    }

    @Test
    func `What was told is read as it was told, byte for byte, with what a later version adds`() throws {
        try withTestFolder { folder in
            let feed = try Self.busyFeed(seed: 1)
            let path = "\(folder.path)/day.feed"
            _ = try Self.record(feed.told, to: path)
            let file = try RecordingFile(contentsOf: path)
            #expect(file.header.origins == ["a1"])
            #expect(file.header.unitPath == ToldFeed.path)
            #expect(file.header.streams == ["case", "rating"])
            #expect(file.end?.missing.isEmpty == true)
            #expect(!file.isCut)
            let told = feed.told.flatMap { told -> [[[UInt8]]] in
                switch told {
                case .event(_, let topic, let bytes, _), .heartbeat(let topic, let bytes): [[topic, bytes]]
                case .snapshot(_, let pieces): pieces.map { [$0] }
                }
            }
            let read = file.entries.map { entry -> [[UInt8]] in
                switch entry.content {
                case .message(let message): [Array(message.topic), Array(message.event)]
                case .piece(let piece): [Array(piece.piece)]
                case .end, .none: []
                }
            }
            #expect(read == told)
            let times = file.entries.map(\.arrivedAfter)
            #expect(times == times.sorted() && times.first == 1_000_000)
        }
    }

    @Test
    func `However much of a file a crash leaves, its whole entries are read`() throws {
        try withTestFolder { folder in
            let path = "\(folder.path)/day.feed"
            _ = try Self.record(try Self.busyFeed(seed: 2, events: 8).told, to: path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            let whole = try RecordingFile(contentsOf: path)
            let cut = "\(folder.path)/cut.feed"
            var counts: Set<Int> = []
            for length in 100..<bytes.count {
                try bytes.prefix(length).write(to: URL(filePath: cut))
                let file = try RecordingFile(contentsOf: cut)
                let common = min(file.entries.count, whole.entries.count)
                #expect(file.entries == Array(whole.entries.prefix(common)))
                #expect(file.end == nil)
                counts.insert(file.entries.count)
            }
            let fewest = try #require(counts.min())
            #expect(fewest <= 1 && counts == Set(fewest...whole.entries.count))
        }
    }

    @Test
    func `Zeros that a power cut left at the end are no entry`() throws {
        try withTestFolder { folder in
            let path = "\(folder.path)/day.feed"
            let recorder = try Self.recorder(path)
            try recorder.take(try Self.busyFeed(seed: 4, events: 5).told)
            recorder.close()
            let whole = try RecordingFile(contentsOf: path)
            #expect(!whole.isCut && whole.end == nil && whole.entries.count > 5)
            let bytes = try Data(contentsOf: URL(filePath: path))
            try (bytes + Data(repeating: 0, count: 7)).write(to: URL(filePath: path))
            let zeros = try RecordingFile(contentsOf: path)
            #expect(zeros.isCut && zeros.entries == whole.entries)
            try (bytes + Data([0, 0, 1, 0])).write(to: URL(filePath: path))
            let error = #expect(throws: OperatorError.self) { try RecordingFile(contentsOf: path) }
            #expect(error?.message.contains("damaged at byte \(bytes.count)") == true)
        }
    }

    @Test
    func `A file that is there is kept, unless it may give way; an empty one is not left behind`() throws {
        try withTestFolder { folder in
            let path = "\(folder.path)/day.feed"
            _ = try Self.record(try Self.busyFeed(seed: 3, events: 3).told, to: path)
            let before = try Data(contentsOf: URL(filePath: path))
            let error = #expect(throws: OperatorError.self) { try Self.recorder(path) }
            #expect(error?.code.exitCode == 73)
            #expect(error?.message.contains("--overwrite") == true)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            // Nothing was heard: the old one stays.
            try Self.recorder(path, overwrites: true).close()
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            let recorder = try Self.recorder(path, overwrites: true)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            try recorder.take(try Self.busyFeed(seed: 4, events: 1).told)
            #expect(try Data(contentsOf: URL(filePath: path)) != before)
            recorder.close()
            #expect(try RecordingFile(contentsOf: path).entries.isEmpty == false)
            #expect(!FileManager.default.fileExists(atPath: "\(path).new"))
            try Self.recorder("\(folder.path)/empty.feed").close()
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/empty.feed"))
            let nowhere = #expect(throws: OperatorError.self) { try Self.recorder("\(folder.path)/no/day.feed") }
            #expect(nowhere?.code.exitCode == 73)
        }
    }

    @Test
    func `What is no recording, or one of a later version, is refused with what to do`() throws {
        try withTestFolder { folder in
            let path = "\(folder.path)/day.feed"
            for (bytes, word) in [(Data(), "no recording"), (Data("# a text\n".utf8), "no recording")] {
                try bytes.write(to: URL(filePath: path))
                let error = #expect(throws: OperatorError.self) { try RecordingFile(contentsOf: path) }
                #expect(error?.code.exitCode == 65)
                #expect(error?.message.contains(word) == true)
            }
            let later = WireRecordingHeader.make {
                $0.format = RecordingFile.format
                $0.version = 2
            }
            let bytes = try later.encoded()
            try Data([UInt8(bytes.count)] + bytes).write(to: URL(filePath: path))
            let error = #expect(throws: OperatorError.self) { try RecordingFile(contentsOf: path) }
            #expect(error?.message.contains("version 2") == true)
        }
    }
}

/// How far a feed was followed, and when to end.
struct FollowedProgressTests {
    private static func begun(limit: UInt64? = nil) throws -> (FollowedProgress, ToldFeed) {
        var progress = FollowedProgress(
            unitPath: ToldFeed.path,
            streams: [.cases, .ratings],
            beginsWithSnapshot: true,
            eventLimit: limit
        )
        var feed = ToldFeed(seed: 5)
        try feed.takeSnapshots()
        for told in feed.told { _ = progress.take(told) }
        return (progress, feed)
    }

    @Test
    func `Asked to end, it ends with the heartbeat behind which nothing is missing`() throws {
        var (progress, feed) = try Self.begun()
        let start = feed.told.count
        for _ in 0..<10 { try feed.happen() }
        let events = Array(feed.told[start...])
        try feed.beat()
        let beats = Array(feed.told[(start + events.count)...])
        for told in events.dropLast() { _ = progress.take(told) }
        progress.askToEnd()
        #expect(progress.take(beats[0]) == [beats[0]])
        #expect(!progress.isFinished)
        #expect(progress.holes.count == 1)
        let last = try #require(events.last)
        #expect(progress.take(last) == [last])
        #expect(progress.isFinished && progress.isWhole)
        // The rest of the same heartbeats is kept, and nothing that has happened since.
        #expect(progress.take(beats[1]) == [beats[1]])
        let end = feed.told.count
        try feed.happen()
        try feed.beat()
        for told in feed.told[end...] { #expect(progress.take(told).isEmpty) }
        #expect(progress.isWhole)
    }

    @Test
    func `It ends with as many events as are wanted, of which none is missing`() throws {
        var (progress, feed) = try Self.begun(limit: 4)
        let start = feed.told.count
        while feed.told.count < start + 6 { try feed.happen() }
        try feed.beat()
        let kept = feed.told[start...].flatMap { progress.take($0) }
        #expect(kept == Array(feed.told[start..<(start + 4)]))
        #expect(progress.events == 4 && progress.isWhole)
    }

    @Test
    func `Without an answer to the snapshot all is missing, and heartbeats of before wait for it`() throws {
        var progress = FollowedProgress(
            unitPath: ToldFeed.path,
            streams: [.cases, .ratings],
            beginsWithSnapshot: true
        )
        var feed = ToldFeed(seed: 6)
        try feed.beat()
        for told in feed.told { #expect(progress.take(told).isEmpty) }
        #expect(progress.holes.map(\.numbers) == [nil, nil])
        #expect(progress.problems.count == 2)
        let count = feed.told.count
        try feed.takeSnapshots()
        #expect(progress.take(feed.told[count]) == [feed.told[count]])
        let second = progress.take(feed.told[count + 1])
        #expect(second == [feed.told[count + 1]] + feed.told[1..<count])
        #expect(progress.holes.isEmpty)
    }

    @Test
    func `What nobody tells of is not taken for whole`() {
        var progress = FollowedProgress(unitPath: ["84"], streams: [.cases], beginsWithSnapshot: true)
        progress.askToEnd()
        #expect(!progress.isWhole)
        #expect(progress.problems.first?.contains("not even a heartbeat") == true)
    }
}
