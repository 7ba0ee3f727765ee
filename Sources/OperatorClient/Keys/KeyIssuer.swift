package import CivilTime
package import Identity
import ZeroMQ

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Makes, lists and revokes the keys of an aggregator's clients, in its data folder on the server.
package struct KeyIssuer: Sendable {
    /// A key that was made; the secret is in the file alone.
    package struct IssuedKey: Sendable, Hashable {
        package let name: PrincipalName
        package let role: PrincipalRole
        /// Where the key file is.
        package let path: String
    }

    private let folder: DataFolder
    private let now: Timestamp

    /// Makes an issuer.
    ///
    /// - Parameters:
    ///   - folder: the aggregator's data folder.
    ///   - now: the time that is recorded.
    package init(_ folder: DataFolder, now: Timestamp) {
        self.folder = folder
        self.now = now
    }

    private var principals: PrincipalFile { PrincipalFile(inFolder: self.folder.path) }

    /// Makes one client's key; a running aggregator lets it in at once.
    ///
    /// - Parameters:
    ///   - name: never given before, not even to a revoked key.
    ///   - role: what it may do.
    ///   - path: the key file; `nil` for the name in the folder's `keys`.
    /// - Returns: the key, and whether the data folder was new.
    /// - Throws: ``OperatorError`` when the name is taken or a file is in the way; nothing was registered then.
    package func issue(
        _ name: PrincipalName,
        _ role: PrincipalRole,
        to path: String?
    ) throws(OperatorError) -> (key: IssuedKey, isNewFolder: Bool) {
        let server = try FirstKeys.prepare(self.folder, at: self.now)
        if path == nil { try FirstKeys.makeFolder(self.folder.keys) }
        let key = IssuedKey(name: name, role: role, path: path ?? "\(self.folder.keys)/\(name).key")
        do throws(IdentityError) {
            try self.principals.edit { registry throws(IdentityError) in
                let principal = try self.newPrincipal(key, server, in: registry)
                try registry.add(principal)
            }
        } catch {
            throw OperatorError(wrapping: error)
        }
        return (key, server.isNew)
    }

    /// Makes the key file of a principal that is about to be registered.
    private func newPrincipal(
        _ key: IssuedKey,
        _ server: FirstKeys.Server,
        in registry: PrincipalRegistry
    ) throws(IdentityError) -> Principal {
        guard registry.principal(named: key.name) == nil else {
            throw IdentityError(
                .duplicate,
                "The name \(key.name) is taken; a name is never given again, so choose another."
            )
        }
        let pair: CurveKeyPair
        do {
            pair = try CurveKeyPair.generate()
        } catch {
            throw IdentityError(.invalidKey, "The keys can't be made: \(error)", cause: error)
        }
        var isKiosk = false
        if case .kiosk = key.role { isKiosk = true }
        let file = ClientKeyFile(
            name: key.name,
            unit: key.role.unit,
            keyPair: pair,
            serverPublicKey: server.publicKey,
            contactKey: isKiosk ? server.contactKey : nil,
            inspectorateKey: isKiosk ? server.inspectorateKey : nil
        )
        try file.write(to: key.path)
        return Principal(name: key.name, role: key.role, publicKey: pair.publicKey, createdAt: self.now)
    }

    /// Every principal there ever was, by name.
    ///
    /// - Throws: ``OperatorError`` when the folder has none or the file is unusable.
    package func all() throws(OperatorError) -> [Principal] {
        do throws(IdentityError) {
            return try self.principals.load().principals
        } catch {
            throw self.explained(error)
        }
    }

    /// Takes a key out of force; a running aggregator stops obeying it at once.
    ///
    /// - Throws: ``OperatorError`` when there is none or it was revoked before.
    package func revoke(_ name: PrincipalName, reason: String) throws(OperatorError) {
        do throws(IdentityError) {
            _ = try self.principals.load()
            try self.principals.edit { registry throws(IdentityError) in
                try registry.revoke(name, at: self.now, reason: reason)
            }
        } catch {
            throw self.explained(error)
        }
    }

    private func explained(_ error: IdentityError) -> OperatorError {
        guard error.code == .notFound, !FileManager.default.fileExists(atPath: self.principals.path) else {
            return OperatorError(wrapping: error)
        }
        return OperatorError(
            .negative,
            "\(self.folder.path) holds no keys: it is no aggregator's data folder. Name the right one with --data.",
            cause: error
        )
    }
}

extension KeyIssuer {
    /// What became of the kiosks' keys.
    package struct KioskKeys: Sendable {
        /// Made now.
        package var made: [IssuedKey] = []
        /// There already, registered and with their files.
        package var kept: [PrincipalName] = []
        /// Registered, but their files are elsewhere, such as at their kiosks.
        package var withoutFile: [PrincipalName] = []
        /// Whether the data folder was new.
        package var isNewFolder = false
    }

    /// Makes a key for the first kiosk of each office that has none, with one change of the registry.
    ///
    /// A key file left by an interrupted run is registered instead of made again.
    ///
    /// - Parameters:
    ///   - offices: register codes.
    ///   - directory: where the key files go; `nil` for the folder's `keys`.
    /// - Returns: what was made and what was there.
    /// - Throws: ``OperatorError`` when a file cannot be written; nothing was registered then.
    package func issueKiosks(offices: [String], to directory: String?) throws(OperatorError) -> KioskKeys {
        let server = try FirstKeys.prepare(self.folder, at: self.now)
        let directory = directory ?? self.folder.keys
        try FirstKeys.makeFolder(directory)
        do throws(IdentityError) {
            return try self.principals.edit { registry throws(IdentityError) in
                var result = KioskKeys(isNewFolder: server.isNew)
                for office in offices {
                    try self.issueKiosk(office, in: directory, server, &registry, &result)
                }
                return result
            }
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    private func issueKiosk(
        _ office: String,
        in directory: String,
        _ server: FirstKeys.Server,
        _ registry: inout PrincipalRegistry,
        _ result: inout KioskKeys
    ) throws(IdentityError) {
        let role = try PrincipalRole(name: "kiosk", unit: office)
        // After a revocation the office's kiosk gets the next number, since names are never given again.
        for number in 1... {
            let name = try PrincipalName("kiosk-\(office.lowercased())-\(number)")
            let path = "\(directory)/\(name).key"
            let isFileThere = FileManager.default.fileExists(atPath: path)
            if let principal = registry.principal(named: name) {
                if principal.isRevoked { continue }
                if isFileThere { result.kept.append(name) } else { result.withoutFile.append(name) }
                return
            }
            let key = IssuedKey(name: name, role: role, path: path)
            let principal =
                isFileThere
                ? try self.unregisteredPrincipal(key, server) : try self.newPrincipal(key, server, in: registry)
            try registry.add(principal)
            result.made.append(key)
            return
        }
    }

    /// The principal of a key file that an interrupted run wrote and did not register.
    private func unregisteredPrincipal(_ key: IssuedKey, _ server: FirstKeys.Server) throws(IdentityError) -> Principal
    {
        let file = try ClientKeyFile(contentsOf: key.path)
        guard file.name == key.name, file.serverPublicKey == server.publicKey else {
            throw IdentityError(
                .alreadyExists,
                "\(key.path) is there already and belongs to another aggregator; move it away, or name another "
                    + "folder with --output-dir."
            )
        }
        return Principal(name: key.name, role: key.role, publicKey: file.keyPair.publicKey, createdAt: self.now)
    }
}
