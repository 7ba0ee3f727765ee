internal import Crypto
internal import FoundationEssentials

/// The Ed25519 key that a kiosk or the province signs daily tallies with (RFC 8032); no description, dump or log ever
/// shows it.
package struct TallySigningKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The file's name in a data folder.
    package static let fileName = "tally-signing-key"

    private let key: Curve25519.Signing.PrivateKey

    /// Makes a new key from the system's randomness.
    package init() {
        self.key = Curve25519.Signing.PrivateKey()
    }

    /// The public key that belongs to it, 32 bytes.
    package var publicKey: [UInt8] { Array(self.key.publicKey.rawRepresentation) }

    /// Signs bytes.
    ///
    /// - Parameter statement: What is signed.
    /// - Returns: The signature, 64 bytes.
    /// - Throws: `IdentityError` when the library fails.
    package func sign(_ statement: [UInt8]) throws(IdentityError) -> [UInt8] {
        do {
            return Array(try self.key.signature(for: statement))
        } catch {
            throw IdentityError(.invalidKey, "A tally could not be signed; it is tried again later.", cause: error)
        }
    }

    /// Whether a signature over bytes is that of a public key; `false` whatever the bytes are, if it is not.
    package static func isSignature(_ signature: [UInt8], of statement: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == 64, publicKey.count == 32,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(signature, for: statement)
    }

    /// Says that there is a key, not which.
    package var description: String { "TallySigningKey(hidden)" }

    /// Says that there is a key, not which.
    package var debugDescription: String { self.description }

    /// Shows nothing to `dump`.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension TallySigningKey {
    private static let publicLine = "tally-public-key"
    private static let secretLine = "tally-secret-key"

    /// Reads the key of a data folder, or makes it when there is none.
    ///
    /// - Parameter folder: The data folder of an aggregator or a kiosk.
    /// - Throws: `IdentityError` when the file is unsafe, malformed or can't be written.
    package init(inFolder folder: String) throws(IdentityError) {
        let path = "\(folder)/\(TallySigningKey.fileName)"
        if let existing = try TallySigningKey.read(path) {
            self = existing
            return
        }
        let made = TallySigningKey()
        let text = """
            # Signs daily tallies of submissions. Whoever has it can sign in this place's name: keep it readable by its
            # owner alone, and keep a copy in a safe place; a changed key shows in 'langnghe kiosk report'.
            \(TallySigningKey.publicLine) = \(hexadecimal(made.publicKey))
            \(TallySigningKey.secretLine) = \(hexadecimal(made.key.rawRepresentation))

            """
        do {
            try ProtectedFile.write(Array(text.utf8), to: path, replaces: false)
        } catch {
            // Another process made it in the meantime.
            guard error.code == .alreadyExists, let existing = try TallySigningKey.read(path) else { throw error }
            self = existing
            return
        }
        self = made
    }

    private static func read(_ path: String) throws(IdentityError) -> TallySigningKey? {
        let contents: [UInt8]
        do {
            contents = try ProtectedFile.read(path, .secret)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        let text = try KeyFileText(contents, path: path, allowed: [self.publicLine, self.secretLine])
        let key = try text.required(self.secretLine) { try TallySigningKey(hexadecimal: $0) }
        let publicKey = try text.required(self.publicLine) { $0 }
        guard bytes(hexadecimal: publicKey) == key.publicKey else {
            throw IdentityError(
                .invalidKey,
                "\(path): the public key doesn't belong to the secret key; restore the file from its copy."
            )
        }
        return key
    }

    private init(hexadecimal text: String) throws(IdentityError) {
        guard let raw = bytes(hexadecimal: text), raw.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { throw IdentityError(.invalidKey, "A signing key is 64 hexadecimal digits.") }
        self.key = key
    }
}
