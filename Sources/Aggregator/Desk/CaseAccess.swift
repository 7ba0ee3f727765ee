import CaseLifecycle
import CivilTime
import FeedbackStore
import Identity

/// Who sees how much of which case, and who may act on it.
///
/// The rules say how much a role sees of a lane's cases; here is of which units' cases.
struct CaseAccess: Sendable {
    let law: CaseLaw
    /// Which unit a key is for now.
    let successions: UnitSuccessions

    /// What a principal acts as.
    static func actor(_ principal: Principal) -> Actor {
        let role = principal.role.deskRole.map { Role(rawValue: $0.rawValue) }
        return Actor(principal.mayOperate ? .operator : .officer, identifier: principal.name.text, role: role)
    }

    /// How much of a case a principal sees.
    func level(of file: CaseFile, for principal: Principal) -> VisibilityLevel {
        guard self.isInSight(file, of: principal) else { return .nothing }
        let level = self.levelInSight(of: file, for: principal)
        // Who helps is told what it is about, not whom it concerns.
        return self.isOnlyCoordinating(principal, in: file) ? min(level, .text) : level
    }

    /// How much of a case of a unit in sight a principal sees.
    private func levelInSight(of file: CaseFile, for principal: Principal) -> VisibilityLevel {
        guard let id = file.ruleSet else {
            // Cases of before the rules were open to their unit; a denunciation is sealed all the same.
            guard file.reception.lane == .denunciation else { return .contact }
            let rules = self.law.ruleSet(on: file.reception.receivedAt.localDay)
            return rules?.visibility(of: .denunciation, in: file.state, for: CaseAccess.actor(principal).role)
                ?? .number
        }
        guard let rules = self.law.ruleSet(id) else { return .number }
        return rules.visibility(of: file.reception.lane, in: file.state, for: CaseAccess.actor(principal).role)
    }

    /// As whose people a principal may act on a case, or `nil` when it may not at all; what exactly, the life cycle says.
    func party(of principal: Principal, in file: CaseFile) -> ActingParty? {
        guard self.level(of: file, for: principal) >= .summary else { return nil }
        if self.isResponsible(principal, for: file) {
            return self.mayActWithoutRules(on: file, principal) ? .responsibleUnit : nil
        }
        return self.isOnlyCoordinating(principal, in: file) ? .coordinatingUnit : nil
    }

    /// Whether a principal is of a unit that helps in the case, and has nothing else to do with it.
    private func isOnlyCoordinating(_ principal: Principal, in file: CaseFile) -> Bool {
        !file.unitPath.contains { self.successions.handles($0, ofEdition: file.registerEdition, principal) }
            && self.isCoordinating(principal, in: file)
    }

    private func isCoordinating(_ principal: Principal, in file: CaseFile) -> Bool {
        file.coordinatingUnits.contains { self.successions.handles($0, ofEdition: file.registerEdition, principal) }
    }

    private func isResponsible(_ principal: Principal, for file: CaseFile) -> Bool {
        self.successions.handles(file.responsibleUnit, ofEdition: file.registerEdition, principal)
    }

    /// Whether a principal knew of a case while it was a unit's, which is not responsible any more.
    func knewOf(_ file: CaseFile, at unit: String, _ principal: Principal) -> Bool {
        guard self.successions.handles(unit, principal) else { return self.level(of: file, for: principal) > .nothing }
        return self.levelInSight(of: file, for: principal) > .nothing
    }

    /// Whether a case is of a lane whose cases are sealed (lĩnh vực giữ bí mật): reading one is journalled.
    func isSealed(_ file: CaseFile) -> Bool {
        let rules =
            file.ruleSet.map { self.law.ruleSet($0) } ?? self.law.ruleSet(on: file.reception.receivedAt.localDay)
        // Without the rules nobody sees more than a number; should that change, the lane of the law stays sealed.
        return rules?.rule(for: file.reception.lane).map { $0.confidentiality == .sealed }
            ?? (file.reception.lane == .denunciation)
    }

    /// Whether a principal gives an account of itself before it is given a case.
    func isReadJournalled(of file: CaseFile, at level: VisibilityLevel) -> Bool {
        level >= .text && self.isSealed(file)
    }

    /// The smallest life cycle, under which cases from before the rules live, lets an inspectorate act; that is meant for
    /// sealed ones alone.
    private func mayActWithoutRules(on file: CaseFile, _ principal: Principal) -> Bool {
        file.ruleSet != nil || principal.role.deskRole != .inspectorate || self.isSealed(file)
    }

    /// Whether the case is of a unit whose cases the principal may see: its own; for those who answer for the units
    /// below or look over them, these too.
    private func isInSight(_ file: CaseFile, of principal: Principal) -> Bool {
        if self.isResponsible(principal, for: file) || self.isCoordinating(principal, in: file) { return true }
        guard !principal.isRevoked, let role = principal.role.deskRole else { return false }
        switch role {
        case .leader, .auditor, .inspectorate:
            return file.unitPath.contains {
                self.successions.handles($0, ofEdition: file.registerEdition, principal)
            }
        case .officer, .triage: return false
        }
    }
}
