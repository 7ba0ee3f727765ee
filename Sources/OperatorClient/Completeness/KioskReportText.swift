import AdministrativeRegister
package import CivilTime
package import FeedbackProtocol

/// The report on kiosks for people and programs.
package struct KioskReportText: Sendable {
    private let lookup: RegisterLookup
    private let report: WireKioskReport
    private let askedAt: Timestamp
    private let kiosks: [KioskStanding]

    /// Judges the kiosks of a report.
    ///
    /// - Parameters:
    ///   - report: What the aggregator tells.
    ///   - lookup: Names offices.
    ///   - silentAfter: How long a kiosk may not be heard of.
    ///   - checksSignatures: Whether both signatures of each day are checked here as well.
    package init(
        _ report: WireKioskReport,
        _ lookup: RegisterLookup,
        silentAfter: Duration,
        checksSignatures: Bool = false
    ) {
        self.lookup = lookup
        self.report = report
        let askedAt = Timestamp(microseconds: report.askedAt)
        self.askedAt = askedAt
        self.kiosks = report.kiosks.map {
            KioskStanding(
                $0,
                askedAt: askedAt,
                silentAfter: silentAfter,
                keys: DayKeys($0, report),
                checksSignatures: checksSignatures,
                isBehind: report.isBehind
            )
        }.sorted { ($0.kind, $0.kiosk.kiosk) < ($1.kind, $1.kiosk.kiosk) }
    }

    /// Whether nothing is missing and no kiosk is silent.
    package var isComplete: Bool { self.kiosks.allSatisfy { $0.kind == .complete } }

    /// What is wrong, then all kiosks, then the days; in lines of at most 80 columns.
    package func lines() -> [String] {
        guard !self.kiosks.isEmpty else { return ["There are no kiosks there."] }
        var lines = self.kiosks.flatMap { kiosk in
            (kiosk.problems + kiosk.remarks).isEmpty
                ? []
                : TextLayout.wrap("\(kiosk.kiosk.kiosk): \((kiosk.problems + kiosk.remarks).joined(separator: " "))")
        }
        if !lines.isEmpty { lines.append("") }
        var table = Table([
            .text("KIOSK"), .wrapping("OFFICE"), .number("HEARD"), .number("RECEIVED"), .number("GAP"),
            .number("OUTBOX"), .text("LAST SEEN (+07)"),
        ])
        for standing in self.kiosks {
            let kiosk = standing.kiosk
            let seen = LocalTime.short(kiosk.lastSeenAt)
            table.add([
                kiosk.kiosk, self.office(of: kiosk), "\(kiosk.epochs.last?.heardOf ?? 0)",
                "\(kiosk.epochs.last?.receivedThrough ?? 0)", "\(standing.gap)",
                kiosk.outboxToldAt == 0 ? "" : "\(kiosk.outboxDepth)", seen.isEmpty ? "never" : seen,
            ])
        }
        lines += table.lines()
        let days = DaySummary.all(of: self.kiosks.map(\.kiosk), in: self.report)
        if !days.isEmpty { lines += [""] + DaySummary.lines(days, today: self.askedAt.localDay) }
        return lines + [""] + TextLayout.wrap(self.closing) + self.behind
    }

    /// One day, kiosk by kiosk; in lines of at most 80 columns.
    package func lines(of day: Day) -> [String] {
        guard !self.kiosks.isEmpty else { return ["There are no kiosks there."] }
        var table = Table([
            .text("KIOSK"), .wrapping("OFFICE"), .number("SENT"), .number("HOLDS"), .number("IN QUAR."),
            .wrapping("STATE"),
        ])
        let states = self.states(on: day)
        for (kiosk, state) in states {
            let days = kiosk.days.filter { $0.day == day.description }
            let told = days.filter(\.hasKiosk)
            let sum: ([UInt64]) -> String = { "\($0.reduce(0, &+))" }
            table.add([
                kiosk.kiosk, self.office(of: kiosk), told.isEmpty ? "-" : sum(told.map(\.kiosk.count.count)),
                sum(days.map(\.held.count)), sum(days.map(\.quarantined)), state.text,
            ])
        }
        let alike = states.filter(\.state.isAlike).count
        let closing =
            alike == states.count
            ? "\(day): \(alike == 1 ? "the one kiosk" : "all \(alike) kiosks") and the province have signed the same."
            : "\(day): \(alike) of \(states.count) kiosks and the province have signed the same; "
                + "\(states.count - alike) are not proven."
        let open = day >= self.askedAt.localDay ? ["The day is not over: these are the figures so far."] : []
        return table.lines() + [""] + TextLayout.wrap(closing) + open + self.behind
    }

    /// Whether every kiosk and the province have signed the same of a day.
    package func isSigned(_ day: Day) -> Bool { self.states(on: day).allSatisfy { $0.state.isAlike } }

    /// What one kiosk and the province have of a day, over all its epochs.
    private struct DayState {
        let text: String
        let isAlike: Bool
    }

    /// The kiosks with what is known of a day, the unproven first.
    private func states(on day: Day) -> [(kiosk: WireKioskCompleteness, state: DayState)] {
        let all = self.kiosks.compactMap { standing -> (kiosk: WireKioskCompleteness, state: DayState)? in
            let kiosk = standing.kiosk
            let own = kiosk.days.filter { $0.day == day.description }
            if own.isEmpty, !kiosk.isExpected(on: day) { return nil }
            guard !own.isEmpty else {
                let text = kiosk.lastSeenAt == 0 ? "it has a key and never spoke" : DayStanding.notTold.text
                return (kiosk, DayState(text: text, isAlike: false))
            }
            let keys = DayKeys(kiosk, self.report)
            let standings = own.map {
                DayStanding(
                    $0,
                    ofKiosk: kiosk.kiosk,
                    keys: keys,
                    checksSignatures: true,
                    isBehind: self.report.isBehind
                )
            }
            let unproven = standings.filter { $0 != .alike }
            let discarded = own.reduce(0) { $0 &+ $1.discarded }
            let texts =
                (unproven.isEmpty ? [DayStanding.alike.text] : unproven.map(\.text))
                + (discarded > 0 ? ["\(discarded) discarded from quarantine"] : [])
            return (kiosk, DayState(text: texts.joined(separator: "; "), isAlike: unproven.isEmpty))
        }
        return all.filter { !$0.state.isAlike } + all.filter(\.state.isAlike)
    }

    private func office(of kiosk: WireKioskCompleteness) -> String {
        let name = self.lookup.shortName(of: kiosk.office, in: self.lookup.edition.id)
        return name.isEmpty ? self.lookup.nameInAnyEdition(of: kiosk.office) : name
    }

    private var closing: String {
        let counts = KioskStanding.Kind.allCases.map { kind in self.kiosks.filter { $0.kind == kind }.count }
        let (incomplete, silent, complete) = (counts[0], counts[1], counts[2])
        guard incomplete + silent > 0 else {
            return complete == 1
                ? "The one kiosk is complete: everything it spoke of is here."
                : "All \(complete) kiosks are complete: everything they spoke of is here."
        }
        var parts = ["\(complete) of \(self.kiosks.count) kiosks are complete"]
        if incomplete > 0 { parts.append("\(incomplete) \(incomplete == 1 ? "is" : "are") not") }
        if silent > 0 { parts.append("\(silent) \(silent == 1 ? "is" : "are") silent") }
        return parts.joined(separator: ", ") + "."
    }

    /// Says when the days are not counted to the journal's end.
    private var behind: [String] {
        guard self.report.isBehind else { return [] }
        return TextLayout.wrap(
            "Days are counted through position \(self.report.countedThrough) of \(self.report.newestPosition) of the "
                + "journal; ask again in a moment."
        )
    }

    /// A line for each kiosk, for programs.
    package func json() -> [JSONValue] {
        self.kiosks.map { standing in KioskReportJSON.value(standing, self.report) }
    }
}

extension WireKioskReport {
    /// Whether the province has not counted all that it holds.
    var isBehind: Bool { self.countedThrough < self.newestPosition }
}
