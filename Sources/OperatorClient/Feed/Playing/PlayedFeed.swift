import FeedSubscriber
import FeedbackProtocol

/// A recording as its aggregator knew it at the moment that the playing has come to; pure.
///
/// All that is told and answered comes out of the recording: the events with their own numbers, and nothing before they
/// were told but what a heartbeat has told of already.
package struct PlayedFeed: Sendable {
    /// The events of a scope that the recording has.
    struct Track: Sendable {
        /// The number before the first of them.
        var initial: UInt64 = 0
        /// Where they stand among the steps; their numbers follow each other.
        var steps: [Int] = []
        /// The highest number that a heartbeat has told of.
        var announced: UInt64 = 0

        var last: UInt64 { self.initial + UInt64(self.steps.count) }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    let begunAt: Int64
    /// The codes from the root to the unit that was recorded.
    package let unitPath: [String]
    let streams: [FeedEventStream]
    let steps: [PlayedStep]
    let beginnings: [PlayedScope: PlayedBeginning]
    private(set) var tracks: [PlayedScope: Track]
    /// The units that heartbeats tell of, with the edition their codes are of; those of each origin.
    let units: [String: [[String]: String]]
    /// How many steps were told.
    private(set) var told = 0
    /// The aggregator that is stood in for now.
    private(set) var origin: String
    /// The newest position in its journal that was told.
    private(set) var position: UInt64 = 0
    package private(set) var toldEvents: UInt64 = 0
    /// Heartbeats that tell of events which the recording does not have, since it ended before them.
    package private(set) var withheld: UInt64 = 0

    /// Takes a recording to play it from its beginning.
    ///
    /// - Throws: ``OperatorError`` when nothing was recorded, or not what a recording holds.
    package init(_ file: RecordingFile) throws(OperatorError) {
        var reading = try PlayedReading(file.header)
        for entry in file.entries { try reading.take(entry) }
        reading.finish()
        guard let origin = reading.origins.first else {
            throw OperatorError(.badData, "The recording ended before its first snapshot was whole. Record anew.")
        }
        self.begunAt = file.header.begunAt
        self.unitPath = file.header.unitPath
        self.streams = reading.streams
        self.steps = reading.steps
        self.beginnings = reading.beginnings
        self.tracks = reading.tracks
        self.units = reading.units
        self.origin = origin
        self.position = Self.position(of: origin, in: reading.beginnings)
    }

    /// Whether all was told.
    package var isAtEnd: Bool { self.told == self.steps.count }

    /// When the next step is due: microseconds after the first one; `nil` at the end.
    package var nextDue: UInt64? {
        guard self.told < self.steps.count else { return nil }
        return self.steps[self.told].after - min(self.steps[0].after, self.steps[self.told].after)
    }

    /// The time that the playing has come to, on the recording's clock.
    var time: Int64 {
        let after = self.told > 0 ? self.steps[self.told - 1].after : self.steps.first?.after ?? 0
        return self.begunAt &+ Int64(clamping: after)
    }

    /// Goes one step on.
    ///
    /// - Returns: The frames to tell; none when there is nothing to tell.
    package mutating func advance() -> [[UInt8]] {
        guard self.told < self.steps.count else { return [] }
        let step = self.steps[self.told]
        self.told += 1
        switch step.content {
        case .origin(let origin):
            self.origin = origin
            self.position = Self.position(of: origin, in: self.beginnings)
            return []
        case .event(_, let event):
            self.toldEvents += 1
            if event.origin == self.origin { self.position = max(self.position, event.number) }
            return step.frames
        case .heartbeat(let heartbeat, let event):
            guard event.origin == self.origin, self.announce(heartbeat, of: event) else {
                self.withheld += 1
                return []
            }
            self.position = max(self.position, event.number)
            return step.frames
        }
    }

    /// Notes what a heartbeat tells of; `false` when it is more than the recording has.
    private mutating func announce(_ heartbeat: WireHeartbeat, of event: WireFeedEvent) -> Bool {
        let numbers = self.streams.map { stream in
            (self.scope(stream, event.unitPath), stream == .cases ? heartbeat.caseSequence : heartbeat.ratingSequence)
        }
        guard numbers.allSatisfy({ $1 <= self.tracks[$0]?.last ?? 0 }) else { return false }
        for (scope, number) in numbers {
            let known = self.tracks[scope]?.announced ?? 0
            self.tracks[scope]?.announced = max(known, number)
        }
        return true
    }

    func scope(_ stream: FeedEventStream, _ path: [String]) -> PlayedScope {
        PlayedScope(origin: self.origin, stream: stream, path: path)
    }

    /// The number of the newest event of a scope that was told.
    func toldThrough(_ scope: PlayedScope) -> UInt64 {
        guard let track = self.tracks[scope] else { return 0 }
        var low = 0
        var high = track.steps.count
        while low < high {
            let middle = (low + high) / 2
            if track.steps[middle] < self.told { low = middle + 1 } else { high = middle }
        }
        return track.initial + UInt64(low)
    }

    /// The number of the newest event of a scope that is known to exist by what was told.
    func knownThrough(_ scope: PlayedScope) -> UInt64 {
        max(self.toldThrough(scope), self.tracks[scope]?.announced ?? 0)
    }

    /// The position of the newest event of a stream that was told; no event behind it has a lower one.
    func position(of stream: FeedEventStream) -> UInt64 {
        let scope = self.scope(stream, self.unitPath)
        let beginning = self.beginnings[scope]?.position ?? 0
        let count = Int(self.toldThrough(scope) - (self.tracks[scope]?.initial ?? 0))
        guard count > 0, let step = self.tracks[scope]?.steps[count - 1],
            case .event(_, let event) = self.steps[step].content
        else { return beginning }
        return max(beginning, event.number)
    }

    private static func position(of origin: String, in beginnings: [PlayedScope: PlayedBeginning]) -> UInt64 {
        beginnings.filter { $0.key.origin == origin }.map(\.value.position).max() ?? 0
    }
}
