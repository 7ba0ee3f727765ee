/// The frame a dashboard sends to have events told again, `ReplayRequest`.
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
}
