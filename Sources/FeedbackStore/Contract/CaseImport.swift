package import CaseLifecycle
package import FeedbackProtocol

/// Cases from before this system that an operator wants kept; those of rows that are there already are not made again.
package struct CaseImportRequest: Sendable {
    /// One row of the spreadsheet.
    package enum Item: Sendable {
        /// A case with its routing and rules; tracking code, actor and principal are filled in by the store.
        case make(WireCaseImported)
        /// No case here, for a reason to be told; only passed through, so that outcomes keep the order of the rows.
        case refused(String)
    }

    /// The rows in order.
    package var items: [Item]
    /// Whose key signed the request.
    package var actor: Actor
    /// The person who imports, as the office knows them; empty when not said.
    package var actorName: String

    /// Makes a request.
    package init(items: [Item], actor: Actor, actorName: String = "") {
        self.items = items
        self.actor = actor
        self.actorName = actorName
    }
}

/// What became of one row of an import.
package enum CaseImportOutcome: Sendable, Hashable {
    /// There is a new case of this number.
    case made(UInt64)
    /// The row was imported before with the same facts, as this case.
    case alreadyThere(UInt64)
    /// The row was imported before with other facts, as this case, which stays as it is.
    case conflict(UInt64)
    /// There is no case, for this reason.
    case refused(String)
}

/// One imported row, by which it is known again.
package struct ImportedRowRecord: Sendable, Hashable {
    /// The case that was made of it.
    package let caseNumber: UInt64
    /// The row's key and digests.
    package let row: WireImportedRow
}
