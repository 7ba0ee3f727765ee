import Testing

@testable import Identity

@Suite("Sealed contacts")
struct ContactSealTests {
    private let submission = [UInt8](0..<16)
    private let contact = Array("Nguyễn Thị Bưởi, ấp 5, 0912 345 678".utf8)

    @Test("What is sealed is opened by the key alone, for the submission alone")
    func roundTrip() throws {
        let key = ContactSecretKey()
        let sealed = try ContactSeal.seal(contact, submissionID: submission, to: key.publicKey)
        #expect(sealed.keyID == key.publicKey.id)
        #expect(sealed.encapsulatedKey.count == 32)
        #expect(sealed.ciphertext.count == contact.count + 16)
        #expect(try ContactSeal.open(sealed, submissionID: submission, with: key) == contact)
        let again = try ContactSeal.seal(contact, submissionID: submission, to: key.publicKey)
        #expect(again != sealed)

        let otherKey = ContactSecretKey()
        #expect(
            try identityError { _ = try ContactSeal.open(sealed, submissionID: submission, with: otherKey) }.code
                == .notFound
        )
        let disguised = SealedContactParts(
            keyID: otherKey.publicKey.id,
            encapsulatedKey: sealed.encapsulatedKey,
            ciphertext: sealed.ciphertext
        )
        #expect(
            try identityError { _ = try ContactSeal.open(disguised, submissionID: submission, with: otherKey) }.code
                == .notOpened
        )
        let elsewhere = [UInt8](1..<17)
        #expect(
            try identityError { _ = try ContactSeal.open(sealed, submissionID: elsewhere, with: key) }.code
                == .notOpened
        )
        #expect(
            try ContactSeal.open(
                ContactSeal.seal([], submissionID: submission, to: key.publicKey),
                submissionID: submission,
                with: key
            ).isEmpty
        )
    }

    @Test("Every changed bit and every missing byte is noticed")
    func tampering() throws {
        let key = ContactSecretKey()
        let sealed = try ContactSeal.seal(contact, submissionID: submission, to: key.publicKey)
        func isRefused(_ encapsulatedKey: [UInt8], _ ciphertext: [UInt8]) -> Bool {
            let changed = SealedContactParts(
                keyID: sealed.keyID,
                encapsulatedKey: encapsulatedKey,
                ciphertext: ciphertext
            )
            return (try? ContactSeal.open(changed, submissionID: submission, with: key)) == nil
        }
        for index in sealed.ciphertext.indices {
            var ciphertext = sealed.ciphertext
            ciphertext[index] ^= 1 << UInt8(index % 8)
            #expect(isRefused(sealed.encapsulatedKey, ciphertext), "byte \(index)")
            #expect(isRefused(sealed.encapsulatedKey, Array(sealed.ciphertext[..<index])), "cut at \(index)")
        }
        for index in sealed.encapsulatedKey.indices {
            var encapsulatedKey = sealed.encapsulatedKey
            encapsulatedKey[index] ^= 1
            #expect(isRefused(encapsulatedKey, sealed.ciphertext), "byte \(index)")
            #expect(isRefused(Array(encapsulatedKey[..<index]), sealed.ciphertext), "cut at \(index)")
        }
        #expect(isRefused([UInt8](repeating: 0, count: 32), sealed.ciphertext))
        #expect(isRefused(sealed.encapsulatedKey, [UInt8](repeating: 0, count: ContactSeal.sizeLimit + 17)))
    }

    @Test("A key X25519 can't work with, a contact too long and an id of another length are refused")
    func wrongInput() throws {
        let zero = try ContactPublicKey(bytes: [UInt8](repeating: 0, count: 32))
        let key = ContactSecretKey().publicKey
        let long = [UInt8](repeating: 1, count: ContactSeal.sizeLimit + 1)
        #expect(
            try identityError { _ = try ContactSeal.seal(contact, submissionID: submission, to: zero) }.code
                == .invalidKey
        )
        #expect(
            try identityError { _ = try ContactSeal.seal(long, submissionID: submission, to: key) }.code == .invalidSize
        )
        #expect(
            try identityError { _ = try ContactSeal.seal(contact, submissionID: [1], to: key) }.code == .invalidSize
        )
        #expect(try identityError { _ = try ContactPublicKey(bytes: [1]) }.code == .invalidKey)
        for text in [
            "", "zz", String(repeating: "0", count: 63), String(repeating: "g", count: 64),
            String(repeating: "0", count: 66),
        ] {
            #expect(try identityError { _ = try ContactPublicKey(hexadecimal: text) }.code == .invalidKey)
            #expect(try identityError { _ = try ContactSecretKey(hexadecimal: text) }.code == .invalidKey)
        }
    }

    @Test("The vector of RFC 9180, A.2.1: base mode, X25519, HKDF-SHA256, ChaCha20Poly1305, sequence number 0")
    func publishedVector() throws {
        func octets(_ text: String) throws -> [UInt8] {
            let octets = bytes(hexadecimal: text)
            return try #require(octets)
        }
        let key = try ContactSecretKey(hexadecimal: "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
        #expect(key.publicKey.hexadecimal == "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
        let sealed = SealedContactParts(
            keyID: key.publicKey.id,
            encapsulatedKey: try octets("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"),
            ciphertext: try octets(
                "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
            )
        )
        let opened = try ContactSeal.open(
            sealed,
            additionalData: octets("436f756e742d30"),
            info: octets("4f6465206f6e2061204772656369616e2055726e"),
            with: key
        )
        #expect(String(decoding: opened, as: UTF8.self) == "Beauty is truth, truth beauty")
    }

    @Test("A key's id is the beginning of its SHA-256")
    func keyID() throws {
        // SHA-256 of 32 zero bytes is 66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925.
        let zero = try ContactPublicKey(bytes: [UInt8](repeating: 0, count: 32))
        #expect(hexadecimal(zero.id) == "66687aadf862bd77")
    }
}
