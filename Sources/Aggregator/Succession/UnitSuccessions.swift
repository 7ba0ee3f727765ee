import AdministrativeRegister
import Identity

/// What became of units with the register edition in force (đơn vị kế thừa).
struct UnitSuccessions: Sendable {
    let register: Register
    let edition: Edition

    /// Looks units up in a register, for an edition in force.
    init(_ register: Register, inForce edition: Edition) {
        self.register = register
        self.edition = edition
    }

    /// The editions before the one in force, oldest first.
    var earlierEditions: [Edition] { self.register.editions.filter { $0.validFrom < self.edition.validFrom } }

    /// The editions after the one in force.
    var laterEditions: [Edition] { self.register.editions.filter { $0.validFrom > self.edition.validFrom } }

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
        let known = self.earlierEditions.last { $0.contains(own) }
        return known.flatMap { self.heir(of: code, inEdition: $0)?.code.text } ?? code
    }

    /// The unit that has the work of a unit of an edition now; the unit itself where it has no heir, and where its edition
    /// is not an earlier one.
    func unitInForce(of code: String, inEdition id: String) -> String {
        guard let earlier = self.register.edition(id: id), self.isEarlier(id) else { return code }
        return self.heir(of: code, inEdition: earlier)?.code.text ?? code
    }

    /// Whether a principal may act on the cases of a unit: its own, or one whose work, with its records, its own took
    /// over.
    ///
    /// - Parameters:
    ///   - unit: the unit's code.
    ///   - id: the edition that the code is of.
    ///   - principal: whose key it is.
    /// - Returns: whether it may.
    func handles(_ unit: String, ofEdition id: String, _ principal: Principal) -> Bool {
        self.holds(self.unitInForce(of: unit, inEdition: id), principal)
    }

    /// The same of a unit as its code is known now, whether of the edition in force or of one before.
    func handles(_ unit: String, _ principal: Principal) -> Bool {
        self.holds(self.unitInForce(of: unit), principal)
    }

    private func holds(_ current: String, _ principal: Principal) -> Bool {
        if principal.mayHandleCases(ofUnit: current) { return true }
        guard !principal.isRevoked, principal.role.deskRole != nil, let own = principal.role.unit else { return false }
        return self.unitInForce(of: own) == current
    }

    /// The codes of a desk's unit: as its key says, and as it is now.
    func units(of principal: Principal) -> [String] {
        guard let own = principal.role.unit else { return [] }
        let current = self.unitInForce(of: own)
        return current == own ? [own] : [own, current]
    }

    /// Where cases of a unit are that stayed where they were: the paths, in earlier editions, of the units it took over
    /// from.
    func formerPaths(of code: String) -> [[String]] {
        self.earlierEditions.flatMap { edition in
            edition.units.filter { self.heir(of: $0.code.text, inEdition: edition)?.code.text == code }
                .compactMap { edition.path(of: $0.code)?.map(\.text) }
        }
    }

    /// The path of a unit that the edition in force does not have, in the newest edition that does.
    func formerPath(of code: String) -> [String]? {
        guard let own = UnitCode(code), !self.edition.contains(own) else { return nil }
        return self.earlierEditions.last { $0.contains(own) }?.path(of: own)?.map(\.text)
    }
}
