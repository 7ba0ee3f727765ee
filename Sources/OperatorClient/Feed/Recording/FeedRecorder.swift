package import CivilTime
package import FeedSubscriber
import FeedbackProtocol
internal import NIOConcurrencyHelpers

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Puts what a feed tells into a file.
package final class FeedRecorder: Sendable {
    private struct State {
        var writer: RecordingWriter
        var bytes: UInt64 = 0
    }

    private let header: WireRecordingHeader
    private let elapsed: @Sendable () -> Duration
    private let box: NIOLockedValueBox<State>

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - overwrites: Whether a file that is there already gives way.
    ///   - subscription: What is followed.
    ///   - beginning: Now.
    ///   - elapsed: The time since then, on a clock that does not jump.
    /// - Throws: ``OperatorError`` when the file is there or cannot be made.
    package init(
        _ path: String,
        overwrites: Bool,
        _ subscription: FeedSubscription,
        at beginning: Timestamp,
        elapsed: @escaping @Sendable () -> Duration
    ) throws(OperatorError) {
        self.header = .make {
            $0.format = RecordingFile.format
            $0.version = RecordingFile.version
            $0.begunAt = beginning.microseconds
            $0.unitPath = subscription.unitPath
            $0.streams = FeedEventStream.allCases.filter { subscription.streams.contains($0) }.map(\.rawValue)
        }
        self.elapsed = elapsed
        self.box = NIOLockedValueBox(State(writer: try RecordingWriter(path, overwrites: overwrites)))
    }

    /// Makes the file, with the time from now on as the system's monotonic clock has it.
    package convenience init(
        _ path: String,
        overwrites: Bool,
        _ subscription: FeedSubscription,
        at beginning: Timestamp
    ) throws(OperatorError) {
        let start = ContinuousClock.now
        try self.init(path, overwrites: overwrites, subscription, at: beginning) { ContinuousClock.now - start }
    }

    /// How many bytes were written.
    package var size: UInt64 { self.box.withLockedValue { $0.bytes } }

    /// Writes what was told.
    ///
    /// - Throws: ``OperatorError`` when the file cannot be written on.
    package func take(_ told: [FeedTold]) throws(OperatorError) {
        let after = Self.microseconds(self.elapsed())
        let contents = told.flatMap { Self.contents(of: $0) }
        let messages = try Self.encoded(
            contents.map { content in
                WireRecordingEntry.make {
                    $0.arrivedAfter = after
                    $0.content = content
                }
            }
        )
        let isBeat = told.contains { if case .heartbeat = $0 { true } else { false } }
        try self.write(messages, origin: told.lazy.compactMap { Self.origin(of: $0) }.first, saves: isBeat)
    }

    /// Writes how it ended, and closes the file.
    ///
    /// - Throws: ``OperatorError`` when the file cannot be written on.
    package func end(_ progress: FollowedProgress) throws(OperatorError) {
        defer { self.close() }
        guard !self.box.withLockedValue({ $0.writer.isEmpty }) else { return }
        let end = WireRecordingEntry.make {
            $0.arrivedAfter = Self.microseconds(self.elapsed())
            $0.end = .make {
                $0.complete = progress.isWhole
                $0.missing = progress.holes.map { hole in
                    .make {
                        $0.origin = hole.track.origin
                        $0.stream = hole.track.stream.rawValue
                        $0.fromSequence = hole.numbers?.lowerBound ?? 0
                        $0.throughSequence = hole.numbers?.upperBound ?? 0
                    }
                }
            }
        }
        try self.write(try Self.encoded([end]), origin: nil, saves: true)
    }

    /// Closes the file as it is; one in which nothing was written is removed.
    package func close() {
        self.box.withLockedValue { $0.writer.close() }
    }

    private func write(_ messages: [[UInt8]], origin: String?, saves: Bool) throws(OperatorError) {
        let failure = self.box.withLockedValue { state -> OperatorError? in
            do throws(OperatorError) {
                var messages = messages
                if state.writer.isEmpty {
                    var header = self.header
                    header.origins = origin.map { [$0] } ?? []
                    messages.insert(try Self.encoded([header])[0], at: 0)
                }
                try state.writer.write(messages)
                state.bytes += messages.reduce(0) { $0 + UInt64($1.count) }
                if saves { state.writer.save() }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private static func contents(of told: FeedTold) -> [WireRecordingEntry.OneOf_Content] {
        switch told {
        case .event(_, let topic, let bytes, let isAgain):
            [
                .message(
                    .make {
                        $0.topic = Data(topic)
                        $0.event = Data(bytes)
                        $0.toldAgain = isAgain
                    }
                )
            ]
        case .heartbeat(let topic, let bytes):
            [
                .message(
                    .make {
                        $0.topic = Data(topic)
                        $0.event = Data(bytes)
                    }
                )
            ]
        case .snapshot(let position, let pieces):
            pieces.map { piece in
                .piece(
                    .make {
                        $0.stream = position.stream.rawValue
                        $0.piece = Data(piece)
                    }
                )
            }
        }
    }

    private static func origin(of told: FeedTold) -> String? {
        switch told {
        case .event(let position, _, _, _), .snapshot(let position, _): position.origin
        case .heartbeat(_, let bytes): (try? WireFeedEvent(decoding: bytes))?.origin
        }
    }

    private static func encoded(_ messages: [some WireMessage]) throws(OperatorError) -> [[UInt8]] {
        var encoded: [[UInt8]] = []
        do throws(WireCodingError) {
            for message in messages { encoded.append(try message.encoded()) }
        } catch {
            throw OperatorError(wrapping: error)
        }
        return encoded
    }

    private static func microseconds(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        return UInt64(clamping: seconds) &* 1_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000_000)
    }
}
