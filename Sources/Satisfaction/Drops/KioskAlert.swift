package import CivilTime

/// That a kiosk needs somebody to look at it (cảnh báo máy lấy ý kiến), from a start to an end.
///
/// ``afterSilence(_:lastSeen:now:hours:rule:)``, ``afterOutbox(_:reports:rule:)`` and
/// ``afterClock(_:offset:at:rule:)`` give the next state from the one before; they raise an alert at one bound and end
/// it at another, so that a figure that trembles about a bound does not make it flap. An alert that ended counts as
/// none: whoever keeps a history stores it before the next call.
package struct KioskAlert: Sendable, Hashable {
    /// What it is about.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The kiosk has not been heard of for too much of its office's opening hours.
        case silent
        /// What waits to be delivered grows and grows.
        case outboxGrows = "outbox-grows"
        /// The kiosk's clock is wrong.
        case clockError = "clock-error"
    }

    package let kind: Kind
    /// Since when it is so.
    package let start: Timestamp
    /// Since when it is so no more; `nil` while it is.
    package internal(set) var end: Timestamp?
    /// Since when it seems to be so no more, though that is not yet sure.
    package internal(set) var calmSince: Timestamp?

    /// Makes an alert, such as one that was stored.
    package init(_ kind: Kind, start: Timestamp, end: Timestamp? = nil, calmSince: Timestamp? = nil) {
        self.kind = kind
        self.start = start
        self.end = end
        self.calmSince = calmSince
    }

    /// The alert if it is of a kind and holds.
    static func holding(_ alert: KioskAlert?, _ kind: Kind) -> KioskAlert? {
        alert.flatMap { $0.kind == kind && $0.end == nil ? $0 : nil }
    }

    /// The alert, ended.
    func ended(at end: Timestamp) -> KioskAlert {
        KioskAlert(self.kind, start: self.start, end: max(self.start, end))
    }
}
