import CivilTime
import Satisfaction

/// What a kiosk reported of itself lately.
struct KioskHealth: Sendable, Hashable {
    /// The most reports that are kept, as many as any rule can ask for.
    static let mostReports = 20

    /// How many submissions waited, by the server's clock; the newest last.
    private(set) var reports: [KioskAlert.OutboxReport] = []
    /// How far the kiosk's clock is ahead, as it last measured.
    private(set) var clockOffset = Duration.zero

    /// Takes in a report.
    mutating func report(depth: UInt64, clockOffset: Int64, at time: Timestamp) {
        if self.reports.count == Self.mostReports { self.reports.removeFirst() }
        self.reports.append(KioskAlert.OutboxReport(time: time, depth: depth))
        self.clockOffset = .microseconds(clockOffset)
    }
}
