internal import Crypto
internal import FoundationEssentials

/// A sealed contact as the wire carries it (`SealedContact` of `submission.proto`).
package struct SealedContactParts: Sendable, Hashable {
    /// 8 bytes that name the key it is sealed to.
    package let keyID: [UInt8]
    /// 32 bytes.
    package let encapsulatedKey: [UInt8]
    /// The contact's bytes and 16 more.
    package let ciphertext: [UInt8]

    /// Gathers the parts, of any lengths; opening checks them.
    package init(keyID: [UInt8], encapsulatedKey: [UInt8], ciphertext: [UInt8]) {
        self.keyID = keyID
        self.encapsulatedKey = encapsulatedKey
        self.ciphertext = ciphertext
    }
}

/// Seals what a citizen says of himself at the kiosk, so that only an officer with the secret key can read it.
///
/// HPKE, RFC 9180: base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, empty `info`; the submission's
/// id is the additional data, so that a sealed contact can't be moved to another submission.
package enum ContactSeal {
    /// The largest contact sealed or opened, in bytes: name, address and telephone are far below it.
    package static let sizeLimit = 16_384

    private static let authenticationTagSize = 16

    /// Seals a serialized contact.
    ///
    /// - Parameters:
    ///   - contact: The serialized `Contact` message, at most `sizeLimit` bytes.
    ///   - submissionID: The submission it belongs to, 16 bytes.
    ///   - key: Whose secret key opens it.
    /// - Returns: What the wire carries.
    /// - Throws: `IdentityError` of code `invalidKey` when X25519 can't work with the key, `invalidSize` when a size is wrong.
    package static func seal(
        _ contact: [UInt8],
        submissionID: [UInt8],
        to key: ContactPublicKey
    ) throws(IdentityError) -> SealedContactParts {
        guard contact.count <= self.sizeLimit, submissionID.count == 16 else {
            throw IdentityError(
                .invalidSize,
                "A contact is at most \(self.sizeLimit) bytes and a submission's id 16; shorten the contact."
            )
        }
        return try self.seal(contact, additionalData: submissionID, info: [], to: key)
    }

    /// Seals anything with its `info`, so that what was sealed as one thing can't be opened as another.
    static func seal(
        _ plaintext: [UInt8],
        additionalData: [UInt8],
        info: [UInt8],
        to key: ContactPublicKey
    ) throws(IdentityError) -> SealedContactParts {
        do {
            let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.bytes)
            try requireContributory(Curve25519.KeyAgreement.PrivateKey(), recipient)
            var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: suite, info: Data(info))
            let ciphertext = try sender.seal(plaintext, authenticating: additionalData)
            return SealedContactParts(
                keyID: key.id,
                encapsulatedKey: Array(sender.encapsulatedKey),
                ciphertext: Array(ciphertext)
            )
        } catch {
            throw IdentityError(
                .invalidKey,
                "The key to seal to, in the key file, is none that can be sealed to.",
                cause: error
            )
        }
    }

    /// Opens a sealed contact.
    ///
    /// - Throws: `IdentityError` of code `notFound` when it is sealed to another key, `notOpened` when it was changed
    ///   or belongs to another submission.
    package static func open(
        _ sealed: SealedContactParts,
        submissionID: [UInt8],
        with key: ContactSecretKey
    ) throws(IdentityError) -> [UInt8] {
        try self.requireKey(of: sealed, key)
        return try self.open(sealed, additionalData: submissionID, info: [], with: key)
    }

    /// Refuses to open with another key than the one that was sealed to.
    static func requireKey(of sealed: SealedContactParts, _ key: ContactSecretKey) throws(IdentityError) {
        guard sealed.keyID == key.publicKey.id else {
            throw IdentityError(
                .notFound,
                "This is sealed to key \(hexadecimal(sealed.keyID.prefix(8))); the key given is "
                    + "\(hexadecimal(key.publicKey.id))."
            )
        }
    }

    /// Opens what was sealed with any additional data and `info`, as the vectors of RFC 9180 need it.
    static func open(
        _ sealed: SealedContactParts,
        additionalData: [UInt8],
        info: [UInt8],
        sizeLimit: Int = ContactSeal.sizeLimit,
        with key: ContactSecretKey
    ) throws(IdentityError) -> [UInt8] {
        let sizes = self.authenticationTagSize...(sizeLimit + self.authenticationTagSize)
        guard sealed.encapsulatedKey.count == 32, sizes.contains(sealed.ciphertext.count) else {
            throw IdentityError(.notOpened, "What is sealed has not the size of it: it was changed.")
        }
        do {
            let sender = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: sealed.encapsulatedKey)
            try requireContributory(key.key, sender)
            var recipient = try HPKE.Recipient(
                privateKey: key.key,
                ciphersuite: suite,
                info: Data(info),
                encapsulatedKey: Data(sealed.encapsulatedKey)
            )
            return Array(try recipient.open(sealed.ciphertext, authenticating: additionalData))
        } catch {
            // The cause is left out on purpose: which step failed helps nobody but an attacker.
            throw IdentityError(.notOpened, "What is sealed was changed, or belongs to another submission.")
        }
    }

    private static var suite: HPKE.Ciphersuite {
        HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .chaChaPoly)
    }
}

/// Refuses the few public keys with which every secret key gives the same all-zero result, known to everybody.
///
/// RFC 9180, 7.1.4 and RFC 7748, 6.1 demand it; swift-crypto 4.5.2 leaves it to its caller.
private func requireContributory(
    _ secret: Curve25519.KeyAgreement.PrivateKey,
    _ other: Curve25519.KeyAgreement.PublicKey
) throws {
    let shared = try secret.sharedSecretFromKeyAgreement(with: other)
    let bits = unsafe shared.withUnsafeBytes { buffer in unsafe buffer.reduce(UInt8(0), |) }
    guard bits != 0 else { throw IdentityError(.invalidKey, "The key is one that X25519 must not be used with.") }
}
