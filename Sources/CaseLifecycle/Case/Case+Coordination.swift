extension Case {
    /// The most units that help in one case at a time.
    package static let maximumCoordinatingUnits = 10

    /// Đơn vị phối hợp: the register codes of the units that help, in the order in which they were asked.
    package var coordinatingUnits: [String] { Case.coordinatingUnits(in: self.history) }

    /// The units that help after a part of a history.
    ///
    /// Who leads has asked them: when another unit becomes responsible, none is left and the new one asks anew; the
    /// successor of a unit goes on with them, and theirs with what they began.
    package static func coordinatingUnits(in history: some Sequence<CaseEvent>) -> [String] {
        var units: [String] = []
        var lead: String?
        for entry in history {
            if entry.unit != lead, entry.kind != .succeed { units = [] }
            lead = entry.unit
            if let moved = entry.details.coordinatingUnits { units = moved }
            if let asked = entry.details.coordinatingUnit { units.append(asked) }
            if let released = entry.details.releasedUnit { units.removeAll { $0 == released } }
        }
        return units
    }

    /// Refuses to ask a unit twice, the responsible unit itself, or too many, and to release one that does not help.
    func checkCoordination(_ details: CaseEventDetails) throws(CaseCommandError) {
        guard details.coordinatingUnit != nil || details.releasedUnit != nil else { return }
        let units = self.coordinatingUnits
        if let asked = details.coordinatingUnit {
            guard asked != self.responsibleUnit, !units.contains(asked) else { throw .unitTakesPartAlready }
            guard units.count < Case.maximumCoordinatingUnits else {
                throw .coordinatingUnitsFull(limit: Case.maximumCoordinatingUnits)
            }
        }
        if let released = details.releasedUnit, !units.contains(released) { throw .unitDoesNotTakePart }
    }
}
