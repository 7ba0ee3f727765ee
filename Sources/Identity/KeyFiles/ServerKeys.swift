package import ZeroMQ

/// The aggregator's own keys, kept as `aggregator.key` in its data folder.
package struct ServerKeys: Sendable, Hashable {
    package static let fileName = "aggregator.key"

    package let keyPair: CurveKeyPair
    /// Whether they were made just now, on the first run.
    package let areNew: Bool

    /// Reads the keys of a data folder, or makes them when there are none.
    ///
    /// - Throws: `IdentityError` when the file is unsafe, malformed or can't be written.
    package init(inFolder folder: String) throws(IdentityError) {
        let path = "\(folder)/\(ServerKeys.fileName)"
        if let existing = try ServerKeys.read(path) {
            self.keyPair = existing
            self.areNew = false
            return
        }
        let pair: CurveKeyPair
        do {
            pair = try CurveKeyPair.generate()
        } catch {
            throw IdentityError(.invalidKey, "The keys of the aggregator can't be made: \(error)", cause: error)
        }
        let text = """
            # Key file of the aggregator. Every client knows the public key; whoever has the secret key can pose as the
            # aggregator. Keep it readable by its owner alone, and keep a copy in a safe place.
            \(KeyLine.publicKey) = \(pair.publicKey.z85)
            \(KeyLine.secretKey) = \(pair.secretKey.revealZ85())

            """
        do {
            try ProtectedFile.write(Array(text.utf8), to: path, replaces: false)
        } catch {
            // Another process made them in the meantime.
            guard error.code == .alreadyExists, let existing = try ServerKeys.read(path) else { throw error }
            self.keyPair = existing
            self.areNew = false
            return
        }
        self.keyPair = pair
        self.areNew = true
    }

    private static func read(_ path: String) throws(IdentityError) -> CurveKeyPair? {
        let bytes: [UInt8]
        do {
            bytes = try ProtectedFile.read(path, .secret)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        let text = try KeyFileText(bytes, path: path, allowed: [KeyLine.publicKey, KeyLine.secretKey])
        return try text.curveKeyPair(path: path)
    }
}
