import FeedbackProtocol
import Identity
import ZeroMQ

/// A connection whose kiosk is known; good for as long as its user id and the keys stay what they were.
struct KioskPeer {
    let session: KioskSession
    /// The Z85 text of the public key that the connection was authenticated with.
    let userID: [UInt8]
    /// The key ring's generation it was looked up in.
    let generation: UInt64
}

extension IntakeService {
    /// The most connections remembered; beyond it all are looked up anew.
    private static let rememberedPeers = 8192

    /// Whose message it is; `nil` when the key is not a kiosk's or was revoked.
    ///
    /// Every message is judged, since a routing id is the peer's own choice and a key may be revoked at any time.
    func session(of frame: borrowing Message, from route: RoutingID) -> KioskSession? {
        let generation = self.keyRing.generation
        if let peer = self.peers[route], peer.generation == generation, frame.isFrom(peer.userID) {
            return peer.session
        }
        guard let userID = frame.userID, let principal = self.keyRing.principal(forUserID: userID),
            case .kiosk(let office) = principal.role, principal.mayPublish(forOffice: office)
        else {
            self.peers[route] = nil
            return nil
        }
        let session = self.openSession(name: principal.name.text, office: office)
        if self.peers.count >= Self.rememberedPeers { self.peers.removeAll(keepingCapacity: true) }
        self.peers[route] = KioskPeer(session: session, userID: Array(userID.utf8), generation: generation)
        return session
    }
}

extension Message {
    /// Whether the connection was authenticated as this user.
    borrowing func isFrom(_ userID: [UInt8]) -> Bool {
        self.withUserIDBytes { bytes in
            guard let bytes, bytes.byteCount == userID.count else { return false }
            return unsafe bytes.withUnsafeBytes { unsafe $0.elementsEqual(userID) }
        }
    }

    /// Calls a closure with the frame's bytes, in place.
    borrowing func withFrame<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try self.withUnsafeBytes { buffer throws(Failure) in
            unsafe try body(buffer.assumingMemoryBound(to: UInt8.self).span)
        }
    }
}
