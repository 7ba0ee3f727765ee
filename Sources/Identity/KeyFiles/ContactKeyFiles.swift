/// The keys that kiosks seal to, in the aggregator's data folder, such as `contact-public.key` and `contact-secret.key`.
///
/// The aggregator needs the public key alone, to hand it to kiosks. The secret one opens what citizens said of
/// themselves and is to be moved off the server to the officers who may read it.
package struct ContactKeyFiles: Sendable {
    private let owner: SealingKeyOwner
    package let publicKey: ContactPublicKey
    /// Whether the keys were made just now, on the first run.
    package let areNew: Bool
    /// Where the secret key still lies on this server, or `nil` when it was moved off, as it should be.
    package let secretPathOnServer: String?

    /// What to tell the operator at each start while the secret key is on the server.
    package var warning: String? {
        self.secretPathOnServer.map { self.owner.warning(ofSecretAt: $0) }
    }

    /// Reads the keys of a data folder, or makes them when there are none.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - owner: Whose keys.
    /// - Throws: `IdentityError` when a file is unsafe, malformed or can't be written.
    package init(inFolder folder: String, of owner: SealingKeyOwner = .province) throws(IdentityError) {
        let publicPath = "\(folder)/\(owner.publicFileName)"
        let secretPath = "\(folder)/\(owner.secretFileName)"
        var areNew = false
        var secret = try ContactKeyFiles.secretKey(at: secretPath)
        var publicKey = try ContactKeyFiles.publicKey(at: publicPath, of: owner)
        if publicKey == nil {
            if secret == nil {
                // The secret one first: a public key whose secret was never kept would seal contacts for nobody.
                areNew = try ContactKeyFiles.create(owner.text(of: ContactSecretKey()), at: secretPath)
                secret = try ContactKeyFiles.secretKey(at: secretPath)
            }
            guard let secret else { throw IdentityError(.notFound, "\(secretPath) vanished while keys were made.") }
            _ = try ContactKeyFiles.create(owner.text(of: secret.publicKey), at: publicPath)
            publicKey = try ContactKeyFiles.publicKey(at: publicPath, of: owner)
        }
        guard let publicKey else { throw IdentityError(.notFound, "\(publicPath) vanished while keys were made.") }
        if let secret, secret.publicKey != publicKey {
            throw IdentityError(
                .invalidKey,
                "\(publicPath) and \(secretPath) don't belong together; restore both from where they were made."
            )
        }
        self.owner = owner
        self.publicKey = publicKey
        self.areNew = areNew
        self.secretPathOnServer = secret == nil ? nil : secretPath
    }

    /// Reads a secret key, the province's or the inspectorate's, that only its owner can read; for the officer's side.
    ///
    /// - Throws: `IdentityError`; of code `notFound` when there is no such file.
    package static func readSecretKey(at path: String) throws(IdentityError) -> ContactSecretKey {
        let bytes = try ProtectedFile.read(path, .secret)
        let owners = [SealingKeyOwner.province, .inspectorate]
        let text = try KeyFileText(bytes, path: path, allowed: owners.flatMap { [$0.publicLine, $0.secretLine] })
        let owner = owners.first { text.value($0.secretLine) != nil } ?? .province
        let secret = try text.required(owner.secretLine) { try ContactSecretKey(hexadecimal: $0) }
        let publicKey = try text.required(owner.publicLine) { try ContactPublicKey(hexadecimal: $0) }
        guard secret.publicKey == publicKey else {
            throw IdentityError(.invalidKey, "\(path): the two keys don't belong together; restore the file.")
        }
        return secret
    }

    /// Reads a public key.
    ///
    /// - Throws: `IdentityError`; of code `notFound` when there is no such file.
    package static func readPublicKey(
        at path: String,
        of owner: SealingKeyOwner
    ) throws(IdentityError) -> ContactPublicKey {
        let bytes = try ProtectedFile.read(path, .authority)
        let text = try KeyFileText(bytes, path: path, allowed: [owner.publicLine])
        return try text.required(owner.publicLine) { try ContactPublicKey(hexadecimal: $0) }
    }

    static func secretKey(at path: String) throws(IdentityError) -> ContactSecretKey? {
        do {
            return try self.readSecretKey(at: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    static func publicKey(at path: String, of owner: SealingKeyOwner) throws(IdentityError) -> ContactPublicKey? {
        do {
            return try self.readPublicKey(at: path, of: owner)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// Writes a file unless there is one; gives whether it was written.
    static func create(_ text: String, at path: String) throws(IdentityError) -> Bool {
        do {
            try ProtectedFile.write(Array(text.utf8), to: path, replaces: false)
            return true
        } catch {
            guard error.code == .alreadyExists else { throw error }
            return false
        }
    }
}
