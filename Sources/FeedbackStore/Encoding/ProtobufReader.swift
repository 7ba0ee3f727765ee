/// Walks the fields of one serialized Protocol Buffers message without making anything of them.
///
/// Never traps, whatever the bytes are. Positions are within the span given, the same one at every call.
/// See <https://protobuf.dev/programming-guides/encoding/>.
struct ProtobufReader {
    /// What a field holds.
    enum Value {
        /// A varint.
        case number(UInt64)
        /// Where the bytes, the text or the nested message are.
        case bytes(Range<Int>)
        /// A value of eight or four bytes or a group, skipped.
        case skipped
    }

    private var position: Int
    private let end: Int

    /// Makes a reader of the message that fills a range of the bytes.
    init(_ range: Range<Int>) {
        self.position = range.lowerBound
        self.end = range.upperBound
    }

    /// Whether all is read.
    var isAtEnd: Bool { self.position >= self.end }

    /// The next varint, or `nil` when it does not end within 10 bytes.
    mutating func readVarint(in bytes: Span<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while self.position < self.end, shift < 64 {
            let byte = bytes[self.position]
            self.position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// Passes over the next `count` bytes and gives where they are, or `nil` when there are fewer.
    mutating func skip(_ count: UInt64) -> Range<Int>? {
        guard count <= UInt64(self.end - self.position) else { return nil }
        let start = self.position
        self.position += Int(count)
        return start..<self.position
    }

    /// The next field, or `nil` at the end and where the bytes are no message.
    mutating func readField(in bytes: Span<UInt8>) -> (number: UInt64, value: Value)? {
        guard let tag = self.readVarint(in: bytes) else { return nil }
        switch tag & 7 {
        case 0:
            guard let value = self.readVarint(in: bytes) else { return nil }
            return (tag >> 3, .number(value))
        case 1:
            guard self.skip(8) != nil else { return nil }
            return (tag >> 3, .skipped)
        case 2:
            guard let length = self.readVarint(in: bytes), let range = self.skip(length) else { return nil }
            return (tag >> 3, .bytes(range))
        case 3:
            guard self.skipGroup(in: bytes) else { return nil }
            return (tag >> 3, .skipped)
        case 5:
            guard self.skip(4) != nil else { return nil }
            return (tag >> 3, .skipped)
        default:
            return nil
        }
    }
    /// Passes over the rest of a group and the groups in it: what stands there is not the message's own.
    private mutating func skipGroup(in bytes: Span<UInt8>) -> Bool {
        var depth = 1
        while depth > 0 {
            guard let tag = self.readVarint(in: bytes) else { return false }
            switch tag & 7 {
            case 0: guard self.readVarint(in: bytes) != nil else { return false }
            case 1: guard self.skip(8) != nil else { return false }
            case 2: guard let length = self.readVarint(in: bytes), self.skip(length) != nil else { return false }
            case 3: depth += 1
            case 4: depth -= 1
            case 5: guard self.skip(4) != nil else { return false }
            default: return false
            }
        }
        return true
    }
}
