package import CivilTime

/// One case (vụ việc): what was received, who answers for it, where it stands and everything that happened to it.
///
/// A case is a function of its reception, its routing and its history: ``replaying(_:routing:events:under:)`` tells it
/// again. It changes only through ``apply(_:under:)``, so its version is always the number of entries and exactly one
/// unit is responsible.
package struct Case: Sendable, Hashable {
    /// The most entries a history holds; a bound for memory that no honest case comes near.
    package static let maximumHistoryCount = 10_000

    /// What was known when the case was opened.
    package let reception: CaseReception

    /// Why routing chose the first responsible unit.
    package let routing: RoutingProvenance

    /// The definition the case lives under from opening to end.
    package let lifecycle: LifecycleID

    /// Where the case stands.
    package private(set) var state: CaseState

    /// The register code of the one unit that must answer.
    package private(set) var responsibleUnit: String

    /// 1 with the first entry, then one more with each.
    package private(set) var version: UInt32

    /// When the last entry was made.
    package private(set) var lastChangedAt: Timestamp

    /// Every entry, oldest first; never empty.
    package private(set) var history: [CaseEvent]

    /// The submission's identifier, which is the case's.
    package var id: SubmissionID { self.reception.id }

    /// The code the citizen follows the case with.
    package var trackingCode: TrackingCode { self.reception.trackingCode }

    /// The lane the case is in.
    package var lane: Lane { self.reception.lane }

    /// The code of the subject chosen at the kiosk.
    package var subject: String { self.reception.subject }

    /// The code of the field of service.
    package var field: String { self.reception.field }

    /// The register code of the office it was sent from.
    package var officeCode: String { self.reception.officeCode }

    /// Makes a case of one entry.
    init(_ reception: CaseReception, routing: RoutingProvenance, lifecycle: LifecycleID, first: CaseEvent) {
        self.reception = reception
        self.routing = routing
        self.lifecycle = lifecycle
        self.state = first.to
        self.responsibleUnit = first.unit
        self.version = first.version
        self.lastChangedAt = first.at
        self.history = [first]
    }

    /// Adds an entry that was decided or checked for this very state.
    mutating func record(_ event: CaseEvent) {
        self.state = event.to
        self.responsibleUnit = event.unit
        self.version = event.version
        self.lastChangedAt = event.at
        self.history.append(event)
    }
}

extension Case {
    /// Opens a case: received and assigned in one step, so that there is never one without a responsible unit.
    ///
    /// - Parameters:
    ///   - reception: What was received.
    ///   - unit: The register code of the unit routing chose.
    ///   - routing: Why it chose that unit.
    ///   - submitter: Who sent it, usually the citizen at a kiosk.
    ///   - assigner: Who chose the unit.
    ///   - assignedAt: When, for a part of a mixed entry that was received before; `nil` for when it was received.
    ///   - remark: What is to be said of the assignment besides the rule, in Vietnamese; `nil` for nothing.
    ///   - definition: The definition in force when it was received; the caller chooses it.
    /// - Returns: A case of two entries.
    /// - Throws: ``CaseCommandError`` when the unit is missing or the assigner may not assign.
    package static func opening(
        _ reception: CaseReception,
        unit: String,
        routing: RoutingProvenance,
        submittedBy submitter: Actor,
        assignedBy assigner: Actor = .routing,
        assignedAt: Timestamp? = nil,
        remark: String? = nil,
        under definition: LifecycleDefinition
    ) throws(CaseCommandError) -> Case {
        let receipt = CaseEvent(
            version: 1,
            kind: .receive,
            from: nil,
            to: definition.initialState,
            actor: submitter,
            at: reception.receivedAt,
            reason: nil,
            unit: unit,
            idempotencyKey: nil
        )
        var opened = Case(reception, routing: routing, lifecycle: definition.id, first: receipt)
        let assignment = try opened.decide(
            .assign,
            by: assigner,
            at: assignedAt ?? reception.receivedAt,
            reason: [remark, routing.vietnameseText].compactMap(\.self).joined(separator: ". "),
            unit: unit,
            details: .none,
            idempotencyKey: nil,
            under: opened.procedure(definition)
        )
        opened.record(assignment)
        return opened
    }
}
