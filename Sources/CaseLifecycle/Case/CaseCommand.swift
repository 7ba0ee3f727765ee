package import CivilTime

/// A wish to change a case, as it reached the aggregator.
package struct CaseCommand: Sendable, Hashable {
    /// The longest reason, in Unicode scalars.
    package static let maximumReasonLength = 2000

    /// What shall happen.
    package let event: CaseEventKind

    /// Who wishes it.
    package let actor: Actor

    /// When it arrived, on the aggregator's clock (never the sender's); see ``Case/apply(_:under:)`` for its clamping.
    package let at: Timestamp

    /// Why; white space at its ends is not kept.
    package let reason: String?

    /// The unit to be responsible from now on, for events that name one.
    package let unit: String?

    /// What it brings besides.
    package let details: CaseEventDetails

    /// The version of the case its sender saw.
    package let expectedVersion: UInt32

    /// The sender's name for this command.
    package let idempotencyKey: IdempotencyKey

    /// Makes a command.
    package init(
        event: CaseEventKind,
        actor: Actor,
        at: Timestamp,
        reason: String? = nil,
        unit: String? = nil,
        details: CaseEventDetails = .none,
        expectedVersion: UInt32,
        idempotencyKey: IdempotencyKey
    ) {
        self.event = event
        self.actor = actor
        self.at = at
        self.reason = reason
        self.unit = unit
        self.details = details
        self.expectedVersion = expectedVersion
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to an accepted command.
package struct CaseCommandOutcome: Sendable, Hashable {
    /// The entry the command made, with the version and state it led to.
    package let event: CaseEvent

    /// Whether the entry was already there because the command had been applied before.
    package let isRepetition: Bool
}
