package import FeedbackProtocol

/// The cases behind a figure.
extension IndexText {
    /// A page of cases as lines of at most 80 columns.
    package static func caseLines(_ indices: WireIndices) -> [String] {
        let page = indices.cases
        var lines = TextLayout.wrap(
            "\(page.rule), days \(indices.fromDay) to \(indices.throughDay): \(page.total) cases behind it."
        )
        if page.total == 0 {
            lines += TextLayout.wrap(
                "There are none, or it is made of answers, of which nobody knows who gave them, or of other figures."
            )
        }
        if !page.cases.isEmpty {
            var table = Table([.number("CASE"), .wrapping("IS IN")])
            for member in page.cases { table.add(["\(member.number)", member.parts.joined(separator: ", ")]) }
            lines += [""] + table.lines()
        }
        if page.hidden > 0 {
            lines += [""] + TextLayout.wrap("\(page.hidden) of this page may not be known by number to this key.")
        }
        if page.next > 0 { lines += ["", "Go on with --after \(page.next)."] }
        return lines
    }

    /// The cases for programs, one a line.
    package static func caseJSON(_ indices: WireIndices) -> [JSONValue] {
        indices.cases.cases.map { member in
            [
                "rule": .text(indices.cases.rule), "case": .natural(member.number),
                "parts": .array(member.parts.map { .text($0) }), "next": .natural(indices.cases.next),
                "total": .natural(indices.cases.total),
            ]
        }
    }

    /// The figures for programs, one a line.
    package static func json(_ indices: WireIndices) -> [JSONValue] {
        indices.figures.map { figure in
            let law = indices.laws.first { $0.id == figure.law }
            return .object([
                .init("rule", .text(figure.rule)), .init("name", .text(figure.name)),
                .init("unit", .optional(indices.unit)), .init("geography", .text(indices.geography)),
                .init("from", .text(indices.fromDay)), .init("through", .text(indices.throughDay)),
                .init("law", .text(figure.law)),
                .init(
                    "versions",
                    .array(
                        (law?.versions ?? []).map {
                            ["id": .text($0.id), "from": .text($0.fromDay), "read": .bool(!$0.notRead)]
                        }
                    )
                ),
                .init("source", .text(figure.source)), .init("confidence", .text(figure.confidence)),
                .init("measured", .bool(!figure.value.isEmpty)), .init("value", .optional(figure.value)),
                .init("maximum", .natural(figure.maximum)), .init("numerator", .natural(figure.numerator)),
                .init("denominator", .natural(figure.denominator)), .init("measure", .text(figure.measure)),
                .init("band", .optional(figure.band)), .init("percent", .optional(figure.percent)),
                .init("counter", .optional(figure.counter)), .init("missing", .optional(figure.missing)),
                .init(
                    "parts",
                    .array(
                        figure.parts.map {
                            [
                                "part": .text($0.part), "count": .natural($0.count),
                                "codes": .array($0.codes.map { .text($0) }),
                            ]
                        }
                    )
                ),
                .init("choices", .object(figure.choices.map { .init($0.name, .text($0.value)) })),
                .init("remarks", .array(figure.remarks.map { .text($0) })),
                .init("office", .optional(figure.office)), .init("scale", .optional(figure.scale)),
                .init("through_position", .natural(indices.throughPosition)),
                .init("journal_position", .natural(indices.journalPosition)),
            ])
        }
    }
}
