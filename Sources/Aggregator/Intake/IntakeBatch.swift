import CaseLifecycle
import Delivery
import FeedbackStore

/// Submissions of many kiosks on their way to one commit.
struct IntakeBatch {
    /// What one kiosk gets an answer for.
    struct Part {
        let session: KioskSession
        let admission: Admission
        let lastID: Delivery.SubmissionID?
        let rejected: [Rejection]
    }

    private(set) var requests: [WriteRequest] = []
    private(set) var parts: [Part] = []
    private(set) var submissionCount = 0
    private(set) var byteCount = 0

    var isEmpty: Bool { self.parts.isEmpty }

    mutating func add(_ part: Part, _ request: WriteRequest, bytes: Int) {
        self.parts.append(part)
        self.requests.append(request)
        self.submissionCount += part.admission.count
        self.byteCount += bytes
    }
}
