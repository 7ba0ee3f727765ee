package import CivilTime
package import Identity
package import ZeroMQ

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The keys of a new data folder: the aggregator's, the province's contact keys and the first operator's.
package enum FirstKeys {
    /// The keys that all key files are made with.
    package struct Server: Sendable {
        package let publicKey: CurvePublicKey
        package let contactKey: ContactPublicKey
        /// Whether the folder was new and got its first operator.
        package let isNew: Bool
    }

    /// Reads the keys of a data folder, or makes them as the aggregator's first start would.
    ///
    /// - Parameters:
    ///   - folder: the data folder, made for its owner alone when it is missing.
    ///   - time: when the first operator is made.
    /// - Returns: the public keys.
    /// - Throws: ``OperatorError`` when something cannot be read or written.
    package static func prepare(_ folder: DataFolder, at time: Timestamp) throws(OperatorError) -> Server {
        do {
            try self.makeFolder(folder.path)
            let keys = try ServerKeys(inFolder: folder.path)
            let contactKeys = try ContactKeyFiles(inFolder: folder.path)
            let principals = PrincipalFile(inFolder: folder.path)
            let isNew = try principals.createIfAbsent()
            if isNew { try self.makeOperator(in: folder, principals, keys, time) }
            return Server(
                publicKey: keys.keyPair.publicKey,
                contactKey: contactKeys.publicKey,
                isNew: isNew
            )
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    /// Makes a folder for its owner alone unless it is there.
    static func makeFolder(_ path: String) throws(OperatorError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw OperatorError(
                .cannotCreate,
                "The folder \(path) cannot be made; make it yourself, or name another.",
                cause: error
            )
        }
    }

    private static func makeOperator(
        in folder: DataFolder,
        _ principals: PrincipalFile,
        _ keys: ServerKeys,
        _ time: Timestamp
    ) throws {
        let name = try PrincipalName("operator")
        let pair = try CurveKeyPair.generate()
        try ClientKeyFile(name: name, keyPair: pair, serverPublicKey: keys.keyPair.publicKey)
            .write(to: folder.operatorKey, replaces: true)
        try principals.edit { registry throws(IdentityError) in
            try registry.add(Principal(name: name, role: .operator, publicKey: pair.publicKey, createdAt: time))
        }
    }
}
