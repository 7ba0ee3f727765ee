internal import CZeroMQ

/// A CURVE public key: 32 bytes, written as 40 characters of Z85.
public struct CurvePublicKey: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Makes a key of its bytes.
    ///
    /// - Parameter bytes: 32 of them.
    /// - Throws: ``ZeroMQError/Code/invalidKey`` for any other number.
    public init(bytes: [UInt8]) throws(ZeroMQError) {
        guard bytes.count == 32 else {
            throw ZeroMQError(.invalidKey, "A CURVE public key has 32 bytes, not \(bytes.count).")
        }
        self.bytes = bytes
    }

    /// Reads a key.
    ///
    /// - Parameter z85: 40 characters.
    /// - Throws: ``ZeroMQError/Code/invalidKey`` for anything else.
    public init(z85: String) throws(ZeroMQError) {
        bytes = try keyBytes(z85, "public")
    }

    /// The key as 40 characters.
    public var z85: String { z85Text(bytes) }

    /// The key as 40 characters.
    public var description: String { z85 }
}

/// A CURVE secret key, which no description, dump or log ever shows.
public struct CurveSecretKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let bytes: [UInt8]

    /// Reads a key.
    ///
    /// - Parameter z85: 40 characters.
    /// - Throws: ``ZeroMQError/Code/invalidKey`` for anything else; the error doesn't repeat them.
    public init(z85: String) throws(ZeroMQError) {
        bytes = try keyBytes(z85, "secret")
    }

    /// The key as 40 characters, to be written to a file only its owner can read.
    public func revealZ85() -> String { z85Text(bytes) }

    /// The public key that belongs to it.
    ///
    /// - Throws: ``ZeroMQError/Code/notSupported`` when libzmq was built without CURVE.
    public func publicKey() throws(ZeroMQError) -> CurvePublicKey {
        var text = [CChar](repeating: 0, count: 41)
        try call { unsafe zmq_curve_public(&text, revealZ85()) }.get("Deriving a CURVE public key")
        return try CurvePublicKey(z85: String(decoding: text.prefix(40).map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// Says that there is a key, not which.
    public var description: String { "CurveSecretKey(hidden)" }

    /// Says that there is a key, not which.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A CURVE key pair, the identity of a server or client.
public struct CurveKeyPair: Hashable, Sendable, CustomStringConvertible {
    /// What others may know.
    public let publicKey: CurvePublicKey
    /// What nobody else may know.
    public let secretKey: CurveSecretKey

    /// Makes the pair a secret key belongs to.
    ///
    /// - Parameter secretKey: the secret key.
    /// - Throws: ``ZeroMQError/Code/notSupported`` when libzmq was built without CURVE.
    public init(secretKey: CurveSecretKey) throws(ZeroMQError) {
        self.secretKey = secretKey
        publicKey = try secretKey.publicKey()
    }

    /// Makes a new pair from the system's randomness.
    ///
    /// - Throws: ``ZeroMQError/Code/notSupported`` when libzmq was built without CURVE.
    public static func generate() throws(ZeroMQError) -> CurveKeyPair {
        var publicText = [CChar](repeating: 0, count: 41)
        var secretText = [CChar](repeating: 0, count: 41)
        try call { unsafe zmq_curve_keypair(&publicText, &secretText) }.get("Making a CURVE key pair")
        let secret = String(decoding: secretText.prefix(40).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return try CurveKeyPair(secretKey: CurveSecretKey(z85: secret))
    }

    /// The public key alone.
    public var description: String { "CurveKeyPair(publicKey: \(publicKey), secretKey: hidden)" }
}

private func keyBytes(_ z85: String, _ name: String) throws(ZeroMQError) -> [UInt8] {
    guard z85.utf8.count == 40 else {
        throw ZeroMQError(.invalidKey, "A CURVE \(name) key has 40 characters, not \(z85.utf8.count).")
    }
    do {
        return try Z85.decode(z85)
    } catch {
        throw ZeroMQError(.invalidKey, "The CURVE \(name) key isn't Z85; copy it again from where it was made.")
    }
}

private func z85Text(_ bytes: [UInt8]) -> String {
    // 32 bytes are a multiple of 4, so this can't fail.
    (try? Z85.encode(bytes)) ?? ""
}
