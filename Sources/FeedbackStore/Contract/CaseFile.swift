package import CaseLifecycle
package import CivilTime

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A case as the store lists it: everything but its history, its text and its sealed contact.
package struct CaseFile: Sendable, Hashable {
    /// The case's number (số vụ việc): the journal position of its submission or its import.
    package let number: UInt64
    /// What was received.
    package let reception: CaseReception
    /// Why the first unit was chosen; names the rule, the rule set and the register edition.
    package let routing: RoutingProvenance
    /// The definition the case lives under.
    package let lifecycle: LifecycleID
    /// The rule set it keeps; `nil` for cases from before there were any.
    package let ruleSet: CaseRuleSetID?
    /// Where the case stands.
    package internal(set) var state: CaseState
    /// Whether somebody must still act.
    package internal(set) var isOpen: Bool
    /// The number of entries in its history.
    package internal(set) var version: UInt32
    /// When its last entry was made.
    package internal(set) var changedAt: Timestamp
    /// The codes from the root to the responsible unit.
    package internal(set) var unitPath: [String]
    /// The register edition that the codes of the path belong to.
    package internal(set) var registerEdition: String
    /// The codes from the root to the unit whose calendar counts for the time limits: the responsible one, or of a case
    /// that went to a successor the unit of before.
    package internal(set) var calendarPath: [String]
    /// The unit that it came from with a new register edition, and the edition before; `nil` for others.
    package internal(set) var former: FormerUnit?
    /// The name of the key of the officer who handles it; `nil` when the responsible unit has named nobody.
    package internal(set) var officer: String?
    /// The first instant that is too late for what is owed next; `nil` when nothing is, or while it stands still.
    package internal(set) var dueAt: Timestamp?
    /// Whether `dueAt` may still move, because a year's calendar is not known yet.
    package internal(set) var isDueProvisional: Bool
    /// The register codes of the units that help, under the lead of the responsible one.
    package internal(set) var coordinatingUnits: [String]
    /// What the system does by itself unless something happens before; `nil` for nothing.
    package internal(set) var automaticStep: AutomaticStep?
    /// The mixed entry's case that this one is a part of; `nil` for a case of its own.
    package let partOf: UInt64?
    /// The counter in the office; empty when there is one or none is known.
    package let counter: String
    /// BCP 47 tag of the language the citizen used; empty means Vietnamese.
    package let language: String
    /// The register code of the unit complained about or commended; empty means the office itself.
    package let unitConcerned: String
    /// The kiosk that sent it; empty for an imported case.
    package let kiosk: String
    /// The kiosk's epoch that numbers it.
    package let epoch: UInt64
    /// Its number in the epoch.
    package let sequence: UInt64

    /// The register code of the one unit that must answer.
    package var responsibleUnit: String { self.unitPath.last ?? "" }
}

/// The unit that answered for a case before a new register edition (đơn vị cũ).
package struct FormerUnit: Sendable, Hashable {
    /// The codes from the root to it.
    package let unitPath: [String]
    /// The edition they are of.
    package let registerEdition: String
}

/// One case with everything known of it.
package struct CaseDetail: Sendable {
    /// The case.
    package let file: CaseFile
    /// Its history, oldest first.
    package let history: [CaseHistoryRecord]
    /// Its time limits, the newest run of each, in the order of the rules.
    package let deadlines: [CaseDeadline]
    /// Whom it was told to that a time limit comes near or has passed, oldest first.
    package let notices: [GivenNotice]
    /// Every time a due date moved, oldest first.
    package let dueDateChanges: [DueDateChange]
    /// The numbers of the cases it was split into, ascending.
    package let partNumbers: [UInt64]
    /// Its letters, in their order.
    package let letters: [CaseLetter]
    /// The serialized `Submission` as received (or as mended before release), or the part of one; empty for an imported
    /// case.
    package let submission: Data
    /// What the sealed contact in `submission` was sealed for.
    package let contactSubmissionID: SubmissionID
    /// Who read it while it was sealed, oldest first; the newest of very many.
    package let reads: [CaseReadRecord]
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

/// Somebody was told of a time limit (nhắc việc, báo cáo vượt cấp).
package struct GivenNotice: Sendable, Hashable {
    /// The case.
    package let caseNumber: UInt64
    /// The rule of the time limit.
    package let rule: DeadlineRuleID
    /// Which run of it.
    package let run: UInt32
    /// The notice in its rule.
    package let notice: String
    /// When the limit was due.
    package let dueAt: Timestamp
    /// How far up it went.
    package let level: EscalationLevel
    /// The role that was told.
    package let role: Role
    /// The register code of the unit whose holders of the role were told.
    package let unit: String
    /// The journal position that says so.
    package let position: UInt64
    /// When.
    package let at: Timestamp
}

/// Which cases to list.
package struct CaseQuery: Sendable, Hashable {
    /// In which order.
    package enum Order: Sendable, Hashable {
        /// By ascending number, those after `after`.
        case number
        /// By descending number, those before `after`; 0 for the newest.
        case newest
        /// A unit's inbox: its own open cases, not those below it, what is due first; `after` has no meaning.
        case due
    }

    /// The codes from the root to a unit: cases of that unit and those below it; empty for all.
    package var unitPath: [String]
    /// The same of the units whose work it took over with a register edition: their cases too; not with ``Order/due``.
    package var formerPaths: [[String]]
    /// Only cases in this state; `nil` for all.
    package var state: CaseState?
    /// Only cases handled by the holder of this key; `nil` for all.
    package var officer: String?
    /// Only cases in which somebody must still act.
    package var isOpenOnly: Bool
    /// With ``Order/due``: the cases in which the unit helps another one that leads, instead of its own.
    package var isCoordinated: Bool
    /// In which order.
    package var order: Order
    /// Where to go on, as the order says.
    package var after: UInt64
    /// 1 to 1,000; values outside are brought inside.
    package var limit: Int

    /// Makes a query; without arguments, the first 100 cases of all.
    package init(
        unitPath: [String] = [],
        formerPaths: [[String]] = [],
        state: CaseState? = nil,
        officer: String? = nil,
        isOpenOnly: Bool = false,
        isCoordinated: Bool = false,
        order: Order = .number,
        after: UInt64 = 0,
        limit: Int = 100
    ) {
        self.unitPath = unitPath
        self.formerPaths = formerPaths
        self.state = state
        self.officer = officer
        self.isOpenOnly = isOpenOnly
        self.isCoordinated = isCoordinated
        self.order = order
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
