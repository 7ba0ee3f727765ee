import CaseLifecycle
import CivilTime
import FeedbackStore

extension CountedCase {
    /// Whether somebody had to act in a time that began after the case was received, as its whole history tells.
    ///
    /// - Parameters:
    ///   - period: From the first instant to before the second.
    ///   - lifecycle: The life cycle the case lives under.
    /// - Returns: Whether the state it was in when the time began is open, or one that it came into within the time.
    func wasOpen(in period: Range<Timestamp>, under lifecycle: LifecycleDefinition) -> Bool {
        func isOpen(_ state: CaseState) -> Bool { lifecycle.definition(of: state)?.phase == .open }
        if let before = self.history.last(where: { $0.at < period.lowerBound }), isOpen(before.to) { return true }
        return self.history.contains { period.contains($0.at) && isOpen($0.to) }
    }
}
