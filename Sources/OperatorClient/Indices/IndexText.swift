package import FeedbackProtocol

/// The official indices for people: a table, and below it how each figure comes about.
package struct IndexText: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    /// The report as lines of at most 80 columns.
    package func lines(_ indices: WireIndices) -> [String] {
        self.heading(indices)
            + indices.laws.flatMap { law in
                [""] + Self.lines(of: law, indices.figures.filter { $0.law == law.id })
            } + [""] + Self.footing(indices)
    }

    private func heading(_ indices: WireIndices) -> [String] {
        let unit =
            indices.unit.isEmpty ? "all units" : self.lookup.rowName(of: indices.unit, in: indices.geography)
        let lines = TextLayout.wrap(
            "Official indices of \(unit), days \(indices.fromDay) to \(indices.throughDay), geography of edition "
                + "\(indices.geography)."
        )
        return lines + CountedThrough.lines(indices.throughPosition, of: indices.journalPosition)
    }

    private static func lines(of law: WireIndexLaw, _ figures: [WireIndexFigure]) -> [String] {
        var table = Table([
            .text("ITEM"), .wrapping("INDEX"), .number("POINTS"), .number("OF"), .number("COUNT"), .number("SHARE"),
            .wrapping("BAND"),
        ])
        for figure in figures {
            table.add([
                self.item(figure), self.name(figure), self.comma(figure.value.isEmpty ? "-" : figure.value),
                "\(figure.maximum)", figure.value.isEmpty ? "" : self.count(figure), self.share(figure) ?? "",
                figure.bandName,
            ])
        }
        return [law.name] + self.versions(law) + (figures.isEmpty ? [] : [""] + table.lines())
            + figures.flatMap { [""] + self.details($0) }
    }

    /// Which version of a law the figures go by.
    private static func versions(_ law: WireIndexLaw) -> [String] {
        guard let last = law.versions.last else {
            return TextLayout.wrap("Not in force in these days: there are no figures of it.")
        }
        let all = law.versions.map { "\($0.name) (from \($0.fromDay))" }.joined(separator: "; then ")
        var lines = TextLayout.wrap("In force: \(all).")
        if last.notRead {
            lines += TextLayout.wrap(
                "ATTENTION: the formulas of \(last.name) were not read. The figures go by the text before it; have the "
                    + "legal office say what changed."
            )
        }
        return lines
    }

    /// How a figure comes about.
    private static func details(_ figure: WireIndexFigure) -> [String] {
        var lines = TextLayout.wrap("\(self.item(figure))  \(self.name(figure))")
        func add(_ name: String, _ text: String) {
            guard !text.isEmpty else { return }
            let wrapped = TextLayout.wrap(text, width: TextLayout.lineWidth - 16)
            lines += wrapped.enumerated().map { index, line in
                TextLayout.padded(index == 0 ? "  \(name)" : "", to: 16) + line
            }
        }
        if figure.value.isEmpty {
            add("not measured", figure.missing)
        } else {
            let share = self.share(figure).map { ", \($0)" } ?? ""
            add("figure", "\(self.comma(figure.value)) of \(figure.maximum) points: \(self.madeOf(figure))\(share)")
        }
        add(
            "band",
            [figure.bandName, figure.percent.isEmpty ? "" : "\(self.comma(figure.percent)) %"]
                .filter { !$0.isEmpty }.joined(separator: ", ")
        )
        add("rule", figure.wording)
        add("source", "\(figure.source); confidence \(figure.confidence)")
        if !figure.value.isEmpty { add("made of", figure.parts.map { self.part($0) }.joined(separator: "; ")) }
        add("chosen", figure.choices.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
        for remark in figure.remarks { add("note", remark) }
        return lines
    }

    private static func madeOf(_ figure: WireIndexFigure) -> String {
        switch figure.measure {
        case "cases": "\(figure.numerator) of \(figure.denominator) cases"
        case "points": "\(figure.numerator) points over \(figure.denominator) answers"
        case "tenths": "\(self.tenths(figure.numerator)) of \(self.tenths(figure.denominator)) that could be reached"
        case "levels": "levels of \(figure.numerator) over \(figure.denominator) ratings"
        default: self.count(figure)
        }
    }

    private static func part(_ part: WireIndexPart) -> String {
        part.codes.isEmpty ? "\(part.part) \(part.count)" : "\(part.part) \(part.codes.joined(separator: ", "))"
    }

    private static func name(_ figure: WireIndexFigure) -> String {
        guard !figure.counter.isEmpty else { return figure.name }
        let place = [figure.office, figure.scale].filter { !$0.isEmpty }.joined(separator: ", ")
        return "\(figure.name): quầy \(figure.counter)" + (place.isEmpty ? "" : " (\(place))")
    }

    /// The rule's last part, by which it is asked for.
    private static func item(_ figure: WireIndexFigure) -> String {
        figure.rule.split(separator: "/").last.map(String.init) ?? figure.rule
    }

    private static func count(_ figure: WireIndexFigure) -> String {
        figure.measure == "tenths"
            ? "\(self.tenths(figure.numerator))/\(self.tenths(figure.denominator))"
            : "\(figure.numerator)/\(figure.denominator)"
    }

    /// The share of cases, cut to tenths of percent: 99.99 % is not 100 %.
    private static func share(_ figure: WireIndexFigure) -> String? {
        guard figure.measure == "cases", figure.denominator > 0, !figure.value.isEmpty else { return nil }
        let tenths = figure.numerator.multipliedReportingOverflow(by: 1_000).partialValue / figure.denominator
        return "\(tenths / 10),\(tenths % 10) %"
    }

    private static func tenths(_ value: UInt64) -> String { "\(value / 10),\(value % 10)" }

    private static func comma(_ decimal: String) -> String { String(decimal.map { $0 == "." ? "," : $0 }) }

    private static func footing(_ indices: WireIndices) -> [String] {
        TextLayout.wrap(
            "Cases received in these days, and those received before that were not over when they began (carried-over), as "
                + "they stand now; what is open and overdue counts as late. Ratings are counted "
                + "through position \(indices.throughPosition) of the journal. Choices are made with --set; the cases "
                + "behind a figure are shown by --drill-down ITEM. Confidence: H the statute was read, M a consistent "
                + "secondary source, L weak. The choices are nobody's yet but this program's, and the days from which a "
                + "text is in force were not read (L): the province's legal office confirms both."
        )
    }
}
