internal import Crypto
internal import FoundationEssentials
package import Transparency

/// What the province signs the tree of proofs with, and what keeps its leaves from being searched.
///
/// It is `transparency.key` in the aggregator's data folder. No description, dump or log ever shows it.
package struct TransparencyKeys: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static let fileName = "transparency.key"

    private let signingKey: Curve25519.Signing.PrivateKey
    private let commitmentSecret: SymmetricKey
    /// Whether they were made just now, on the first run.
    package let areNew: Bool

    /// Reads the keys of a data folder, or makes them when there are none.
    ///
    /// - Throws: `IdentityError` when the file is unsafe, malformed or can't be written.
    package init(inFolder folder: String) throws(IdentityError) {
        if let existing = try Self.existing(inFolder: folder) {
            self = existing
            return
        }
        let signing = Curve25519.Signing.PrivateKey()
        let secret = SymmetricKey(size: .bits256)
        let secretBytes = unsafe secret.withUnsafeBytes { unsafe Array($0) }
        let text = """
            # Key file of the tree of proofs. The first key signs the heads that are published; without the second no
            # citizen can be given a proof, and no tree can be made again that fits the heads published before.
            # Keep it readable by its owner alone, and KEEP A COPY IN A SAFE PLACE, with every backup of this folder.
            \(KeyLine.publicKey) = \(hexadecimal(signing.publicKey.rawRepresentation))
            \(KeyLine.secretKey) = \(hexadecimal(signing.rawRepresentation))
            \(Self.commitmentLine) = \(hexadecimal(secretBytes))

            """
        do {
            try ProtectedFile.write(Array(text.utf8), to: "\(folder)/\(Self.fileName)", replaces: false)
        } catch {
            // Another process made them in the meantime.
            guard error.code == .alreadyExists, let existing = try Self.existing(inFolder: folder) else { throw error }
            self = existing
            return
        }
        self = TransparencyKeys(signing, secret, areNew: true)
    }

    private init(_ signing: Curve25519.Signing.PrivateKey, _ secret: SymmetricKey, areNew: Bool) {
        self.signingKey = signing
        self.commitmentSecret = secret
        self.areNew = areNew
    }

    private static func existing(inFolder folder: String) throws(IdentityError) -> TransparencyKeys? {
        do {
            return try TransparencyKeys(existingInFolder: folder)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// Reads the keys of a data folder.
    ///
    /// - Throws: `IdentityError`; of code `notFound` when there are none.
    package init(existingInFolder folder: String) throws(IdentityError) {
        let path = "\(folder)/\(Self.fileName)"
        let names = [KeyLine.publicKey, KeyLine.secretKey, Self.commitmentLine]
        let text = try KeyFileText(ProtectedFile.read(path, .secret), path: path, allowed: names)
        let signing = try text.required(KeyLine.secretKey) {
            try Curve25519.Signing.PrivateKey(rawRepresentation: Self.key($0))
        }
        let publicKey = try text.required(KeyLine.publicKey, Self.key)
        guard Array(signing.publicKey.rawRepresentation) == publicKey else {
            throw IdentityError(
                .invalidKey,
                "\(path): the public key doesn't belong to the secret key; restore the file from a backup."
            )
        }
        self.signingKey = signing
        self.commitmentSecret = SymmetricKey(data: try text.required(Self.commitmentLine, Self.key))
        self.areNew = false
    }

    private static let commitmentLine = "commitment-secret"

    private static func key(_ text: String) throws(IdentityError) -> [UInt8] {
        guard let bytes = bytes(hexadecimal: text), bytes.count == 32 else {
            throw IdentityError(.invalidKey, "A key of the tree of proofs is 64 hexadecimal digits.")
        }
        return bytes
    }

    /// The key to publish, 32 bytes: whoever has it can check every head.
    package var publicKey: [UInt8] { Array(self.signingKey.publicKey.rawRepresentation) }

    /// Signs a head and puts the public key into it.
    ///
    /// - Throws: `IdentityError` when the origin is longer than 255 bytes, or the system has no randomness to sign with.
    package func signed(_ head: SignedTreeHead) throws(IdentityError) -> SignedTreeHead {
        guard head.isWellFormed else {
            throw IdentityError(.invalidKey, "A head of the tree can't be signed: its origin is longer than 255 bytes.")
        }
        var head = head
        do {
            head.signature = Array(try self.signingKey.signature(for: head.signedBytes))
        } catch {
            throw IdentityError(.invalidKey, "A head of the tree can't be signed: \(error)", cause: error)
        }
        head.publicKey = self.publicKey
        return head
    }

    /// The salt of a submission's commitment: HMAC-SHA-256 (RFC 2104) of its id under the secret.
    package func salt(forSubmission id: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: id, using: self.commitmentSecret))
    }

    /// What tells whether leaves were made with this secret, and tells nothing of it.
    package var commitmentMark: [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(for: Array("langnghe commitment mark".utf8), using: self.commitmentSecret)
        )
    }

    /// Says that there are keys, not which.
    package var description: String { "TransparencyKeys(hidden)" }

    /// Says that there are keys, not which.
    package var debugDescription: String { self.description }

    /// Shows nothing to `dump`.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension MerkleHash {
    /// SHA-256 (FIPS 180-4).
    package static let sha256 = MerkleHash { Array(SHA256.hash(data: $0)) }
}

extension ProofCheck {
    /// A check with SHA-256 and Ed25519 (RFC 8032).
    ///
    /// - Parameter publishedKeys: The public keys that the province published; none to take the one that the head names.
    package init(publishedKeys: Set<[UInt8]>) {
        self.init(hash: .sha256, publishedKeys: publishedKeys) { signature, bytes, publicKey in
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
            return key?.isValidSignature(signature, for: bytes) ?? false
        }
    }
}
