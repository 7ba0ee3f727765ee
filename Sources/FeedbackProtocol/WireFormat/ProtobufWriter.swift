package import FoundationEssentials

/// The few pieces of the Protocol Buffers wire format that journal and feed need, written straight into one growing buffer.
///
/// Fields with their default value are left out and lengths are minimal varints, as the reference encoders do, so the
/// bytes are the same as theirs. See <https://protobuf.dev/programming-guides/encoding/>.
package enum ProtobufWriter {
    /// Appends a base-128 varint, 1 to 10 bytes.
    package static func appendVarint(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The number of bytes of a varint.
    package static func varintSize(_ value: UInt64) -> Int {
        // Seven bits a byte; 0 takes one byte too.
        (70 - (value | 1).leadingZeroBitCount) / 7
    }

    /// Appends a signed 32-bit integer of type `sint32`, 0 or not; field numbers are 1 to 15.
    package static func appendElement(_ number: UInt8, zigZag value: Int32, to bytes: inout [UInt8]) {
        bytes.append(number << 3)
        self.appendVarint(UInt64(UInt32(bitPattern: value << 1 ^ value >> 31)), to: &bytes)
    }

    /// Appends a nested message, empty or not, that `fill` writes; field numbers are 1 to 31.
    package static func appendMessage(_ number: UInt8, to bytes: inout [UInt8], _ fill: (inout [UInt8]) -> Void) {
        self.appendVarint(UInt64(number) << 3 | 2, to: &bytes)
        // Most lengths take one byte; a longer one moves the content.
        let start = bytes.count
        bytes.append(0)
        fill(&bytes)
        let size = bytes.count - start - 1
        guard size > 0x7F else {
            bytes[start] = UInt8(size)
            return
        }
        var length: [UInt8] = []
        self.appendVarint(UInt64(size), to: &length)
        bytes.replaceSubrange(start...start, with: length)
    }

    /// Appends an integer field unless it is 0; field numbers are 1 to 15.
    package static func appendField(_ number: UInt8, _ value: UInt64, to bytes: inout [UInt8]) {
        guard value != 0 else { return }
        bytes.append(number << 3)
        self.appendVarint(value, to: &bytes)
    }

    /// Appends a text field unless it is empty.
    package static func appendField(_ number: UInt8, _ value: String, to bytes: inout [UInt8]) {
        guard !value.isEmpty else { return }
        self.appendElement(number, value, to: &bytes)
    }

    /// Appends one element of a repeated text field, empty or not.
    package static func appendElement(_ number: UInt8, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(number << 3 | 2)
        self.appendVarint(UInt64(value.utf8.count), to: &bytes)
        bytes.append(contentsOf: value.utf8)
    }

    /// Appends a bytes field unless it is empty.
    package static func appendField(_ number: UInt8, _ value: Data, to bytes: inout [UInt8]) {
        guard !value.isEmpty else { return }
        self.appendElement(number, value, to: &bytes)
    }

    /// Appends one element of a repeated bytes field, empty or not.
    package static func appendElement(_ number: UInt8, _ value: Data, to bytes: inout [UInt8]) {
        bytes.append(number << 3 | 2)
        self.appendVarint(UInt64(value.count), to: &bytes)
        bytes.append(contentsOf: value)
    }

    /// Appends one element of a repeated field of messages or bytes, empty or not.
    package static func appendElement(_ number: UInt8, _ value: [UInt8], to bytes: inout [UInt8]) {
        self.appendMessageHead(number, size: value.count, to: &bytes)
        bytes.append(contentsOf: value)
    }

    /// Appends the head of a nested message of `size` bytes, which the caller appends next.
    package static func appendMessageHead(_ number: UInt8, size: Int, to bytes: inout [UInt8]) {
        bytes.append(number << 3 | 2)
        self.appendVarint(UInt64(size), to: &bytes)
    }

    /// The size of an integer field, 0 when it is left out.
    package static func fieldSize(_ value: UInt64) -> Int {
        value == 0 ? 0 : 1 + self.varintSize(value)
    }

    /// The size of a text field, 0 when it is left out.
    package static func fieldSize(_ value: String) -> Int {
        value.isEmpty ? 0 : self.elementSize(value.utf8.count)
    }

    /// The size of a bytes field, 0 when it is left out.
    package static func fieldSize(_ value: Data) -> Int {
        value.isEmpty ? 0 : self.elementSize(value.count)
    }

    /// The size of a field of `count` bytes with its tag and length.
    package static func elementSize(_ count: Int) -> Int {
        1 + self.varintSize(UInt64(count)) + count
    }
}
