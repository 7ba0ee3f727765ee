import FeedSubscriber
import FeedbackProtocol

/// Puts the entries of a recording in order for playing; pure.
struct PlayedReading {
    private let unitPath: [String]
    let streams: [FeedEventStream]
    private(set) var steps: [PlayedStep] = []
    private(set) var beginnings: [PlayedScope: PlayedBeginning] = [:]
    private(set) var tracks: [PlayedScope: PlayedFeed.Track] = [:]
    private(set) var units: [String: [[String]: String]] = [:]
    /// Those with a whole snapshot of each stream, in order.
    private(set) var origins: [String] = []
    /// The newest numbers that heartbeats told of units in which no event was recorded.
    private var quiet: [PlayedScope: UInt64] = [:]

    /// No count of events comes near this one, so that sums of less never overflow.
    private static let mostEvents: UInt64 = 1 << 60

    /// Begins with a header.
    ///
    /// - Throws: ``OperatorError`` when it is no header of a recording.
    init(_ header: WireRecordingHeader) throws(OperatorError) {
        self.unitPath = header.unitPath
        self.streams = FeedEventStream.allCases.filter { header.streams.contains($0.rawValue) }
        guard !self.streams.isEmpty, UnitPath(self.unitPath).map({ $0 != .all }) == true else {
            throw Self.damage("its header names no unit or no stream")
        }
    }

    /// Takes the next entry.
    ///
    /// - Throws: ``OperatorError`` when a recording cannot hold it at that place.
    mutating func take(_ entry: WireRecordingEntry) throws(OperatorError) {
        switch entry.content {
        case .piece(let recorded): try self.take(recorded, after: entry.arrivedAfter)
        case .message(let message): try self.take(message, after: entry.arrivedAfter)
        // What a later version adds is left out.
        case .end, .none: break
        }
    }

    /// Ends after the last entry.
    mutating func finish() {
        for (scope, number) in self.quiet where self.tracks[scope] == nil {
            self.tracks[scope] = PlayedFeed.Track(initial: number)
        }
        for origin in self.origins { self.units[origin, default: [:]][self.unitPath, default: ""] += "" }
    }

    private mutating func take(_ recorded: WireRecordedPiece, after: UInt64) throws(OperatorError) {
        let bytes = Array(recorded.piece)
        guard let stream = FeedEventStream(rawValue: recorded.stream), self.streams.contains(stream),
            let piece = try? WireToldPiece(decoding: bytes), piece.sequence < Self.mostEvents
        else { throw Self.damage("a snapshot cannot be read") }
        let scope = PlayedScope(origin: piece.origin, stream: stream, path: self.unitPath)
        guard self.beginnings[scope, default: PlayedBeginning()].add(bytes) else {
            throw Self.damage("a snapshot cannot be read")
        }
        self.tracks[scope] = PlayedFeed.Track(initial: piece.sequence)
        let isWhole = self.streams.allSatisfy {
            self.beginnings[PlayedScope(origin: piece.origin, stream: $0, path: self.unitPath)]?.isWhole == true
        }
        guard isWhole, !self.origins.contains(piece.origin) else { return }
        self.origins.append(piece.origin)
        self.steps.append(PlayedStep(after: after, content: .origin(piece.origin), frames: []))
    }

    private mutating func take(_ message: WireRecordedMessage, after: UInt64) throws(OperatorError) {
        let frames = [Array(message.topic), Array(message.event)]
        guard let event = try? WireFeedEvent(decoding: frames[1]) else {
            throw Self.damage("a message of the feed cannot be read")
        }
        if case .heartbeat(let heartbeat) = event.content {
            self.units[event.origin, default: [:]][event.unitPath] = event.registerEdition
            self.note(heartbeat, of: event)
            self.steps.append(PlayedStep(after: after, content: .heartbeat(heartbeat, event), frames: frames))
            return
        }
        let name = String(decoding: frames[0].prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
        guard let stream = FeedEventStream(rawValue: name) else { throw Self.damage("an event has no known topic") }
        try self.count(event, in: stream)
        self.steps.append(PlayedStep(after: after, content: .event(stream, event), frames: frames))
    }

    private mutating func note(_ heartbeat: WireHeartbeat, of event: WireFeedEvent) {
        for stream in self.streams where event.unitPath != self.unitPath {
            let scope = PlayedScope(origin: event.origin, stream: stream, path: event.unitPath)
            let number = stream == .cases ? heartbeat.caseSequence : heartbeat.ratingSequence
            self.quiet[scope] = max(self.quiet[scope] ?? 0, min(number, Self.mostEvents))
        }
    }

    /// Gives the coming step its place in each unit that it counts in, which must be the next one.
    private mutating func count(_ event: WireFeedEvent, in stream: FeedEventStream) throws(OperatorError) {
        guard event.unitPath.starts(with: self.unitPath), event.scopeSequences.count == event.unitPath.count else {
            throw Self.damage("an event is of another unit")
        }
        for depth in self.unitPath.count...event.unitPath.count {
            let path = Array(event.unitPath.prefix(depth))
            let scope = PlayedScope(origin: event.origin, stream: stream, path: path)
            let number = event.scopeSequences[depth - 1]
            guard (1..<Self.mostEvents).contains(number), depth > self.unitPath.count || self.tracks[scope] != nil
            else {
                throw Self.damage("an event comes before its snapshot")
            }
            let track = self.tracks[scope] ?? PlayedFeed.Track(initial: number - 1)
            guard number == track.last + 1 else {
                throw Self.damage(
                    "after \(stream.rawValue) event \(track.last) of \(path.joined(separator: "/")) comes \(number)"
                )
            }
            self.tracks[scope] = track
            self.tracks[scope]?.steps.append(self.steps.count)
        }
    }

    private static func damage(_ what: String) -> OperatorError {
        OperatorError(.badData, "The recording is damaged: \(TextLayout.oneLine(what)). Record anew.")
    }
}
