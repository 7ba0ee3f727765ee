package import CivilTime

/// One entry of a case's history: what happened, by whom, when and why.
package struct CaseEvent: Sendable, Hashable {
    /// The case's version after the entry: 1 for the first, then one more each.
    package let version: UInt32

    /// What happened.
    package let kind: CaseEventKind

    /// The state before, or `nil` for the first entry.
    package let from: CaseState?

    /// The state after.
    package let to: CaseState

    /// Who did it.
    package let actor: Actor

    /// When, on the aggregator's clock; never before the entry above it.
    package let at: Timestamp

    /// Why, 1 to ``CaseCommand/maximumReasonLength`` characters; free text that stays with the case and off every feed.
    package let reason: String?

    /// The code of the one unit responsible after the entry.
    package let unit: String

    /// What it brought besides; some of it is free text that stays with the case and off every feed.
    package let details: CaseEventDetails

    /// The key of the command that made the entry; `nil` for the entries a case is opened with.
    package let idempotencyKey: IdempotencyKey?

    /// Makes an entry from stored parts; only a ``Case`` makes new ones.
    package init(
        version: UInt32,
        kind: CaseEventKind,
        from: CaseState?,
        to: CaseState,
        actor: Actor,
        at: Timestamp,
        reason: String?,
        unit: String,
        details: CaseEventDetails = .none,
        idempotencyKey: IdempotencyKey?
    ) {
        self.version = version
        self.kind = kind
        self.from = from
        self.to = to
        self.actor = actor
        self.at = at
        self.reason = reason
        self.unit = unit
        self.details = details
        self.idempotencyKey = idempotencyKey
    }
}
