package import CivilTime
import ZeroMQ

/// The operator's key that comes with a new data folder, so that `langnghe` works on the server at once.
package enum FirstOperator {
    /// Its key file, in the data folder.
    package static let fileName = "operator.key"

    /// Makes the principals' file and an operator's key unless some operator has one or had one.
    ///
    /// - Parameters:
    ///   - principals: the file of the data folder.
    ///   - serverKeys: the aggregator's keys.
    ///   - time: now.
    /// - Returns: whether an operator was made.
    /// - Throws: `IdentityError` when a file cannot be read or written, `ZeroMQError` when no key can be made.
    @discardableResult
    package static func makeIfNone(
        in principals: PrincipalFile,
        serverKeys: ServerKeys,
        at time: Timestamp
    ) throws -> Bool {
        _ = try principals.createIfAbsent()
        guard try !principals.load().principals.contains(where: { $0.role == .operator }) else { return false }
        let name = try PrincipalName("operator")
        let pair = try CurveKeyPair.generate()
        try ClientKeyFile(name: name, keyPair: pair, serverPublicKey: serverKeys.keyPair.publicKey)
            .write(to: "\(principals.folder)/\(Self.fileName)", replaces: true)
        try principals.edit { registry throws(IdentityError) in
            try registry.add(Principal(name: name, role: .operator, publicKey: pair.publicKey, createdAt: time))
        }
        return true
    }
}
