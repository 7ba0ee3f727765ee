package import CaseLifecycle
package import CivilTime

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A case as the store lists it: everything but its history, its text and its sealed contact.
package struct CaseFile: Sendable, Hashable {
    /// The case's number (số vụ việc): the journal position of its submission.
    package let number: UInt64
    /// What was received.
    package let reception: CaseReception
    /// Why the first unit was chosen; names the rule, the rule set and the register edition.
    package let routing: RoutingProvenance
    /// The definition the case lives under.
    package let lifecycle: LifecycleID
    /// Where the case stands.
    package let state: CaseState
    /// The number of entries in its history.
    package let version: UInt32
    /// When its last entry was made.
    package let changedAt: Timestamp
    /// The codes from the root to the responsible unit.
    package let unitPath: [String]
    /// The counter in the office; empty when there is one or none is known.
    package let counter: String
    /// BCP 47 tag of the language the citizen used; empty means Vietnamese.
    package let language: String
    /// The register code of the unit complained about or commended; empty means the office itself.
    package let unitConcerned: String
    /// The kiosk that sent it.
    package let kiosk: String
    /// The kiosk's epoch that numbers it.
    package let epoch: UInt64
    /// Its number in the epoch.
    package let sequence: UInt64

    /// The register code of the one unit that must answer.
    package var responsibleUnit: String { self.unitPath.last ?? "" }
    /// The register edition the codes belong to.
    package var registerEdition: String { self.routing.editionID }
}

/// One case with everything known of it.
package struct CaseDetail: Sendable {
    /// The case.
    package let file: CaseFile
    /// Its history, oldest first.
    package let history: [CaseHistoryRecord]
    /// The serialized `Submission` as received (or as mended before release).
    package let submission: Data
}

/// One stored entry of a case's history.
package struct CaseHistoryRecord: Sendable, Hashable {
    /// What happened.
    package let event: CaseEvent
    /// The person who acted, as the office knows them; empty when not said or nobody did.
    package let actorName: String
    /// The journal position that made it.
    package let position: UInt64
}

/// Which cases to list, by ascending number.
package struct CaseQuery: Sendable, Hashable {
    /// The codes from the root to a unit: cases of that unit and those below it; empty for all.
    package var unitPath: [String]
    /// Only cases in this state; `nil` for all.
    package var state: CaseState?
    /// Only cases with a greater number.
    package var after: UInt64
    /// 1 to 1,000; values outside are brought inside.
    package var limit: Int

    /// Makes a query; without arguments, the first 100 cases of all.
    package init(unitPath: [String] = [], state: CaseState? = nil, after: UInt64 = 0, limit: Int = 100) {
        self.unitPath = unitPath
        self.state = state
        self.after = after
        self.limit = limit
    }
}

/// One page of a list.
package struct StorePage<Element: Sendable>: Sendable {
    /// The elements, by ascending number.
    package let elements: [Element]
    /// The number to go on after; `nil` when this is the last page.
    package let next: UInt64?
    /// How many there are on all pages.
    package let total: UInt64
}
