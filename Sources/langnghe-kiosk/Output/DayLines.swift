import CivilTime
import FeedbackProtocol

/// What a kiosk counts of its days, for the status.
struct DayLines {
    let lines: [String]

    /// Puts the days into words.
    ///
    /// - Parameters:
    ///   - days: The newest days, oldest first; a day has one for each epoch.
    ///   - today: The day that is not over.
    init(_ days: [WireAgentDay], today: Day) {
        let open = days.filter { Day($0.day).map { $0 >= today } ?? false }
        let given = open.reduce(0) { $0 + $1.given }
        let received = open.reduce(0) { $0 + $1.received }
        let over = days.filter { Day($0.day).map { $0 < today } ?? false }
        var lines = ["Today         \(given) given, \(received) received by the province"]
        if !over.isEmpty {
            let agreed = over.filter(\.agreed).count
            lines.append("Signed alike  \(agreed) of the last \(over.count) days that are over")
        }
        lines += over.filter { !$0.agreed }.map { day in
            let holds = day.signed ? "the province holds \(day.provinceHolds)" : "the province has not signed yet"
            return "              \(day.day): \(day.given) given, \(day.received) received; \(holds)"
        }
        self.lines = lines
    }
}
