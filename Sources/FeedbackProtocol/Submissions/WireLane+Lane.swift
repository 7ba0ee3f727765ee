package import CaseLifecycle

extension WireLane {
    /// The lanes a citizen may choose for an entry at a kiosk; the others are set by a person, or by the message type.
    package static let citizensChoices: [Lane] = [.feedback, .complaint, .denunciation]

    /// The lane as the domain has it, or `nil` when it is unspecified or not known to this version.
    package var lane: Lane? {
        switch self {
        case .feedback: .feedback
        case .complaint: .complaint
        case .denunciation: .denunciation
        case .commendation: .commendation
        case .outOfScope: .outOfScope
        case .unspecified, .UNRECOGNIZED: nil
        }
    }

    /// The lane as it is sent.
    package init(_ lane: Lane) {
        switch lane {
        case .feedback: self = .feedback
        case .complaint: self = .complaint
        case .denunciation: self = .denunciation
        case .commendation: self = .commendation
        case .outOfScope: self = .outOfScope
        }
    }
}
