extension Case {
    /// The most units that help in one case at a time.
    package static let maximumCoordinatingUnits = 10

    /// Đơn vị phối hợp: the register codes of the units that help, in the order in which they were asked.
    ///
    /// Who leads has asked them: when another unit becomes responsible, none is left and the new one asks anew; the successor of a unit goes on with them.
    package var coordinatingUnits: [String] {
        var units: [String] = []
        var lead: String?
        for entry in self.history {
            if entry.unit != lead, entry.kind != .succeed { units = [] }
            lead = entry.unit
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
