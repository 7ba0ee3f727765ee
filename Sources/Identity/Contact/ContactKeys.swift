internal import Crypto
internal import FoundationEssentials

/// The X25519 public key that contacts are sealed to.
package struct ContactPublicKey: Sendable, Hashable {
    /// 32 of them (RFC 7748).
    package let bytes: [UInt8]

    /// Makes a key of its bytes.
    ///
    /// - Throws: `IdentityError` of code `invalidKey` unless there are 32.
    package init(bytes: [UInt8]) throws(IdentityError) {
        guard bytes.count == 32 else {
            throw IdentityError(.invalidKey, "A contact key has 32 bytes, not \(bytes.count).")
        }
        self.bytes = bytes
    }

    /// The public half of a secret key.
    init(of secret: Curve25519.KeyAgreement.PrivateKey) {
        self.bytes = Array(secret.publicKey.rawRepresentation)
    }

    /// Reads a key of 64 hexadecimal digits.
    ///
    /// - Throws: `IdentityError` of code `invalidKey`; it doesn't repeat them.
    package init(hexadecimal text: String) throws(IdentityError) {
        try self.init(bytes: keyBytes(text))
    }

    /// The key as 64 hexadecimal digits.
    package var hexadecimal: String { Identity.hexadecimal(self.bytes) }

    /// What names the key in a sealed contact: the first 8 bytes of SHA-256 over its 32.
    package var id: [UInt8] { Array(SHA256.hash(data: self.bytes).prefix(8)) }
}

extension ContactPublicKey: CustomStringConvertible {
    /// The key as 64 hexadecimal digits.
    package var description: String { self.hexadecimal }
}

/// The X25519 secret key that opens sealed contacts; no description, dump or log ever shows it.
package struct ContactSecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let key: Curve25519.KeyAgreement.PrivateKey

    /// Makes a new key from the system's randomness.
    package init() {
        self.key = Curve25519.KeyAgreement.PrivateKey()
    }

    /// Reads a key of 64 hexadecimal digits.
    ///
    /// - Throws: `IdentityError` of code `invalidKey`; it doesn't repeat them.
    package init(hexadecimal text: String) throws(IdentityError) {
        do {
            self.key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: keyBytes(text))
        } catch {
            throw IdentityError(.invalidKey, "A contact key is 64 hexadecimal digits.")
        }
    }

    /// The public key that belongs to it.
    package var publicKey: ContactPublicKey { ContactPublicKey(of: self.key) }

    /// The key as 64 hexadecimal digits, to be written to a file only its owner can read.
    package func revealHexadecimal() -> String { hexadecimal(self.key.rawRepresentation) }

    /// Says that there is a key, not which.
    package var description: String { "ContactSecretKey(hidden)" }

    /// Says that there is a key, not which.
    package var debugDescription: String { self.description }

    /// Shows nothing to `dump`.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

private func keyBytes(_ text: String) throws(IdentityError) -> [UInt8] {
    guard let bytes = bytes(hexadecimal: text), bytes.count == 32 else {
        throw IdentityError(.invalidKey, "A contact key is 64 hexadecimal digits.")
    }
    return bytes
}
