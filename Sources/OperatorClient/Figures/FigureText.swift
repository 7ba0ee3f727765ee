package import FeedbackProtocol

/// Figures as a table and as JSON.
package struct FigureText: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    /// What the share is of, in lines of at most 80 columns.
    package static let formula = [
        "On time: open in time and done in time, over all received but those not counted",
        "(withdrawn, merged, split, praise). What is open and overdue counts as late.",
    ]

    /// The figures as lines of at most 80 columns.
    package func lines(_ figures: WireFigures) -> [String] {
        var table = Table([
            .wrapping("UNIT"), .number("RECEIVED"), .number("OPEN"), .number("OVERDUE"), .number("DONE"),
            .number("LATE"), .number("OTHER"), .number("ON TIME"),
        ])
        for unit in figures.units {
            table.add(self.row(unit, name: self.lookup.rowName(of: unit.unit, in: figures.geography)))
        }
        table.add(self.row(figures.total, name: "Tổng cộng"))
        let listed = figures.units.reduce(0) { $0 + $1.received }
        let sealed = listed < figures.total.received ? Self.sealed : []
        return table.lines() + ["", "Geography of edition \(figures.geography)."] + Self.formula + sealed
    }

    /// Why the units don't add up to the total, in lines of at most 80 columns.
    private static let sealed = [
        "Denunciations are counted in the total alone: by unit they would tell whom they",
        "may concern. So the units do not add up to it.",
    ]

    private func row(_ unit: WireUnitFigures, name: String) -> [String] {
        [
            name, "\(unit.received)", "\(unit.openInTime)", "\(unit.openOverdue)", "\(unit.doneInTime)",
            "\(unit.doneLate)", "\(unit.notCounted)", Self.share(unit).map { Self.percent($0) } ?? "-",
        ]
    }

    /// The share on time, 0 to 1; `nil` where nothing counts.
    package static func share(_ unit: WireUnitFigures) -> Double? {
        let counted = unit.received - min(unit.received, unit.notCounted)
        guard counted > 0 else { return nil }
        return Double(unit.openInTime + unit.doneInTime) / Double(counted)
    }

    private static func percent(_ share: Double) -> String {
        // Cut, not rounded: 99.99 % is not 100 %.
        let tenths = Int(share * 1000)
        return "\(tenths / 10),\(tenths % 10) %"
    }

    /// The lines for programs: the units, and the total with unit null.
    package func json(_ figures: WireFigures) -> [JSONValue] {
        figures.units.map { self.json($0, figures.geography, isTotal: false) }
            + [self.json(figures.total, figures.geography, isTotal: true)]
    }

    private func json(_ unit: WireUnitFigures, _ geography: String, isTotal: Bool) -> JSONValue {
        [
            "unit": .optional(unit.unit), "geography": .text(geography), "total": .bool(isTotal),
            "received": .natural(unit.received), "open_in_time": .natural(unit.openInTime),
            "open_overdue": .natural(unit.openOverdue), "done_in_time": .natural(unit.doneInTime),
            "done_late": .natural(unit.doneLate), "not_counted": .natural(unit.notCounted),
        ]
    }
}
