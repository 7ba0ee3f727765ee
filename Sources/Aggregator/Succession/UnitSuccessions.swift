import AdministrativeRegister
import FeedbackStore
import Identity

/// What became of units with the register edition in force (đơn vị kế thừa).
struct UnitSuccessions: Sendable {
    private let register: Register
    let edition: Edition

    /// Looks units up in a register, for an edition in force.
    init(_ register: Register, inForce edition: Edition) {
        self.register = register
        self.edition = edition
    }

    /// Whether an edition came before the one in force.
    func isEarlier(_ id: String) -> Bool {
        self.register.edition(id: id).map { $0.validFrom < self.edition.validFrom } ?? false
    }

    /// The unit of the edition in force that took over from a unit; its service centre where there are several or none.
    ///
    /// - Parameters:
    ///   - code: the unit's code.
    ///   - edition: the edition the code is of.
    /// - Returns: the successor, and whether it is the unit's own and not the centre in its place.
    func successor(of code: String, inEdition edition: String) -> (unit: Unit, isOwn: Bool) {
        let found = UnitCode(code).map {
            self.register.successors(of: $0, in: edition, on: self.edition.validFrom)
        }
        if let found, found.count == 1 { return (found[0], true) }
        return (self.edition.serviceCentre, false)
    }

    /// The one unit of the edition in force that took over from a unit, without the centre in the place of another.
    func heir(of code: String, inEdition earlier: Edition) -> Unit? {
        guard let own = UnitCode(code), let unit = earlier.unit(own) else { return nil }
        let successor = self.successor(of: code, inEdition: earlier.id)
        let isCentre = successor.unit.kind == .serviceCentre
        return successor.isOwn && isCentre == (unit.kind == .serviceCentre) ? successor.unit : nil
    }

    /// The unit of the edition in force that the holder of a unit's key works for now.
    ///
    /// A code that the edition in force has is that unit's: its editions give a code again only to a unit's successor. A
    /// unit above the communes whose work went to the provincial centre has none: its people get no sight of the centre.
    func unitInForce(of code: String) -> String {
        guard let own = UnitCode(code), !self.edition.contains(own) else { return code }
        for earlier in self.register.editions.reversed() where earlier.validFrom < self.edition.validFrom {
            guard earlier.contains(own) else { continue }
            return self.heir(of: code, inEdition: earlier)?.code.text ?? code
        }
        return code
    }

    /// Whether a principal may act on the cases of a unit, its own or that which took over from it.
    func handles(_ unit: String, _ principal: Principal) -> Bool {
        if principal.mayHandleCases(ofUnit: unit) { return true }
        guard !principal.isRevoked, principal.role.deskRole != nil, let own = principal.role.unit else { return false }
        return self.unitInForce(of: own) == unit
    }

    /// The codes of a desk's unit: as its key says, and as it is now.
    func units(of principal: Principal) -> [String] {
        guard let own = principal.role.unit else { return [] }
        let current = self.unitInForce(of: own)
        return current == own ? [own] : [own, current]
    }
}
