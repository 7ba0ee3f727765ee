package import CivilTime
package import ZeroMQ

/// Every principal there ever was; names and keys are unique, also among the revoked.
package struct PrincipalRegistry: Sendable, Hashable {
    /// In the order of their names.
    package private(set) var principals: [Principal] = []
    private var namesByKey: [CurvePublicKey: PrincipalName] = [:]
    private var principalsByName: [PrincipalName: Principal] = [:]

    /// Makes a registry without principals.
    package init() {}

    /// Makes a registry of principals in any order.
    ///
    /// - Throws: `IdentityError` of code `duplicate`.
    package init(_ principals: some Sequence<Principal>) throws(IdentityError) {
        for principal in principals { try self.index(principal) }
        self.principals = self.principalsByName.values.sorted { $0.name < $1.name }
    }

    /// The principal of that name, revoked or not.
    package func principal(named name: PrincipalName) -> Principal? {
        self.principalsByName[name]
    }

    /// The principal with that key, revoked or not.
    package func principal(forPublicKey key: CurvePublicKey) -> Principal? {
        self.namesByKey[key].flatMap { self.principalsByName[$0] }
    }

    /// Adds a principal.
    ///
    /// - Throws: `IdentityError` of code `duplicate` when its name or key is taken.
    package mutating func add(_ principal: Principal) throws(IdentityError) {
        try self.index(principal)
        let position = self.principals.firstIndex { $0.name > principal.name } ?? self.principals.endIndex
        self.principals.insert(principal, at: position)
    }

    /// Revokes a principal; it stays listed.
    ///
    /// - Throws: `IdentityError` of code `notFound` or `alreadyRevoked`.
    package mutating func revoke(_ name: PrincipalName, at time: Timestamp, reason: String) throws(IdentityError) {
        guard let index = self.principals.firstIndex(where: { $0.name == name }) else {
            throw IdentityError(.notFound, "There is no principal named \(name); 'langnghe keys list' names them all.")
        }
        if let revocation = self.principals[index].revocation {
            throw IdentityError(.alreadyRevoked, "\(name) was revoked at \(revocation.at.localDescription) already.")
        }
        self.principals[index].revocation = Principal.Revocation(at: time, reason: reason)
        self.principalsByName[name] = self.principals[index]
    }

    private mutating func index(_ principal: Principal) throws(IdentityError) {
        guard self.principalsByName[principal.name] == nil else {
            throw IdentityError(
                .duplicate,
                "The name \(principal.name) is taken; a name is never given again, so choose another."
            )
        }
        if let owner = self.namesByKey[principal.publicKey] {
            throw IdentityError(
                .duplicate,
                "The public key of \(principal.name) belongs to \(owner) already; make a new pair of keys."
            )
        }
        self.namesByKey[principal.publicKey] = principal.name
        self.principalsByName[principal.name] = principal
    }
}
