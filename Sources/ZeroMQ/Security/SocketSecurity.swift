internal import CZeroMQ

/// Encryption and authentication of a socket's connections.
public enum SocketSecurity: Hashable, Sendable {
    /// Neither; for `inproc` and for tests.
    case none
    /// Neither, but the ``Authenticator`` is asked under this domain; for tests of it and for `ipc`.
    case noneWithAuthentication(domain: String)
    /// CURVE: the side whose public key the others know.
    case server(CurveServer)
    /// CURVE: a side that knows the server's public key.
    case client(CurveClient)
}

/// The server's side of CURVE.
public struct CurveServer: Hashable, Sendable {
    /// The server's identity.
    public var secretKey: CurveSecretKey
    /// The domain the ``Authenticator`` is told.
    ///
    /// While none runs in the context, every client is refused.
    /// `nil` lets in every client that knows the server's public key, whoever it is.
    public var domain: String?

    /// Makes the server's side.
    ///
    /// - Parameters:
    ///   - secretKey: the server's identity.
    ///   - domain: what the ``Authenticator`` is told, 1 to 255 bytes; `nil` lets everybody in.
    public init(secretKey: CurveSecretKey, domain: String?) {
        self.secretKey = secretKey
        self.domain = domain
    }
}

/// The client's side of CURVE.
public struct CurveClient: Hashable, Sendable {
    /// The client's identity.
    public var keyPair: CurveKeyPair
    /// Whom it speaks to; anyone else can't answer it.
    public var serverKey: CurvePublicKey

    /// Makes the client's side.
    ///
    /// - Parameters:
    ///   - keyPair: the client's identity.
    ///   - serverKey: whom it speaks to.
    public init(keyPair: CurveKeyPair, serverKey: CurvePublicKey) {
        self.keyPair = keyPair
        self.serverKey = serverKey
    }
}

extension Socket {
    /// `ZMQ_ZAP_ENFORCE_DOMAIN`: in every libzmq from 4.3, though its header shows it only with the draft API.
    private static var enforceDomain: CInt { 93 }

    borrowing func apply(_ security: SocketSecurity) throws(ZeroMQError) {
        switch security {
        case .none: break
        case .noneWithAuthentication(let domain): try authenticate(in: domain)
        case .server(let server):
            try set(ZMQ_CURVE_SERVER, 1, "CURVE server role")
            try set(ZMQ_CURVE_SECRETKEY, bytes: server.secretKey.bytes, "CURVE secret key")
            // The domain is always enforced: with none, libzmq asks no handler, even where one runs.
            if let domain = server.domain {
                try authenticate(in: domain)
            } else {
                try set(Self.enforceDomain, 1, "open door")
            }
        case .client(let client):
            try set(ZMQ_CURVE_SERVERKEY, bytes: client.serverKey.bytes, "CURVE server key")
            try set(ZMQ_CURVE_PUBLICKEY, bytes: client.keyPair.publicKey.bytes, "CURVE public key")
            try set(ZMQ_CURVE_SECRETKEY, bytes: client.keyPair.secretKey.bytes, "CURVE secret key")
        }
    }

    private borrowing func authenticate(in domain: String) throws(ZeroMQError) {
        guard (1...255).contains(domain.utf8.count) else {
            throw ZeroMQError(.invalidArgument, "An authentication domain has 1 to 255 bytes.")
        }
        try set(ZMQ_ZAP_DOMAIN, bytes: Array(domain.utf8), "authentication domain")
        // Without this libzmq lets everybody in while no handler runs.
        try set(Self.enforceDomain, 1, "authentication enforcement")
    }
}
