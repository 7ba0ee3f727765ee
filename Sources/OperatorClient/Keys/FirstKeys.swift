package import CivilTime
package import Identity
package import ZeroMQ

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The keys of a new data folder: the aggregator's, the contact keys of the province and the inspectorate and the first operator's.
package enum FirstKeys {
    /// The keys that all key files are made with.
    package struct Server: Sendable {
        package let publicKey: CurvePublicKey
        package let contactKey: ContactPublicKey
        package let inspectorateKey: ContactPublicKey
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
            let inspectorateKeys = try ContactKeyFiles(inFolder: folder.path, of: .inspectorate)
            let principals = PrincipalFile(inFolder: folder.path)
            let isNew = try FirstOperator.makeIfNone(in: principals, serverKeys: keys, at: time)
            return Server(
                publicKey: keys.keyPair.publicKey,
                contactKey: contactKeys.publicKey,
                inspectorateKey: inspectorateKeys.publicKey,
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
}
