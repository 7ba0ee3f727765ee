import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity

/// Requests for figures.
extension DeskService {
    func figures(_ query: WireGetFigures, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let geography = try self.geography(query.geography)
        let scope = try self.scope(of: query.unit, in: geography, for: principal)
        let counts = try self.counts(query)
        let book = FigureBook(register: self.register, geography: geography)
        var units: [UnitCode: HandlingFigures] = [:]
        var elsewhere = HandlingFigures()
        var total = HandlingFigures()
        for count in counts {
            let unit = book.unit(of: count)
            guard book.isCounted(unit, within: scope) else { continue }
            let outcome = self.outcome(of: count)
            // So few of them that a unit's number would tell who: in the province's total alone, but for those they are
            // sealed to.
            let isHidden = count.lane == .denunciation && !self.maySeeSealed(principal)
            if isHidden, let scope, scope != geography.root.code { continue }
            total.add(outcome, count.count)
            guard !isHidden else { continue }
            if let unit {
                units[unit, default: .init()].add(outcome, count.count)
            } else {
                elsewhere.add(outcome, count.count)
            }
        }
        let listed = geography.units.compactMap { unit in
            units[unit.code].map { WireUnitFigures($0, unit: unit.code.text) }
        }
        return .make {
            $0.figures = .make {
                $0.geography = geography.id
                $0.units = listed + (elsewhere.received > 0 ? [WireUnitFigures(elsewhere, unit: "")] : [])
                $0.total = WireUnitFigures(total, unit: scope?.text ?? "")
            }
        }
    }

    func geography(_ id: String) throws(DeskRefusal) -> Edition {
        if id.isEmpty { return self.access.successions.edition }
        guard let edition = self.register.edition(id: id) else {
            let known = self.register.editions.map(\.id).joined(separator: ", ")
            throw DeskRefusal(.notFound, "The register has no such edition; it has \(known).")
        }
        return edition
    }

    /// The unit whose figures a principal gets; `nil` for all.
    func scope(
        of code: String,
        in geography: Edition,
        for principal: Principal
    ) throws(DeskRefusal) -> UnitCode? {
        let wanted = try code.isEmpty ? nil : self.known(code, in: geography)
        if principal.mayOperate { return wanted }
        guard let role = principal.role.deskRole, [.leader, .auditor, .inspectorate].contains(role) else {
            throw DeskRefusal(.notAuthorised, "Figures are for leaders, auditors and operators.")
        }
        let own = self.access.successions.units(of: principal).compactMap { UnitCode($0) }
            .first { geography.contains($0) }
        guard let own else {
            throw DeskRefusal(
                .notAuthorised,
                "This key's unit is not in that edition. Ask an operator for the figures."
            )
        }
        guard let wanted else { return own }
        guard geography.isUnit(wanted, within: own) else {
            throw DeskRefusal(.notAuthorised, "This key is for another unit's figures.")
        }
        return wanted
    }

    private func known(_ code: String, in geography: Edition) throws(DeskRefusal) -> UnitCode {
        guard let unit = UnitCode(code), geography.contains(unit) else {
            throw DeskRefusal(
                .notFound,
                "Edition \(geography.id) has no such unit. Look it up with 'langnghe unit find'."
            )
        }
        return unit
    }

    /// The days that a query names, both included; without one, from long ago or to far ahead.
    static func days(from first: String, through last: String) throws(DeskRefusal) -> (from: Day, through: Day) {
        let from = first.isEmpty ? Day(daysSinceEpoch: -100_000) : Day(first)
        let through = last.isEmpty ? Day(daysSinceEpoch: 1_000_000) : Day(last)
        guard let from, let through, from <= through else {
            throw DeskRefusal(.malformed, "Write days as 2026-01-31, the first not after the last.")
        }
        return (from, through)
    }

    private func counts(_ query: WireGetFigures) throws(DeskRefusal) -> [CaseCount] {
        let (from, through) = try Self.days(from: query.fromDay, through: query.throughDay)
        let received = Timestamp(startOf: from)..<Timestamp(startOf: through.advanced(byDays: 1))
        let now = self.now()
        return try self.reading { () throws(StoreError) in
            try self.store.caseCounts(received: received, overdueAt: now)
        }
    }

    /// How a sort of cases counts; one whose rules are not known here as its phase says.
    func outcome(of count: CaseCount) -> HandlingOutcome {
        let category = self.lifecycle(of: count)?.definition(of: count.state)?.nationalCategory
        return HandlingOutcome(
            category ?? (count.isOpen ? .inProgress : .published),
            lane: count.lane,
            isOpen: count.isOpen,
            wasLate: count.wasLate,
            isOverdue: count.isOverdue
        )
    }

    /// The life cycle of a sort of cases; `nil` when its rules are not known here.
    func lifecycle(of count: CaseCount) -> LifecycleDefinition? {
        guard let id = count.ruleSet else { return self.law.lifecycles.first { $0.id == count.lifecycle } }
        return self.law.ruleSet(id)?.lifecycle(count.lifecycle)
    }

    private func maySeeSealed(_ principal: Principal) -> Bool { principal.role.deskRole == .inspectorate }
}

extension WireUnitFigures {
    /// A unit's figures.
    init(_ figures: HandlingFigures, unit: String) {
        self = .make {
            $0.unit = unit
            $0.received = figures.received
            $0.openInTime = figures[.openInTime]
            $0.openOverdue = figures[.openOverdue]
            $0.doneInTime = figures[.doneInTime]
            $0.doneLate = figures[.doneLate]
            $0.notCounted = figures[.notCounted]
        }
    }
}
