package import CivilTime
package import ZeroMQ

/// Somebody who may connect: a name, a role and the public key that proves it.
package struct Principal: Sendable, Hashable {
    /// That a principal may act no more, since when and why.
    package struct Revocation: Sendable, Hashable {
        /// To the second.
        package let at: Timestamp
        /// One line for the operators; it names no citizen.
        package let reason: String

        /// Makes a revocation; the time is cut to the second, the reason to one line of at most 200 characters.
        package init(at: Timestamp, reason: String) {
            self.at = wholeSecond(at)
            self.reason = String(reason.map { $0.isNewline ? " " : $0 }.prefix(200))
        }
    }

    package let name: PrincipalName
    package let role: PrincipalRole
    package let publicKey: CurvePublicKey
    /// To the second.
    package let createdAt: Timestamp
    package internal(set) var revocation: Revocation?

    /// Makes a principal; the time is cut to the second.
    package init(
        name: PrincipalName,
        role: PrincipalRole,
        publicKey: CurvePublicKey,
        createdAt: Timestamp,
        revocation: Revocation? = nil
    ) {
        self.name = name
        self.role = role
        self.publicKey = publicKey
        self.createdAt = wholeSecond(createdAt)
        self.revocation = revocation
    }

    /// What ZeroMQ reports as the user id of its messages: the public key in Z85.
    ///
    /// Not the name: when a name is given another key in the file, the connection of the old key must not go on.
    package var userID: String { self.publicKey.z85 }

    package var isRevoked: Bool { self.revocation != nil }
}

/// An instant cut to the second before it; files keep no finer one.
private func wholeSecond(_ timestamp: Timestamp) -> Timestamp {
    let remainder = timestamp.microseconds % 1_000_000
    return timestamp.advanced(by: .microseconds(remainder < 0 ? -remainder - 1_000_000 : -remainder))
}
