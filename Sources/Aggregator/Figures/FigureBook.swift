import AdministrativeRegister
import CaseLifecycle
import FeedbackStore

/// Tells cases of all editions in the geography of one.
struct FigureBook {
    let register: Register
    let geography: Edition

    /// The unit of the geography that a sort of cases counts for; `nil` when they have none in it.
    ///
    /// In a newer geography, the successor of the unit that answers; in an older one, the unit that the cases came from,
    /// and otherwise the office they were given at.
    func unit(of count: CaseCount) -> UnitCode? {
        if count.registerEdition == self.geography.id { return count.unitPath.last.flatMap { UnitCode($0) } }
        if let former = count.former, former.registerEdition == self.geography.id {
            return former.unitPath.last.flatMap { UnitCode($0) }
        }
        return self.unit(count.unitPath.last ?? "", ofEdition: count.registerEdition, givenAt: count.office)
    }

    /// Whether what stands at a unit, or has none, counts within a scope; the province's own has all, also what no unit of
    /// the geography has.
    func isCounted(_ unit: UnitCode?, within scope: UnitCode?) -> Bool {
        guard let scope, scope != self.geography.root.code else { return true }
        return unit.map { self.geography.isUnit($0, within: scope) } ?? false
    }

    /// The office of the geography that stands for an office of any edition; `nil` when it has none.
    func office(_ path: [String], ofEdition edition: String) -> UnitCode? {
        guard let code = path.last else { return nil }
        return edition == self.geography.id ? UnitCode(code) : self.unit(code, ofEdition: edition, givenAt: code)
    }

    private func unit(_ code: String, ofEdition edition: String, givenAt office: String) -> UnitCode? {
        guard let own = self.register.edition(id: edition), !code.isEmpty else { return nil }
        if own.validFrom < self.geography.validFrom {
            let successions = UnitSuccessions(self.register, inForce: self.geography)
            return successions.successor(of: code, inEdition: own.id).unit.code
        }
        return UnitCode(office).flatMap { self.geography.contains($0) ? $0 : nil }
    }
}
