internal import CivilTime
internal import Foundation
internal import ZeroMQ

/// The keys of `principals.json`.
private enum Key {
    static let version = "version"
    static let principals = "principals"
    static let name = "name"
    static let role = "role"
    static let unit = "unit"
    static let actsAs = "acts_as"
    static let publicKey = "public_key"
    static let createdAt = "created_at"
    static let revokedAt = "revoked_at"
    static let revocationReason = "revocation_reason"
}

extension PrincipalRegistry {
    private static let version = 1

    /// The registry as the text of `principals.json`.
    func json() throws(IdentityError) -> [UInt8] {
        let document: [String: Any] = [
            Key.version: PrincipalRegistry.version,
            Key.principals: self.principals.map { $0.members },
        ]
        do {
            let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try JSONSerialization.data(withJSONObject: document, options: options)
            return Array(data) + [UInt8(ascii: "\n")]
        } catch {
            throw IdentityError(.malformedFile, "The principals can't be written as JSON.", cause: error)
        }
    }

    /// Reads the text of `principals.json`; `path` is for the errors.
    ///
    /// - Throws: `IdentityError` with the line, the key at fault and the reason.
    init(json bytes: [UInt8], path: String) throws(IdentityError) {
        let document = try JSONMembers(
            JSONNode(bytes, path: path),
            path: path,
            known: [Key.version, Key.principals]
        )
        let version = try document.integer(Key.version)
        guard version == PrincipalRegistry.version else {
            throw document.fault(
                "version is \(version), and this program reads \(PrincipalRegistry.version); update it",
                at: Key.version
            )
        }
        var registry = PrincipalRegistry()
        for node in try document.array(Key.principals) {
            let record = try JSONMembers(
                node,
                path: path,
                known: [
                    Key.name, Key.role, Key.unit, Key.actsAs, Key.publicKey, Key.createdAt, Key.revokedAt,
                    Key.revocationReason,
                ]
            )
            let principal = try Principal(record)
            do {
                try registry.add(principal)
            } catch {
                throw IdentityError(error.code, "\(path), line \(node.line): \(error.message)", cause: error)
            }
        }
        self = registry
    }
}

extension Principal {
    fileprivate var members: [String: String] {
        var members = [
            Key.name: self.name.text,
            Key.role: self.role.name,
            Key.publicKey: self.publicKey.z85,
            Key.createdAt: self.createdAt.localDescription,
        ]
        members[Key.unit] = self.role.unit
        members[Key.actsAs] = self.role.deskRole?.rawValue
        members[Key.revokedAt] = self.revocation?.at.localDescription
        members[Key.revocationReason] = self.revocation?.reason
        return members
    }

    fileprivate init(_ record: JSONMembers) throws(IdentityError) {
        func time(_ key: String) throws(IdentityError) -> Timestamp? {
            guard let text = try record.optionalString(key) else { return nil }
            guard let time = timestamp(rfc3339: text) else {
                throw record.fault("\(key) is not a time such as 2022-10-14T08:30:00+07:00", at: key)
            }
            return time
        }
        let reason = try record.optionalString(Key.revocationReason)
        let revokedAt = try time(Key.revokedAt)
        if reason != nil, revokedAt == nil {
            throw record.fault("\(Key.revocationReason) stands without \(Key.revokedAt)", at: Key.revocationReason)
        }
        guard let createdAt = try time(Key.createdAt) else { throw record.missing(Key.createdAt) }
        let unit = try record.optionalString(Key.unit)
        let deskRole = try record.optionalString(Key.actsAs)
        self.init(
            name: try record.convert(Key.name) { text throws(IdentityError) in try PrincipalName(text) },
            role: try record.convert(Key.role) { text throws(IdentityError) in
                try PrincipalRole(name: text, unit: unit, deskRole: deskRole)
            },
            publicKey: try record.convert(Key.publicKey) { text throws(IdentityError) in
                do throws(ZeroMQError) {
                    return try CurvePublicKey(z85: text)
                } catch {
                    throw IdentityError(.invalidKey, error.message, cause: error)
                }
            },
            createdAt: createdAt,
            revocation: revokedAt.map { Revocation(at: $0, reason: reason ?? "") }
        )
    }
}
