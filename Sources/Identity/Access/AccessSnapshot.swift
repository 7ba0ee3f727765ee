package import ZeroMQ

/// Who may act at one moment; a value, so a batch of messages is judged by one and the same without any lock.
package struct AccessSnapshot: Sendable {
    /// Grows by one with every reload; while it stays the same, answers may be kept.
    package let generation: UInt64
    /// The registry it comes from, with the revoked.
    package let registry: PrincipalRegistry

    private let activeByUserID: [String: Principal]

    /// Makes the snapshot of a registry.
    init(generation: UInt64, registry: PrincipalRegistry) {
        self.generation = generation
        self.registry = registry
        // Keys are unique in a registry, so no entry hides another.
        self.activeByUserID = Dictionary(
            registry.principals.filter { !$0.isRevoked }.map { ($0.userID, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The principal of a message's ZAP user id, or `nil` when it is unknown or revoked.
    package func principal(forUserID userID: String) -> Principal? {
        self.activeByUserID[userID]
    }

    /// The principal of a public key, or `nil` when it is unknown or revoked; for the ZAP handler.
    package func principal(forPublicKey key: CurvePublicKey) -> Principal? {
        self.activeByUserID[key.z85]
    }
}
