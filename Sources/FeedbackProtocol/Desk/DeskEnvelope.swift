import SwiftProtobuf

/// The frame a desk or an operator sends, `DeskRequest`, opened with a defined answer for whatever may stand in it.
package enum DeskEnvelope {
    /// The largest frame, in bytes: 128 KiB, room for a mended submission and a reason.
    package static let maximumFrameSize = 131_072

    /// Opens a frame.
    ///
    /// - Parameter frame: The frame as received.
    /// - Returns: The request; its `content` is absent when this version does not know it.
    /// - Throws: ``WireCodingError`` when the frame is too large, or no request, or has a field twice. Answer with
    ///   `DeskError` of code `malformed`.
    package static func decode(_ frame: Span<UInt8>) throws(WireCodingError) -> WireDeskRequest {
        guard frame.count <= self.maximumFrameSize else { throw .notDecodable(WireDeskRequest.protoMessageName) }
        do throws(WireFormatError) {
            // A decoder merges a content that stands again at quadratic cost.
            var reader = WireFieldReader(0..<frame.count)
            var seen = SeenFields()
            while let field = try reader.next(in: frame) {
                if field.number < 32 { try seen.insert(field.number) }
            }
        } catch {
            throw .notDecodable(WireDeskRequest.protoMessageName)
        }
        return try WireDeskRequest(decoding: frame)
    }
}
