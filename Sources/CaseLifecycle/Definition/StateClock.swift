/// What a state does to the time limits of a case (thời hạn).
package enum StateClock: String, Sendable, Hashable, CaseIterable {
    /// The limits run.
    case running = "running"

    /// Chờ người dân bổ sung: limits that honour it stand still until the citizen has answered.
    case waitingForCitizen = "waiting-for-citizen"

    /// Tạm đình chỉ: limits that honour it stand still until the legal ground is gone.
    case suspended = "suspended"

    /// Nothing is owed any more; no limit runs.
    case stopped = "stopped"

    /// Whether the limits that honour it stand still and are to run again later.
    package var isPause: Bool {
        switch self {
        case .waitingForCitizen, .suspended: true
        case .running, .stopped: false
        }
    }

    /// Why a ``CaseClock`` that honours the state stands still in it, or `nil` when it does not.
    package var pauseReason: CaseClock.PauseReason? {
        switch self {
        case .waitingForCitizen: .waitingForCitizen
        case .suspended: .suspended
        case .running, .stopped: nil
        }
    }
}
