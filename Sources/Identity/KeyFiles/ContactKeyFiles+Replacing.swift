extension ContactKeyFiles {
    /// What became of the key that was in force.
    package struct Replacement: Sendable, Hashable {
        /// The key that is in force now.
        package let key: ContactPublicKey
        /// The key that was before; `nil` when there was none or it is the same.
        package let former: ContactPublicKey?
        /// Where the former pair's secret key is kept on this server; `nil` when it was not here.
        package let keptSecret: String?
    }

    /// Makes a new pair in a folder, for its owner to keep; nothing there is replaced.
    ///
    /// - Returns: The public key.
    /// - Throws: `IdentityError`; of code `alreadyExists` when either file is there.
    package static func makePair(
        inFolder folder: String,
        of owner: SealingKeyOwner
    ) throws(IdentityError) -> ContactPublicKey {
        let secret = ContactSecretKey()
        // The secret one first: a public key whose secret was never kept would seal for nobody.
        for (name, text) in [
            (owner.secretFileName, owner.text(of: secret)), (owner.publicFileName, owner.text(of: secret.publicKey)),
        ] {
            guard try self.create(text, at: "\(folder)/\(name)") else {
                throw IdentityError(
                    .alreadyExists,
                    "\(folder)/\(name) is there already, and what was sealed to it needs it; name another folder."
                )
            }
        }
        return secret.publicKey
    }

    /// Puts a public key into force in a data folder.
    ///
    /// What was sealed to the former key is still opened by whoever holds its secret half: one that lies in the folder is
    /// kept there under its key's id, never deleted.
    ///
    /// - Parameters:
    ///   - key: The key that kiosks are to seal to.
    ///   - folder: The data folder.
    ///   - owner: Whose key.
    ///   - replaces: Whether another key that is in force may be replaced.
    /// - Returns: What became of the former one.
    /// - Throws: `IdentityError`; of code `alreadyExists` when another is in force and `replaces` is false.
    package static func install(
        _ key: ContactPublicKey,
        inFolder folder: String,
        of owner: SealingKeyOwner,
        replaces: Bool
    ) throws(IdentityError) -> Replacement {
        let publicPath = "\(folder)/\(owner.publicFileName)"
        let secretPath = "\(folder)/\(owner.secretFileName)"
        let former = try self.publicKey(at: publicPath, of: owner)
        if let former, former != key, !replaces {
            throw IdentityError(
                .alreadyExists,
                "Key \(Identity.hexadecimal(former.id)) is in force. What was sealed to it is opened by its own secret "
                    + "key alone: see that it is kept. Then give --replace."
            )
        }
        var keptSecret: String?
        if let secret = try self.secretKey(at: secretPath), secret.publicKey != key {
            let path = "\(folder)/\(Identity.hexadecimal(secret.publicKey.id))-\(owner.secretFileName)"
            try ProtectedFile.move(secretPath, to: path)
            keptSecret = path
        }
        try ProtectedFile.write(Array(owner.text(of: key).utf8), to: publicPath, replaces: true)
        return Replacement(key: key, former: former == key ? nil : former, keptSecret: keptSecret)
    }
}
