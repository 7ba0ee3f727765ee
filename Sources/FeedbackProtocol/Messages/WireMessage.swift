package import FoundationEssentials
package import SwiftProtobuf

/// A message of the contract in `proto/langnghe/v1`.
///
/// Other targets encode and decode through it, so that only this one imports SwiftProtobuf.
package protocol WireMessage: SwiftProtobuf.Message, Hashable {}

extension WireMessage {
    /// Makes a message and fills it in.
    package static func make(_ fill: (inout Self) -> Void) -> Self {
        var message = Self()
        fill(&message)
        return message
    }

    /// Decodes a message, keeping fields this version does not know.
    ///
    /// A frame of a kiosk is opened with ``IntakeEnvelope`` instead.
    ///
    /// - Throws: ``WireCodingError`` when the bytes are no such message, or a text in it is not UTF-8.
    package init(decoding bytes: Span<UInt8>) throws(WireCodingError) {
        do {
            unsafe try self.init(serializedBytes: bytes.bytes, options: .ofContract)
        } catch {
            throw .notDecodable(Self.protoMessageName)
        }
    }

    /// Decodes a message, keeping fields this version does not know.
    ///
    /// - Throws: ``WireCodingError`` when the bytes are no such message, or a text in it is not UTF-8.
    package init(decoding bytes: [UInt8]) throws(WireCodingError) {
        try self.init(decoding: bytes.span)
    }

    /// Decodes a message, keeping fields this version does not know.
    ///
    /// - Throws: ``WireCodingError`` when the bytes are no such message, or a text in it is not UTF-8.
    package init(decoding bytes: Data) throws(WireCodingError) {
        try self.init(decoding: bytes.span)
    }

    /// The serialized message as an array.
    ///
    /// - Throws: ``WireCodingError`` when it is larger than 2 GiB, which nothing within the limits is.
    package func encoded() throws(WireCodingError) -> [UInt8] {
        do {
            return try self.serializedBytes()
        } catch {
            throw .tooLarge(Self.protoMessageName)
        }
    }

    /// The serialized message as the type of `bytes` fields.
    ///
    /// - Throws: ``WireCodingError`` when it is larger than 2 GiB, which nothing within the limits is.
    package func encodedData() throws(WireCodingError) -> Data {
        do {
            return try self.serializedBytes()
        } catch {
            throw .tooLarge(Self.protoMessageName)
        }
    }
}

extension BinaryDecodingOptions {
    /// Nesting up to 16 messages; the contract's deepest has five.
    fileprivate static let ofContract: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 16
        return options
    }()
}
