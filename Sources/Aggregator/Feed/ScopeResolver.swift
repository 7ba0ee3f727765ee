import AdministrativeRegister
import FeedbackProtocol
import Identity

/// Where units stand: the scopes of subscribers in the register edition in force, and those of heartbeats in all.
struct ScopeResolver: Sendable {
    /// A unit that heartbeats tell of.
    struct Scope: Sendable {
        let path: UnitPath
        let edition: FeedCode
    }

    private let edition: Edition
    private let paths: Set<UnitPath>
    /// Every unit of every edition once, those of the edition in force first, each edition's root before the others.
    ///
    /// All editions, since whoever follows the province must know what there was under another one before it takes
    /// effect: otherwise the first events under its paths could be lost without a gap.
    let scopes: [Scope]

    /// Resolves the codes of the edition in force.
    init(_ edition: Edition, of register: Register) {
        self.edition = edition
        var seen: Set<[String]> = []
        let others = register.editions.filter { $0.id != edition.id }
        self.scopes = ([edition] + others).flatMap { edition in
            edition.units.compactMap { unit in
                guard let codes = edition.path(of: unit.code)?.map(\.text), let path = UnitPath(codes),
                    seen.insert(codes).inserted
                else { return nil }
                return Scope(path: path, edition: FeedCode(edition.id))
            }
        }
        self.paths = Set(self.scopes.map(\.path))
    }

    /// Whether any edition has a unit at the end of a path.
    func hasUnit(at path: UnitPath) -> Bool { self.paths.contains(path) }

    /// The path of the unit that somebody may follow, with all below it; `nil` when it is none of the edition in force.
    func scope(of principal: Principal) -> UnitPath? {
        guard case .subscriber(let scope) = principal.role else { return nil }
        return self.path(of: scope)
    }

    /// The path of a unit; `nil` when the edition in force does not have it.
    func path(of code: String) -> UnitPath? {
        UnitCode(code).flatMap { self.edition.path(of: $0) }.flatMap { UnitPath($0.map(\.text)) }
    }

    /// Whether somebody may hear everything under a prefix of topics.
    func permits(_ principal: Principal, toFollow topic: [UInt8]) -> Bool {
        switch principal.role {
        case .operator: return !principal.isRevoked
        case .subscriber(let scope):
            guard let path = self.path(of: scope), principal.mayFollow(unitPath: path.codes) else { return false }
            return FeedTopic.isPermitted(subscription: topic, in: path)
        case .kiosk, .desk: return false
        }
    }
}
