import FeedbackProtocol

/// How messages follow each other in a recording: each behind its length as a varint, as Protocol Buffers' own libraries
/// write and read them; pure.
enum RecordingFrame {
    /// The longest message, in bytes: twice what the replay's door sends at once.
    static let maximumSize = 16 << 20

    /// What stands at a place of a file.
    enum Finding: Sendable, Hashable {
        /// A message, and where the next one begins.
        case message(Range<Int>, next: Int)
        /// The file ends here, whole.
        case end
        /// The file ends in the middle of a message.
        case cut
        /// No message of ours begins here.
        case damaged
    }

    /// A message with its length before it.
    static func framed(_ message: [UInt8]) -> [UInt8] {
        var length = UInt64(message.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count + 5)
        while length >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
            length >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: length))
        return bytes + message
    }

    /// Finds the message that begins at a place.
    static func find(at start: Int, in bytes: some RandomAccessCollection<UInt8>) -> Finding {
        let offset = { bytes.index(bytes.startIndex, offsetBy: $0) }
        guard start < bytes.count else { return .end }
        var length = 0
        var place = start
        var shift = 0
        while true {
            guard place < bytes.count else { return .cut }
            let byte = bytes[offset(place)]
            place += 1
            length |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
            guard shift <= 28 else { return .damaged }
        }
        // After a power cut a file may end with zeros in place of what was being written.
        if length == 0 { return bytes[offset(start)...].allSatisfy { $0 == 0 } ? .cut : .damaged }
        guard length <= self.maximumSize else { return .damaged }
        guard length <= bytes.count - place else { return .cut }
        return .message(place..<(place + length), next: place + length)
    }
}
