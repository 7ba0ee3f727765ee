import Testing

@testable import Identity

@Suite("Sealed texts of denunciations")
struct TextSealTests {
    private let submission = [UInt8](0..<16)
    private let text = "Ông A nhận tiền ở phòng 5, tôi thấy. ☹️"

    @Test(
        "A text is opened by the key alone, for the submission alone, and its length is hidden",
        arguments: [
            0, 1, 1022, 1023, 1024, 19_999, 20_000,
        ]
    )
    func roundTrip(length: Int) throws {
        let key = ContactSecretKey()
        let text = String(repeating: "x", count: length)
        let sealed = try TextSeal.seal(text, submissionID: self.submission, to: key.publicKey)
        #expect(sealed.keyID == key.publicKey.id && sealed.encapsulatedKey.count == 32)
        #expect(sealed.ciphertext.count == (length / 1024 + 1) * 1024 + 16)
        #expect(try TextSeal.open(sealed, submissionID: self.submission, with: key) == text)
        let elsewhere = [UInt8](1..<17)
        #expect(
            try identityError { _ = try TextSeal.open(sealed, submissionID: elsewhere, with: key) }.code == .notOpened
        )
        let other = ContactSecretKey()
        let error = try identityError { _ = try TextSeal.open(sealed, submissionID: self.submission, with: other) }
        #expect(error.code == .notFound)
        #expect(error.message.contains(hexadecimal(key.publicKey.id)))
        #expect(error.message.contains(hexadecimal(other.publicKey.id)))
    }

    @Test("A text can't stand for a contact, nor a contact for a text")
    func exchange() throws {
        let key = ContactSecretKey()
        let text = try TextSeal.seal(self.text, submissionID: self.submission, to: key.publicKey)
        let contact = try ContactSeal.seal(
            TextSeal.padded(Array(self.text.utf8)),
            submissionID: self.submission,
            to: key.publicKey
        )
        #expect(
            try identityError { _ = try ContactSeal.open(text, submissionID: self.submission, with: key) }.code
                == .notOpened
        )
        #expect(
            try identityError { _ = try TextSeal.open(contact, submissionID: self.submission, with: key) }.code
                == .notOpened
        )
    }

    @Test("Texts that are too long, and those padded another way, are refused")
    func limits() throws {
        let key = ContactSecretKey()
        let long = String(repeating: "x", count: 20_001)
        #expect(
            try identityError { _ = try TextSeal.seal(long, submissionID: self.submission, to: key.publicKey) }.code
                == .invalidSize
        )
        #expect(
            try identityError { _ = try TextSeal.seal("x", submissionID: [1], to: key.publicKey) }.code == .invalidSize
        )
        #expect(TextSeal.unpadded([UInt8](repeating: 0, count: 1024)) == nil)
        #expect(TextSeal.unpadded([0x80]) == nil)
        #expect(TextSeal.unpadded([]) == nil)
        #expect(TextSeal.unpadded([UInt8](repeating: 7, count: 1024)) == nil)
        // A text that ends like the padding.
        let tricky = Array("a".utf8) + [0x80, 0, 0]
        #expect(TextSeal.unpadded(TextSeal.padded(tricky)) == tricky)
    }
}
