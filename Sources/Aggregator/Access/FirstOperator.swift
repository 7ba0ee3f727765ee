import CivilTime
import Identity
import ZeroMQ

/// The operator's key that comes with a new data folder, so that `langnghe` works on the server at once.
enum FirstOperator {
    /// Where its key file is, in the data folder.
    static let fileName = "operator.key"

    /// Makes the key unless some operator has one.
    static func makeIfNone(in principals: PrincipalFile, serverKeys: ServerKeys, at time: Timestamp) throws {
        _ = try principals.createIfAbsent()
        guard try !principals.load().principals.contains(where: { $0.role == .operator }) else { return }
        let name = try PrincipalName("operator")
        let pair = try CurveKeyPair.generate()
        try ClientKeyFile(name: name, keyPair: pair, serverPublicKey: serverKeys.keyPair.publicKey)
            .write(to: "\(principals.folder)/\(Self.fileName)", replaces: true)
        try principals.edit { registry throws(IdentityError) in
            try registry.add(Principal(name: name, role: .operator, publicKey: pair.publicKey, createdAt: time))
        }
    }
}
