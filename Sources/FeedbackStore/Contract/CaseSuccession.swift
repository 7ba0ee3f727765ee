package import CaseLifecycle

/// An open case that is to go to the successor of its unit, because another register edition is in force.
package struct CaseSuccessionRequest: Sendable, Hashable {
    /// The case.
    package var caseNumber: UInt64
    /// The edition in force.
    package var edition: String
    /// The codes from the root to the successor.
    package var unitPath: [String]
    /// The codes, in that edition, of the units that help from now on, in the order in which they were asked.
    package var coordinatingUnits: [String]
    /// Whether who handled the case does not go on with it.
    package var releasesOfficer: Bool
    /// Why, in Vietnamese, with both units' names.
    package var reason: String

    /// Makes a request.
    package init(
        caseNumber: UInt64,
        edition: String,
        unitPath: [String],
        coordinatingUnits: [String] = [],
        releasesOfficer: Bool = false,
        reason: String
    ) {
        self.caseNumber = caseNumber
        self.edition = edition
        self.unitPath = unitPath
        self.coordinatingUnits = coordinatingUnits
        self.releasesOfficer = releasesOfficer
        self.reason = reason
    }
}

/// Cases of one sort, counted by the store.
package struct CaseCount: Sendable, Hashable {
    /// The codes from the root to the responsible unit, and the edition they are of.
    package let unitPath: [String]
    package let registerEdition: String
    /// The unit of the edition before, if the cases came from one.
    package let former: FormerUnit?
    /// The register code of the office they were given at.
    package let office: String
    /// The lane.
    package let lane: Lane
    /// The life cycle, the rule set and the state, which say how the cases count.
    package let lifecycle: LifecycleID
    package let ruleSet: CaseRuleSetID?
    package let state: CaseState
    /// Whether somebody must still act.
    package let isOpen: Bool
    /// Whether a duty was fulfilled too late.
    package let wasLate: Bool
    /// Whether a running duty is overdue.
    package let isOverdue: Bool
    /// How many.
    package let count: UInt64
}
