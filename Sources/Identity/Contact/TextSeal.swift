/// Seals a denunciation's text (nội dung tố cáo) at the kiosk, so that the inspectorate alone can read it.
///
/// As ``ContactSeal`` does, with an `info` of its own, so that text and contact can't stand for each other. What is
/// sealed is the text, one byte 0x80 and zero bytes up to a multiple of 1,024 (ISO/IEC 7816-4), so that its length tells
/// little.
package enum TextSeal {
    /// The longest text sealed or opened, in bytes of UTF-8.
    package static let sizeLimit = 20_000
    /// What the padded text's size is a multiple of.
    package static let blockSize = 1024
    /// What the text is sealed as.
    static let info = Array("langnghe denunciation text".utf8)

    private static let endMark: UInt8 = 0x80

    /// Seals a text.
    ///
    /// - Parameters:
    ///   - text: The citizen's words, at most `sizeLimit` bytes.
    ///   - submissionID: The submission it belongs to, 16 bytes.
    ///   - key: Whose secret key opens it.
    /// - Returns: What the wire carries.
    /// - Throws: `IdentityError` of code `invalidKey` when X25519 can't work with the key, `invalidSize` when a size is wrong.
    package static func seal(
        _ text: String,
        submissionID: [UInt8],
        to key: ContactPublicKey
    ) throws(IdentityError) -> SealedContactParts {
        guard text.utf8.count <= self.sizeLimit, submissionID.count == 16 else {
            throw IdentityError(
                .invalidSize,
                "A text is at most \(self.sizeLimit) bytes and a submission's id 16; shorten the text."
            )
        }
        return try ContactSeal.seal(
            self.padded(Array(text.utf8)),
            additionalData: submissionID,
            info: self.info,
            to: key
        )
    }

    /// Opens a sealed text.
    ///
    /// - Throws: `IdentityError` of code `notFound` when it is sealed to another key, `notOpened` when it was changed,
    ///   belongs to another submission or is no text.
    package static func open(
        _ sealed: SealedContactParts,
        submissionID: [UInt8],
        with key: ContactSecretKey
    ) throws(IdentityError) -> String {
        try ContactSeal.requireKey(of: sealed, key)
        let padded = try ContactSeal.open(
            sealed,
            additionalData: submissionID,
            info: self.info,
            sizeLimit: self.sizeLimit + self.blockSize,
            with: key
        )
        guard let bytes = self.unpadded(padded), let text = String(validating: bytes, as: UTF8.self) else {
            throw IdentityError(.notOpened, "What is sealed is no text of this form. Update this program.")
        }
        return text
    }

    /// Bytes with their end marked, filled up to whole blocks.
    static func padded(_ bytes: [UInt8]) -> [UInt8] {
        let size = (bytes.count / self.blockSize + 1) * self.blockSize
        return bytes + [self.endMark] + [UInt8](repeating: 0, count: size - bytes.count - 1)
    }

    /// The bytes before the mark, or `nil` when they were not padded so.
    static func unpadded(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count.isMultiple(of: self.blockSize), let end = bytes.lastIndex(where: { $0 != 0 }),
            bytes[end] == self.endMark
        else { return nil }
        return Array(bytes[..<end])
    }
}
