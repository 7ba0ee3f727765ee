import CivilTime
import FeedbackProtocol

/// What all kiosks of a report and the province have of one day.
struct DaySummary {
    let day: String
    private(set) var sent: UInt64 = 0
    private(set) var held: UInt64 = 0
    /// Kiosks that have signed the same as the province, that differ, and that told nothing.
    private(set) var alike = 0
    private(set) var differing = 0
    private(set) var notTold = 0
    /// Whether any kiosk told how many it was given.
    private(set) var hasTold = false

    /// The days that anything is known of, oldest first.
    static func all(of kiosks: [WireKioskCompleteness], in report: WireKioskReport) -> [DaySummary] {
        let days = Set(kiosks.flatMap { $0.days.map(\.day) }).sorted()
        return days.map { day in
            var summary = DaySummary(day: day)
            for kiosk in kiosks { summary.add(kiosk, DayKeys(kiosk, report), isBehind: report.isBehind) }
            return summary
        }
    }

    private init(day: String) {
        self.day = day
    }

    private mutating func add(_ kiosk: WireKioskCompleteness, _ keys: DayKeys, isBehind: Bool) {
        let own = kiosk.days.filter { $0.day == self.day }
        guard !own.isEmpty else {
            // A kiosk tells every day since it began; of those before there is nothing to tell.
            let isDue = Day(self.day).map { kiosk.isExpected(on: $0) } ?? false
            let first = kiosk.firstDay.isEmpty ? kiosk.days.first?.day : kiosk.firstDay
            if isDue, let first, first < self.day { self.notTold += 1 }
            return
        }
        self.hasTold = self.hasTold || own.contains(where: \.hasKiosk)
        for day in own {
            self.sent &+= day.kiosk.count.count
            self.held &+= day.held.count
        }
        let standings = own.map {
            DayStanding($0, ofKiosk: kiosk.kiosk, keys: keys, checksSignatures: false, isBehind: isBehind)
        }
        if standings.contains(where: \.isWrong) {
            self.differing += 1
        } else if standings.allSatisfy({ $0 == .alike }) {
            self.alike += 1
        } else {
            self.notTold += 1
        }
    }

    /// The days as a table; the newest last.
    static func lines(_ days: [DaySummary], today: Day) -> [String] {
        var table = Table([
            .text("DAY"), .number("SENT"), .number("PROVINCE HOLDS"), .number("SIGNED BY BOTH"), .number("DIFFER"),
            .number("NOT SIGNED"),
        ])
        for day in days {
            let isOpen = Day(day.day).map { $0 >= today } ?? false
            table.add([
                isOpen ? "\(day.day) so far" : day.day, day.hasTold ? "\(day.sent)" : "-", "\(day.held)",
                "\(day.alike)", "\(day.differing)", "\(day.notTold)",
            ])
        }
        return table.lines()
    }
}

extension WireKioskCompleteness {
    /// Whether something of a day is to be expected of it: of a revoked one through the day that it was seen last.
    func isExpected(on day: Day) -> Bool {
        !self.revoked || Timestamp(microseconds: self.lastSeenAt).localDay >= day
    }
}
