import Identity
package import ZeroMQ

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The keys of a played feed: a server's of its own, and one subscriber's for the dashboard under development.
package struct FeedPlayerKeys: Sendable {
    package let server: CurveKeyPair
    package let dashboard: CurveKeyPair
    /// The key file that the dashboard uses.
    package let dashboardFile: String

    /// Reads the keys of a folder, or makes them; they are the same the next time.
    ///
    /// - Parameters:
    ///   - folder: Made for its owner alone when it is missing.
    ///   - unit: The code of the unit that is played.
    /// - Throws: ``OperatorError`` when it is an aggregator's data folder, or something cannot be read or written.
    package init(inFolder folder: String, unit: String) throws(OperatorError) {
        guard !FileManager.default.fileExists(atPath: "\(folder)/\(PrincipalFile.name)") else {
            throw OperatorError(
                .usage,
                "\(folder) is an aggregator's data folder, and its keys are not for playing. Name another with --keys."
            )
        }
        try FirstKeys.makeFolder(folder)
        self.dashboardFile = "\(folder)/dashboard.key"
        do throws(IdentityError) {
            let server = try ServerKeys(inFolder: folder).keyPair
            let known = try Self.read(self.dashboardFile)
            let pair: CurveKeyPair
            if let known, known.serverPublicKey == server.publicKey {
                pair = known.keyPair
            } else {
                pair = try Self.newPair()
            }
            if known?.unit != unit || known?.serverPublicKey != server.publicKey {
                let name = try PrincipalName("dashboard")
                try ClientKeyFile(name: name, unit: unit, keyPair: pair, serverPublicKey: server.publicKey)
                    .write(to: self.dashboardFile, replaces: true)
            }
            self.server = server
            self.dashboard = pair
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    private static func read(_ path: String) throws(IdentityError) -> ClientKeyFile? {
        do throws(IdentityError) {
            return try ClientKeyFile(contentsOf: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    private static func newPair() throws(IdentityError) -> CurveKeyPair {
        do {
            return try CurveKeyPair.generate()
        } catch {
            throw IdentityError(.invalidKey, "The keys can't be made: \(error)", cause: error)
        }
    }
}
