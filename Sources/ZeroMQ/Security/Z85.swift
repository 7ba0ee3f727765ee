/// Z85, ZeroMQ's way to write bytes as text (RFC 32): 4 bytes become 5 characters.
public enum Z85 {
    private static let alphabet = Array(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8
    )

    private static let values: [UInt32?] = {
        var values = [UInt32?](repeating: nil, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt32(value) }
        return values
    }()

    /// Writes bytes as text.
    ///
    /// - Parameter bytes: a multiple of 4.
    /// - Returns: 5 characters for every 4 bytes.
    /// - Throws: ``ZeroMQError/Code/invalidEncoding`` when the count isn't a multiple of 4.
    public static func encode(_ bytes: [UInt8]) throws(ZeroMQError) -> String {
        guard bytes.count.isMultiple(of: 4) else {
            throw ZeroMQError(.invalidEncoding, "Z85 writes multiples of 4 bytes, not \(bytes.count).")
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 4 * 5)
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let word = bytes[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            var divisor: UInt32 = 85 * 85 * 85 * 85
            while divisor > 0 {
                text.append(alphabet[Int(word / divisor % 85)])
                divisor /= 85
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads bytes from text.
    ///
    /// - Parameter text: a multiple of 5 characters of Z85's 85.
    /// - Returns: 4 bytes for every 5 characters.
    /// - Throws: ``ZeroMQError/Code/invalidEncoding``, which names the position but not the text.
    public static func decode(_ text: String) throws(ZeroMQError) -> [UInt8] {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 5) else {
            throw ZeroMQError(.invalidEncoding, "Z85 has a multiple of 5 characters, not \(characters.count).")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 5 * 4)
        for start in stride(from: 0, to: characters.count, by: 5) {
            var word: UInt64 = 0
            for index in start..<start + 5 {
                guard let value = values[Int(characters[index])] else {
                    throw ZeroMQError(.invalidEncoding, "The character at position \(index + 1) isn't one of Z85's.")
                }
                word = word * 85 + UInt64(value)
            }
            guard let word = UInt32(exactly: word) else {
                throw ZeroMQError(
                    .invalidEncoding,
                    "The five characters from position \(start + 1) stand for no bytes."
                )
            }
            for shift in stride(from: 24, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
            }
        }
        return bytes
    }
}
