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
        guard let own = self.register.edition(id: count.registerEdition) else { return nil }
        if own.validFrom < self.geography.validFrom {
            let successions = UnitSuccessions(self.register, inForce: self.geography)
            return count.unitPath.last.map { successions.successor(of: $0, inEdition: own.id).unit.code }
        }
        return UnitCode(count.office).flatMap { self.geography.contains($0) ? $0 : nil }
    }
}
