/// The province's contact keys in the aggregator's data folder: `contact-public.key` and `contact-secret.key`.
///
/// The aggregator needs the public key alone, to hand it to kiosks. The secret one opens what citizens said of
/// themselves and is to be moved off the server to the officers who may read it.
package struct ContactKeyFiles: Sendable {
    package static let publicFileName = "contact-public.key"
    package static let secretFileName = "contact-secret.key"

    package let publicKey: ContactPublicKey
    /// Whether the keys were made just now, on the first run.
    package let areNew: Bool
    /// Where the secret key still lies on this server, or `nil` when it was moved off, as it should be.
    package let secretPathOnServer: String?

    /// What to tell the operator at each start while the secret key is on the server.
    package var warning: String? {
        self.secretPathOnServer.map { path in
            "The secret contact key is still on this server: \(path). Whoever breaks in can read citizens' names and "
                + "addresses. Move the file to the officers who may open contacts, and delete it here."
        }
    }

    /// Reads the keys of a data folder, or makes them when there are none.
    ///
    /// - Throws: `IdentityError` when a file is unsafe, malformed or can't be written.
    package init(inFolder folder: String) throws(IdentityError) {
        let publicPath = "\(folder)/\(ContactKeyFiles.publicFileName)"
        let secretPath = "\(folder)/\(ContactKeyFiles.secretFileName)"
        var areNew = false
        var secret = try ContactKeyFiles.secretKey(at: secretPath)
        var publicKey = try ContactKeyFiles.publicKey(at: publicPath)
        if publicKey == nil {
            if secret == nil {
                // The secret one first: a public key whose secret was never kept would seal contacts for nobody.
                areNew = try ContactKeyFiles.write(ContactSecretKey(), to: secretPath)
                secret = try ContactKeyFiles.secretKey(at: secretPath)
            }
            guard let secret else { throw IdentityError(.notFound, "\(secretPath) vanished while keys were made.") }
            _ = try ContactKeyFiles.write(secret.publicKey, to: publicPath)
            publicKey = try ContactKeyFiles.publicKey(at: publicPath)
        }
        guard let publicKey else { throw IdentityError(.notFound, "\(publicPath) vanished while keys were made.") }
        if let secret, secret.publicKey != publicKey {
            throw IdentityError(
                .invalidKey,
                "\(publicPath) and \(secretPath) don't belong together; restore both from where they were made."
            )
        }
        self.publicKey = publicKey
        self.areNew = areNew
        self.secretPathOnServer = secret == nil ? nil : secretPath
    }

    /// Reads a secret contact key that only its owner can read; for the officer's side.
    ///
    /// - Throws: `IdentityError`; of code `notFound` when there is no such file.
    package static func readSecretKey(at path: String) throws(IdentityError) -> ContactSecretKey {
        let bytes = try ProtectedFile.read(path, .secret)
        let text = try KeyFileText(bytes, path: path, allowed: [KeyLine.contactKey, KeyLine.contactSecretKey])
        let secret = try text.required(KeyLine.contactSecretKey) { try ContactSecretKey(hexadecimal: $0) }
        let publicKey = try text.required(KeyLine.contactKey) { try ContactPublicKey(hexadecimal: $0) }
        guard secret.publicKey == publicKey else {
            throw IdentityError(.invalidKey, "\(path): the two keys don't belong together; restore the file.")
        }
        return secret
    }

    private static func secretKey(at path: String) throws(IdentityError) -> ContactSecretKey? {
        do {
            return try self.readSecretKey(at: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    private static func publicKey(at path: String) throws(IdentityError) -> ContactPublicKey? {
        do throws(IdentityError) {
            let bytes = try ProtectedFile.read(path, .authority)
            let text = try KeyFileText(bytes, path: path, allowed: [KeyLine.contactKey])
            return try text.required(KeyLine.contactKey) { try ContactPublicKey(hexadecimal: $0) }
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    private static func write(_ secret: ContactSecretKey, to path: String) throws(IdentityError) -> Bool {
        try self.create(
            """
            # The province's secret contact key: it opens the names and addresses that citizens gave at kiosks.
            # MOVE THIS FILE OFF THE SERVER, to the officers who may open contacts, and keep a copy in a safe place:
            # without it no sealed contact can ever be read. The aggregator doesn't need it.
            \(KeyLine.contactKey) = \(secret.publicKey.hexadecimal)
            \(KeyLine.contactSecretKey) = \(secret.revealHexadecimal())

            """,
            at: path
        )
    }

    private static func write(_ key: ContactPublicKey, to path: String) throws(IdentityError) -> Bool {
        try self.create(
            """
            # The province's public contact key: kiosks seal names and addresses to it. It is no secret.
            \(KeyLine.contactKey) = \(key.hexadecimal)

            """,
            at: path
        )
    }

    /// Writes a file unless there is one; gives whether it was written.
    private static func create(_ text: String, at path: String) throws(IdentityError) -> Bool {
        do {
            try ProtectedFile.write(Array(text.utf8), to: path, replaces: false)
            return true
        } catch {
            guard error.code == .alreadyExists else { throw error }
            return false
        }
    }
}
