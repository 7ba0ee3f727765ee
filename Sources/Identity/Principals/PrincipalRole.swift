/// What a principal may do, and for which unit; unit codes are those of the administrative register.
package enum PrincipalRole: Sendable, Hashable {
    /// Publishes what citizens give at the kiosks of one office.
    case kiosk(office: String)
    /// Handles the cases of one unit, as one of its roles.
    case desk(unit: String, actingAs: DeskRole = .officer)
    /// Follows the feed of one unit and of all below it; the root's code is the whole province.
    case subscriber(scope: String)
    /// Runs the system: quarantine, journal, replay of everything.
    case `operator`

    /// The role's name as files and people write it.
    package var name: String {
        switch self {
        case .kiosk: "kiosk"
        case .desk: "desk"
        case .subscriber: "subscriber"
        case .operator: "operator"
        }
    }

    /// The unit it is bound to; an operator is bound to none.
    package var unit: String? {
        switch self {
        case .kiosk(let unit), .desk(let unit, _), .subscriber(let unit): unit
        case .operator: nil
        }
    }

    /// What the holder of a desk's key is at the unit; `nil` for every other role.
    package var deskRole: DeskRole? {
        guard case .desk(_, let role) = self else { return nil }
        return role
    }

    /// Every role's name.
    package static let names = ["kiosk", "desk", "subscriber", "operator"]

    /// Makes a role from its name and unit code; whether the register knows the unit is the caller's question.
    ///
    /// - Parameters:
    ///   - name: one of `names`.
    ///   - unit: the unit's code; an operator has none.
    ///   - deskRole: what a desk's key acts as, a raw value of `DeskRole`; without one, an officer.
    /// - Throws: `IdentityError` when the role is unknown, or the unit or the desk's role is missing, malformed or not
    ///   wanted.
    package init(name: String, unit: String?, deskRole: String? = nil) throws(IdentityError) {
        if let deskRole, name != "desk" {
            throw IdentityError(
                .malformedFile,
                "Only a desk's key acts as \(deskRole.prefix(40).debugDescription); leave it out."
            )
        }
        if name == "operator" {
            guard unit == nil else { throw IdentityError(.invalidUnit, "An operator has no unit; leave it out.") }
            self = .operator
            return
        }
        guard PrincipalRole.names.contains(name) else {
            throw IdentityError(
                .malformedFile,
                "\(name.prefix(40).debugDescription) is not a role; roles are \(PrincipalRole.names.joined(separator: ", "))."
            )
        }
        guard let unit else { throw IdentityError(.invalidUnit, "A \(name) needs the code of its unit.") }
        let isCode =
            (1...32).contains(unit.utf8.count)
            && unit.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        guard isCode else {
            throw IdentityError(
                .invalidUnit,
                "\(unit.prefix(40).debugDescription) is not a unit code: 1 to 32 ASCII letters, digits and '-'."
            )
        }
        switch name {
        case "kiosk": self = .kiosk(office: unit)
        case "desk":
            guard let role = DeskRole(rawValue: deskRole ?? DeskRole.officer.rawValue) else {
                throw IdentityError(
                    .malformedFile,
                    "\((deskRole ?? "").prefix(40).debugDescription) is not what a desk's key can act as; that is one of "
                        + "\(DeskRole.names)."
                )
            }
            self = .desk(unit: unit, actingAs: role)
        default: self = .subscriber(scope: unit)
        }
    }
}
