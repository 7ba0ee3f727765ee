package import CaseLifecycle

/// A submission that is on the kiosk's disk: the screen may say thank you.
package struct KeptSubmission: Sendable, Hashable {
    /// Its identifier.
    package let id: SubmissionID
    /// Its number in the outbox.
    package let sequence: UInt64
    /// The code the citizen follows the case with; `nil` for a rating, which opens no case.
    package let trackingCode: TrackingCode?
}
