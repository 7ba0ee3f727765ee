/// The frames in which a dashboard asks for what was told before, `ReplayRequest`, and is answered, `ReplayReply`.
package enum ReplayEnvelope {
    /// The largest frame, in bytes.
    package static let maximumFrameSize = 4096

    /// Opens a frame.
    ///
    /// - Parameter frame: The frame as received.
    /// - Returns: The request; its `content` is absent when this version does not know it.
    /// - Throws: ``WireCodingError`` when the frame is too large or no request. Answer with `ReplayError` of code
    ///   `malformed`.
    package static func decode(_ frame: Span<UInt8>) throws(WireCodingError) -> WireReplayRequest {
        guard frame.count <= self.maximumFrameSize else { throw .notDecodable(WireReplayRequest.protoMessageName) }
        return try WireReplayRequest(decoding: frame)
    }

    /// A reply with events, each as the feed told it.
    ///
    /// - Parameters:
    ///   - requestID: The request's.
    ///   - events: Them in order.
    ///   - nextSequence: The number to ask for next; 0 when there is no more.
    /// - Returns: The frame.
    package static func reply(
        to requestID: UInt64,
        events: ArraySlice<FeedMessage>,
        nextSequence: UInt64
    ) -> [UInt8] {
        self.reply(to: requestID, 2) { bytes in
            var size = 16
            for event in events { size += event.bytes.count + 4 }
            bytes.reserveCapacity(bytes.count + size)
            for event in events { ProtobufWriter.appendElement(1, event.bytes, to: &bytes) }
            ProtobufWriter.appendField(2, nextSequence, to: &bytes)
        }
    }

    /// A reply with a piece of a snapshot.
    ///
    /// - Parameters:
    ///   - requestID: The request's.
    ///   - content: The piece.
    /// - Returns: The frame.
    /// - Throws: ``WireCodingError`` when it is larger than 2 GiB, which nothing within the limits is.
    package static func reply(
        to requestID: UInt64,
        snapshot content: SnapshotContent
    ) throws(WireCodingError) -> [UInt8] {
        let encoded = try content.piece.encoded()
        return self.reply(to: requestID, 4) { bytes in
            bytes.append(contentsOf: encoded)
            for event in content.cases { ProtobufWriter.appendElement(4, event, to: &bytes) }
            for office in content.ratings { ProtobufWriter.appendElement(5, office, to: &bytes) }
        }
    }

    private static func reply(to requestID: UInt64, _ content: UInt8, _ write: (inout [UInt8]) -> Void) -> [UInt8] {
        var frame: [UInt8] = []
        ProtobufWriter.appendField(1, requestID, to: &frame)
        ProtobufWriter.appendMessage(content, to: &frame, write)
        return frame
    }
}

/// A piece of a snapshot whose many parts are serialized already.
package struct SnapshotContent: Sendable {
    /// The piece without them.
    package let piece: WireSnapshotPiece
    /// The cases, each a `FeedEvent` as the feed told it.
    package let cases: [[UInt8]]
    /// The rated offices, each a `RatedOffice`.
    package let ratings: [[UInt8]]

    /// Puts a piece together.
    package init(_ piece: WireSnapshotPiece, cases: [[UInt8]] = [], ratings: [[UInt8]] = []) {
        self.piece = piece
        self.cases = cases
        self.ratings = ratings
    }
}
