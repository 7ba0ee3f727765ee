/// Why a submission goes to quarantine instead of being accepted; holds nothing that was in it.
package struct SubmissionRejection: Error, Sendable, Hashable {
    /// The part of a submission that is wrong.
    package enum Part: String, Sendable, Hashable {
        /// The serialized submission as a whole.
        case submission
        case id
        case capturedAt = "captured_at"
        case office
        case counter
        case field
        case visitID = "visit_id"
        case language
        case registerEdition = "register_edition"
        case content
        case scale
        case level
        case criteria
        case reasons
        case lane
        case subject
        case unit
        case text
        case sealedContact = "sealed_contact"
        case sealedText = "sealed_text"
        case trackingCode = "tracking_code"
    }

    /// What the kiosk is told.
    package let reason: WireRejectionReason

    /// Where the fault is, by the name in the .proto file.
    package let part: Part

    /// Makes a rejection.
    package init(_ reason: WireRejectionReason, _ part: Part) {
        self.reason = reason
        self.part = part
    }
}

extension SubmissionRejection: CustomStringConvertible {
    /// The reason and the part, for a log.
    package var description: String {
        "\(self.reason) in \(self.part.rawValue)"
    }
}
