/// A request to the handler of ZAP 1.0 (RFC 27), read from its frames; pure.
enum AuthenticationExchange {
    /// Frames from the version on, after the envelope.
    enum Reading: Hashable {
        case request(id: [UInt8], AuthenticationRequest)
        /// Broken, but with an id to answer to.
        case malformed(id: [UInt8], reason: String)
    }

    private static let version = Array("1.0".utf8)

    /// Reads a request.
    ///
    /// - Parameter frames: version, request id, domain, address, routing id, mechanism, credentials.
    /// - Returns: the request, or why it is none; an absent id is answered with an empty one.
    static func read(_ frames: [[UInt8]]) -> Reading {
        let id = frames.count > 1 ? frames[1] : []
        guard frames.first == version else { return .malformed(id: id, reason: "Invalid version") }
        guard frames.count >= 6 else { return .malformed(id: id, reason: "Not enough frames") }
        guard id.count <= 255 else { return .malformed(id: id, reason: "Request id too long") }
        guard let domain = text(frames[2]) else { return .malformed(id: id, reason: "Invalid domain") }
        guard let address = text(frames[3]) else { return .malformed(id: id, reason: "Invalid address") }
        guard frames[4].count <= 255 else { return .malformed(id: id, reason: "Invalid routing id") }
        guard let mechanism = text(frames[5]) else { return .malformed(id: id, reason: "Invalid mechanism") }
        let credentials: AuthenticationRequest.Credentials
        switch mechanism {
        case "NULL":
            guard frames.count == 6 else { return .malformed(id: id, reason: "Unexpected credentials") }
            credentials = .none
        case "CURVE":
            guard frames.count == 7, let key = try? CurvePublicKey(bytes: frames[6]) else {
                return .malformed(id: id, reason: "Invalid key")
            }
            credentials = .curve(key)
        default: credentials = .other(mechanism: mechanism)
        }
        return .request(
            id: id,
            AuthenticationRequest(
                domain: domain,
                address: address,
                routingID: RoutingID(frames[4]),
                credentials: credentials
            )
        )
    }

    /// Writes a reply.
    ///
    /// - Parameters:
    ///   - id: the request's.
    ///   - decision: what the policy said; a user id that can't be sent becomes a refusal.
    /// - Returns: version, request id, status code, status text, user id, metadata.
    static func reply(to id: [UInt8], _ decision: AuthenticationDecision) -> [[UInt8]] {
        switch checked(decision) {
        case .allow(let userID): [version, id, Array("200".utf8), Array("OK".utf8), Array(userID.utf8), []]
        case .deny(let denial, let reason):
            [version, id, Array(String(denial.rawValue).utf8), Array(reason.utf8.prefix(255)), [], []]
        }
    }

    /// The decision, or a refusal where its user id can't be carried whole.
    static func checked(_ decision: AuthenticationDecision) -> AuthenticationDecision {
        guard case .allow(let userID) = decision else { return decision }
        guard (1...255).contains(userID.utf8.count), !userID.utf8.contains(0) else {
            return .deny(.internalError, reason: "Invalid user id")
        }
        return decision
    }

    private static func text(_ bytes: [UInt8]) -> String? {
        guard bytes.count <= 255 else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
