package import CaseLifecycle
package import CivilTime

/// Somebody is about to be given the text of a sealed case.
package struct CaseReadRequest: Sendable, Hashable {
    /// The least time between two entries of the same reader and case.
    package static let interval = Duration.seconds(60)

    /// The case's number.
    package let caseNumber: UInt64
    /// Whose key asked and what it may act as.
    package let actor: Actor
    /// The person who reads, as the office knows them; empty when not said.
    package let actorName: String

    /// Makes a wish to note a reading.
    package init(caseNumber: UInt64, actor: Actor, actorName: String) {
        self.caseNumber = caseNumber
        self.actor = actor
        self.actorName = actorName
    }
}

/// One reading of a sealed case (việc xem hồ sơ mật).
package struct CaseReadRecord: Sendable, Hashable {
    /// Whose key asked.
    package let actor: Actor
    /// The person who read, as the office knows them; empty when not said.
    package let actorName: String
    /// The journal position that says so.
    package let position: UInt64
    /// When.
    package let at: Timestamp
}
