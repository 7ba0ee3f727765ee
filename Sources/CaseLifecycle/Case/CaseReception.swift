package import CivilTime

/// What is known of a submission when its case is opened; it never changes.
///
/// The citizen's text and contact are not part of it.
package struct CaseReception: Sendable, Hashable {
    /// The submission's identifier, which is the case's too.
    package let id: SubmissionID

    /// The code the citizen follows the case with.
    package let trackingCode: TrackingCode

    /// The lane the citizen chose.
    package let lane: Lane

    /// The code of the subject chosen at the kiosk, such as `attitude`; not what the citizen wrote.
    package let subject: String

    /// The code of the field of service (lĩnh vực).
    package let field: String

    /// The register code of the office the kiosk stands in.
    package let officeCode: String

    /// When the citizen sent it, as the kiosk's clock said; it may be wrong, even after ``receivedAt``.
    package let capturedAt: Timestamp

    /// When the aggregator received it, on its own clock.
    package let receivedAt: Timestamp

    /// Makes the facts of a reception.
    package init(
        id: SubmissionID,
        trackingCode: TrackingCode,
        lane: Lane,
        subject: String,
        field: String,
        officeCode: String,
        capturedAt: Timestamp,
        receivedAt: Timestamp
    ) {
        self.id = id
        self.trackingCode = trackingCode
        self.lane = lane
        self.subject = subject
        self.field = field
        self.officeCode = officeCode
        self.capturedAt = capturedAt
        self.receivedAt = receivedAt
    }
}
