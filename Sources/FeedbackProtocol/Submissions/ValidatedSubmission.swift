package import CaseLifecycle
package import CivilTime

/// What the intake needs to know of a submission that keeps every rule; the bytes themselves are journalled as received.
package struct ValidatedSubmission: Sendable, Hashable {
    /// What the citizen gave.
    package enum Content: Sendable, Hashable {
        /// A rating, which opens no case.
        case rating(level: UInt32)

        /// An entry or a commendation, which opens a case.
        case opensCase(CaseOpening)
    }

    /// What routing and the case ledger need of an entry or a commendation; the citizen's words are not in it.
    package struct CaseOpening: Sendable, Hashable {
        /// The lane the citizen chose; ``Lane/commendation`` for a commendation.
        package let lane: Lane

        /// Code of the subject; empty when none was chosen, and for a commendation.
        package let subject: String

        /// Code of the field of service; empty when it was not asked.
        package let field: String

        /// Register code of the unit complained about or commended; empty means the office itself.
        package let unit: String

        /// The code the citizen follows the case with.
        package let trackingCode: TrackingCode

        /// Whether name, address or telephone are enclosed, sealed.
        package let hasSealedContact: Bool
    }

    /// The submission's identifier, a UUID version 7.
    package let id: SubmissionID

    /// When the citizen gave it, by the kiosk's clock.
    package let capturedAt: Timestamp

    /// Register code of the office; whether any edition has it is for the register to say.
    package let office: String

    /// The register edition the office's code is of; empty means the one in force on the day of `capturedAt`.
    package let registerEdition: String

    /// What the citizen gave.
    package let content: Content
}
