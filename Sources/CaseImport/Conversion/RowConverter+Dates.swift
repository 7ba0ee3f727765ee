internal import CivilTime

extension RowConverter {
    /// A column with a date.
    enum DateColumn: Hashable, CaseIterable {
        case opened
        case due
        case closed
        case cancelled
    }

    /// The dates that count for a case.
    struct Times {
        var opened: Timestamp
        var dueDay: Day?
        /// When it was closed or cancelled.
        var end: Timestamp?
    }

    /// What is noted when an end before the beginning was moved to it.
    static let earlyEndAllowance = "ended_before_opened: take-opening"

    private func name(of column: DateColumn) -> String? {
        switch column {
        case .opened: self.mapping.columns.opened
        case .due: self.mapping.columns.due
        case .closed: self.mapping.columns.closed
        case .cancelled: self.mapping.columns.cancelled
        }
    }

    /// Every date of a row; one that can't be read is a problem.
    func dates(_ row: RowView, _ conversion: inout Conversion) -> [DateColumn: ImportDate] {
        var dates: [DateColumn: ImportDate] = [:]
        for column in DateColumn.allCases {
            guard let name = self.name(of: column) else { continue }
            guard let text = row[name] else {
                conversion.problems.append(row.unreadable(name))
                continue
            }
            if text.isEmpty { continue }
            let zone = self.mapping.timeZone
            guard let date = self.mapping.datePatterns.lazy.compactMap({ $0.date(text, in: zone) }).first else {
                let reason = "no date in one of the date_formats; correct it or add its format"
                conversion.problems.append(row.problem(name, text, reason))
                continue
            }
            if self.mapping.emptyDays.contains(zone.day(of: date.instant)) { continue }
            if column != .due, date.instant > self.asOf {
                let reason = "a day in the future; correct it"
                conversion.problems.append(row.problem(name, text, reason))
                continue
            }
            dates[column] = date
        }
        return dates
    }

    /// The dates that count, checked against each other and against the status.
    func times(
        _ row: RowView,
        _ standing: ImportedFacts.Standing,
        _ dates: [DateColumn: ImportDate],
        _ conversion: inout Conversion
    ) -> Times? {
        // With another problem in the row, a date that is missing may be one that could not be read.
        guard conversion.problems.isEmpty else { return nil }
        let columns = self.mapping.columns
        func refuse(_ column: String?, _ reason: String) -> Times? {
            conversion.problems.append(
                row.problem(column, column.flatMap { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }, reason)
            )
            return nil
        }
        guard let opened = dates[.opened] else { return refuse(columns.opened, "no day of receipt; fill it in") }
        let zone = self.mapping.timeZone
        let dueDay = dates[.due].map { zone.day(of: $0.instant) }
        if let dueDay, dueDay < zone.day(of: opened.instant) {
            return refuse(
                columns.due,
                "due before it was received; correct it, or list the day under empty_days if it stands for none"
            )
        }
        var times = Times(opened: opened.instant, dueDay: dueDay)
        let endColumn: DateColumn
        switch standing {
        case .open:
            if dates[.closed] != nil {
                return refuse(columns.closed, "open by its status, but it has this date; correct one")
            }
            if dates[.cancelled] != nil {
                return refuse(columns.cancelled, "open by its status, but it has this date; correct one")
            }
            return times
        case .closed: endColumn = .closed
        case .cancelled: endColumn = .cancelled
        }
        let endName = endColumn == .closed ? columns.closed : columns.cancelled
        guard let end = dates[endColumn] else {
            return refuse(endName, "\(standing.rawValue) by its status, but without a date here; fill it in")
        }
        times.end = max(end.instant, opened.instant)
        if end.instant < opened.instant {
            // A day without a time is no earlier than a time on it.
            let isSameDay = !end.hasTime && zone.day(of: end.instant) == zone.day(of: opened.instant)
            if !isSameDay {
                guard self.mapping.earlyEnd == .takeOpening else {
                    let reason =
                        "before it was received; correct it, or allow it with 'ended_before_opened: take-opening'"
                    return refuse(endName, reason)
                }
                conversion.allowances.append(RowConverter.earlyEndAllowance)
            }
        }
        return times
    }
}
