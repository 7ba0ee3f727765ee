import CaseLifecycle
import CivilTime
import Satisfaction

/// When the offices of kiosks are open: by the law's calendar, or always.
struct OfficeOpening: Sendable {
    private let calendar: WorkingCalendar?

    /// Takes the calendar of a law; without one, or when the configuration says so, offices are always open.
    init(_ law: CaseLaw, isAlwaysOpen: Bool) {
        self.calendar = isAlwaysOpen ? nil : law.calendar
    }

    /// The hours of an office.
    ///
    /// - Parameter path: The codes from the root to it; what is nearer to it counts first.
    /// - Returns: When it is open.
    func hours(ofUnitPath path: [String]) -> OpeningHours {
        guard let unit = self.calendar?.calendar(ofUnit: Array(path.reversed())) else { return .always }
        // A Saturday shift is no working day, and yet people rate it.
        return OpeningHours { unit.counterStretches(on: $0) }
    }

    /// All that decides when offices are open, as text: another text means other hours.
    var text: String {
        guard let calendar = self.calendar else { return "always" }
        let hours = calendar.officeHours.map { hours in
            let days = Weekday.allCases.map { day in
                (hours.stretches[day] ?? []).map(\.description).joined(separator: "+")
            }
            return "\(hours.unit ?? "*") \(hours.period.firstDay) \(hours.period) \(days.joined(separator: ","))"
        }
        let closures = calendar.closures.map { closure in
            "\(closure.unit) \(closure.firstDay)/\(closure.lastDay) \(closure.hours?.description ?? "")"
        }
        let days = calendar.years.flatMap(\.exceptions).map { day in
            "\(day.day) \(day.kind.rawValue) \(day.partner.map { "\($0)" } ?? "")"
        }
        return (hours + closures + days).joined(separator: "\n")
    }
}
