import AdministrativeRegister
import CivilTime
import FeedbackProtocol
package import Identity
import ZeroMQ

/// Keys for people and programs; only public halves.
package enum KeyText {
    /// Every principal there ever was.
    package static func table(_ principals: [Principal], _ lookup: RegisterLookup) -> Table {
        var table = Table([
            .text("NAME"), .text("ROLE"), .wrapping("UNIT"), .text("MADE (+07)"), .wrapping("REVOKED"),
        ])
        for principal in principals {
            let revocation = principal.revocation.map { revocation in
                "\(LocalTime.short(revocation.at.microseconds)): \(revocation.reason)"
            }
            let unit = principal.role.unit ?? ""
            table.add([
                principal.name.text, self.roleName(principal.role),
                unit.isEmpty ? "" : "\(unit) \(lookup.nameInAnyEdition(of: unit))",
                LocalTime.short(principal.createdAt.microseconds), revocation ?? "",
            ])
        }
        return table
    }

    private static func roleName(_ role: PrincipalRole) -> String {
        role.deskRole.map { "\(role.name), \($0.rawValue)" } ?? role.name
    }

    /// What the feed's alerts call a kiosk.
    private static func kioskID(of principal: Principal) -> FeedKioskID? {
        guard case .kiosk = principal.role else { return nil }
        return FeedKioskID(publicKey: principal.publicKey.bytes)
    }

    /// A principal as a JSON object.
    package static func json(_ principal: Principal) -> JSONValue {
        [
            "name": .text(principal.name.text),
            "role": .text(principal.role.name),
            "acts_as": principal.role.deskRole.map { .text($0.rawValue) } ?? .null,
            "unit": principal.role.unit.map { .text($0) } ?? .null,
            "public_key": .text(principal.publicKey.z85),
            "kiosk_id": self.kioskID(of: principal).map { .text($0.rawValue) } ?? .null,
            "created_at": LocalTime.json(principal.createdAt.microseconds),
            "revoked_at": principal.revocation.map { LocalTime.json($0.at.microseconds) } ?? .null,
            "revocation_reason": principal.revocation.map { .text($0.reason) } ?? .null,
        ]
    }

    /// What to do with a key file that was made.
    package static func advice(_ key: KeyIssuer.IssuedKey) -> String {
        switch key.role {
        case .kiosk(let office):
            "Copy it to the kiosk of office \(office) over a safe channel, readable by the kiosk's user alone, then "
                + "delete it here."
        case .desk(let unit, let role):
            "Give it to the \(role.rawValue) of unit \(unit) over a safe channel; 'langnghe --key' takes it. Then delete it here."
        case .subscriber(let scope):
            "Give it to whoever runs the dashboard of unit \(scope) over a safe channel, then delete it here. "
                + "'langnghe unit show \(scope)' tells the path that dashboards ask for."
        case .operator: "Give it to the operator over a safe channel; 'langnghe --key' takes it. Then delete it here."
        }
    }
}
