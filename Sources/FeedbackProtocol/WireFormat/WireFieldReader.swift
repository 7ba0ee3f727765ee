/// One field as it stands in a serialized protobuf message, its content not yet looked at.
struct WireField {
    /// What follows a field's tag.
    enum Value {
        /// Wire type 0.
        case varint(UInt64)

        /// Wire type 2: where its content is in the message's bytes.
        case lengthDelimited(Range<Int>)

        /// Wire types 1 and 5; no message of this protocol has such a field, so the value is of no interest.
        case fixedWidth
    }

    /// The field's number in the message, 1 to 2²⁹ − 1.
    let number: Int

    /// What follows the tag.
    let value: Value
}

/// Bytes that are no protobuf message, or not one that this protocol accepts.
enum WireFormatError: Error {
    /// A tag, length or varint is wrong, or the message ends inside a field.
    case malformed

    /// A group (wire types 3 and 4), which proto3 does not have.
    case group

    /// A field of the message definition has another wire type than the definition gives it.
    case wrongType

    /// A field that may stand once stands twice.
    case repeatedField
}

/// Walks over the fields of one serialized message without allocating and in time linear in its length.
///
/// It reads the encoding of https://protobuf.dev/programming-guides/encoding/. It is stricter than the decoder of
/// SwiftProtobuf, which it runs before: what it accepts the decoder accepts too and reads alike. The strictness is
/// needed: a decoder merges a message field that stands many times, at a cost that grows with the square of the count.
struct WireFieldReader {
    private var position: Int
    private let end: Int

    /// Starts at the beginning of a message that fills `range` of the bytes.
    init(_ range: Range<Int>) {
        self.position = range.lowerBound
        self.end = range.upperBound
    }

    /// The next field, or `nil` at the message's end.
    ///
    /// - Parameter bytes: The same bytes at every call.
    /// - Returns: The field, or `nil`.
    /// - Throws: ``WireFormatError`` when the bytes there are no field.
    mutating func next(in bytes: Span<UInt8>) throws(WireFormatError) -> WireField? {
        guard self.position < self.end else { return nil }
        let tag = try self.varint(in: bytes)
        guard tag <= UInt64(UInt32.max), tag >> 3 > 0 else { throw .malformed }
        let number = Int(tag >> 3)
        switch tag & 7 {
        case 0: return WireField(number: number, value: .varint(try self.varint(in: bytes)))
        case 1: return WireField(number: number, value: try self.skip(8))
        case 2:
            let length = try self.varint(in: bytes)
            guard length <= UInt64(self.end - self.position) else { throw .malformed }
            let start = self.position
            self.position += Int(length)
            return WireField(number: number, value: .lengthDelimited(start..<self.position))
        case 5: return WireField(number: number, value: try self.skip(4))
        case 3, 4: throw .group
        default: throw .malformed
        }
    }

    private mutating func skip(_ count: Int) throws(WireFormatError) -> WireField.Value {
        guard count <= self.end - self.position else { throw .malformed }
        self.position += count
        return .fixedWidth
    }

    /// A base-128 number of at most ten bytes; bits above the 64th are dropped, as decoders do.
    private mutating func varint(in bytes: Span<UInt8>) throws(WireFormatError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while self.position < self.end, shift < 64 {
            let byte = bytes[self.position]
            self.position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .malformed
    }
}

extension WireField {
    /// The field's bytes.
    ///
    /// - Throws: ``WireFormatError/wrongType`` when the field is a number.
    var range: Range<Int> {
        get throws(WireFormatError) {
            guard case .lengthDelimited(let range) = self.value else { throw .wrongType }
            return range
        }
    }

    /// The field's number, as the 64 bits of its varint.
    ///
    /// - Throws: ``WireFormatError/wrongType`` when the field is no varint.
    var integer: UInt64 {
        get throws(WireFormatError) {
            guard case .varint(let value) = self.value else { throw .wrongType }
            return value
        }
    }
}

/// Which singular fields of a message have been seen.
struct SeenFields {
    private var bits: UInt32 = 0

    /// Notes a field whose number is below 32.
    ///
    /// - Throws: ``WireFormatError/repeatedField`` when it was noted before.
    mutating func insert(_ number: Int) throws(WireFormatError) {
        let bit: UInt32 = 1 << UInt32(truncatingIfNeeded: number)
        guard self.bits & bit == 0 else { throw .repeatedField }
        self.bits |= bit
    }
}
