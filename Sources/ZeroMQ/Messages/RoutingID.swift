/// How a ROUTER socket tells its peers apart: 1 to 255 bytes, made by libzmq or chosen by the peer.
///
/// Up to 16 bytes are held without allocating. A peer chooses its id freely, so it proves nothing about who it is.
public struct RoutingID: Hashable, Sendable, CustomStringConvertible {
    private static let inlineCapacity = 16

    private let count: UInt8
    private let low: UInt64
    private let high: UInt64
    private let long: [UInt8]?

    /// Makes an id.
    ///
    /// - Parameter bytes: 1 to 255 bytes; anything else makes `nil`.
    public init?(_ bytes: RawSpan) {
        guard let count = UInt8(exactly: bytes.byteCount), count > 0 else { return nil }
        self.count = count
        if bytes.byteCount > Self.inlineCapacity {
            low = 0
            high = 0
            long = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
        } else {
            var low: UInt64 = 0
            var high: UInt64 = 0
            for index in 0..<bytes.byteCount {
                let byte = UInt64(bytes.byte(at: index))
                if index < 8 {
                    low |= byte << UInt64(index * 8)
                } else {
                    high |= byte << UInt64((index - 8) * 8)
                }
            }
            self.low = low
            self.high = high
            long = nil
        }
    }

    /// Makes an id.
    ///
    /// - Parameter bytes: 1 to 255 bytes; anything else makes `nil`. libzmq keeps ids that begin with 0 for itself.
    public init?(_ bytes: [UInt8]) {
        unsafe self.init(bytes.span.bytes)
    }

    /// Makes an id from a text's UTF-8.
    ///
    /// - Parameter text: 1 to 255 bytes; anything else makes `nil`.
    public init?(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// The bytes.
    public var bytes: [UInt8] {
        unsafe withUnsafeBytes { unsafe Array($0) }
    }

    /// Calls a closure with the bytes.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if let long {
            let span = unsafe long.span.bytes
            return try unsafe span.withUnsafeBytes { buffer throws(Failure) in unsafe try body(buffer) }
        }
        var words: [2 of UInt64] = [low.littleEndian, high.littleEndian]
        let count = Int(count)
        return unsafe try Swift.withUnsafeBytes(of: &words) { buffer throws(Failure) in
            unsafe try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// The bytes in hexadecimal.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension RawSpan {
    /// The byte at an index within the span.
    func byte(at index: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
    }
}
