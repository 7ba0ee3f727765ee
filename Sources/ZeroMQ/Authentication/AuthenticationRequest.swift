/// A peer that wants to connect, as a policy sees it.
public struct AuthenticationRequest: Hashable, Sendable {
    /// What the peer proves itself with.
    public enum Credentials: Hashable, Sendable {
        /// Nothing.
        case none
        /// A CURVE key pair whose public key this is; libzmq has verified that the peer holds the secret key.
        case curve(CurvePublicKey)
        /// Another mechanism of libzmq, such as PLAIN; its credentials are left out.
        case other(mechanism: String)
    }

    /// The domain the server socket was made with.
    public let domain: String
    /// The peer's network address; personal data, not for logs.
    public let address: String
    /// The routing id the peer chose; proves nothing.
    public let routingID: RoutingID?
    /// What the peer proves itself with.
    public let credentials: Credentials

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - domain: the domain the server socket was made with.
    ///   - address: the peer's network address.
    ///   - routingID: the routing id the peer chose.
    ///   - credentials: what the peer proves itself with.
    public init(domain: String, address: String, routingID: RoutingID?, credentials: Credentials) {
        self.domain = domain
        self.address = address
        self.routingID = routingID
        self.credentials = credentials
    }
}

/// What a policy says about a peer.
public enum AuthenticationDecision: Hashable, Sendable {
    /// Let it in; its messages carry the user id, 1 to 255 bytes without NUL.
    case allow(userID: String)
    /// Keep it out; the text is for the server's log and goes no further than libzmq.
    case deny(Denial, reason: String)

    /// ZAP's status codes for a refusal.
    public enum Denial: Int, Hashable, Sendable {
        /// It may try again: the connection is closed without a word, and the client connects anew.
        case temporary = 300
        /// It isn't welcome.
        ///
        /// libzmq's client then gives up for good: its sends answer ``SendResult/wouldBlock`` until it calls
        /// ``Socket/connect(_:)`` again.
        case notAllowed = 400
        /// The policy itself failed.
        case internalError = 500
    }
}
