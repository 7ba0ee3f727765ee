import CivilTime
package import FeedbackProtocol

/// What stands in a unit, as tables and as JSON.
package struct SnapshotText: Sendable {
    private let lookup: RegisterLookup
    private let lines: FeedLine
    private let path: [String]

    /// Names units by a register; `path` is the unit's that was asked for.
    package init(_ lookup: RegisterLookup, path: [String]) {
        self.lookup = lookup
        self.lines = FeedLine(lookup)
        self.path = path
    }

    /// Snapshots of one or both streams as lines of at most 80 columns.
    ///
    /// - Parameters:
    ///   - cases: What was told of cases; `nil` when it was not asked for.
    ///   - ratings: What was told of ratings; `nil` when it was not asked for.
    /// - Returns: The lines.
    package func lines(cases: WireSnapshotPiece?, ratings: WireSnapshotPiece?) -> [String] {
        var sheet = FactSheet()
        let name = self.lookup.nameInAnyEdition(of: self.path.last ?? "")
        sheet.add("Unit", "\(self.path.joined(separator: "/")) \(name)".trimmed)
        sheet.add("Origin", Set([cases, ratings].compactMap { $0?.origin }).sorted().joined(separator: ", "))
        if let cases { sheet.add("Cases", Self.place(cases, count: UInt64(cases.cases.count), "cases")) }
        if let ratings { sheet.add("Ratings", Self.place(ratings, count: Self.count(ratings), "ratings")) }
        var lines = sheet.lines
        if let cases { lines += [""] + self.caseTable(cases) }
        if let ratings {
            for scale in Set(ratings.ratings.map(\.scale)).sorted() {
                lines += [""] + self.ratingTable(ratings.ratings.filter { $0.scale == scale }, scale)
            }
            if !ratings.ratings.isEmpty {
                lines += ["", "Ratings are all presses, also those 'langnghe satisfaction' leaves out."]
            }
        }
        return lines
    }

    private static func place(_ piece: WireSnapshotPiece, count: UInt64, _ what: String) -> String {
        "\(count) \(what) after event \(piece.sequence) of the unit, position \(piece.position) of the journal, taken at "
            + LocalTime.text(piece.takenAt)
    }

    private static func count(_ piece: WireSnapshotPiece) -> UInt64 {
        piece.ratings.reduce(0) { $0 &+ Self.levels(of: $1).reduce(0, &+) }
    }

    /// How many ratings of level 1, 2 and so on there were on all days.
    private static func levels(of office: WireRatedOffice) -> [UInt64] {
        office.days.reduce(into: []) { sums, day in
            while sums.count < day.levels.count { sums.append(0) }
            for (index, count) in day.levels.enumerated() { sums[index] &+= count }
        }
    }

    // MARK: Cases

    /// Cases by unit and state, in the units' order.
    private func caseTable(_ piece: WireSnapshotPiece) -> [String] {
        guard !piece.cases.isEmpty else { return ["No case is there."] }
        struct Place: Hashable {
            let path: [String]
            let edition: String
            let state: String
        }
        let counts = Dictionary(grouping: piece.cases) {
            Place(path: $0.unitPath, edition: $0.registerEdition, state: Self.state(of: $0))
        }.mapValues(\.count)
        let order = counts.keys.sorted { ($0.path.description, $0.state) < ($1.path.description, $1.state) }
        var table = Table([.wrapping("UNIT"), .wrapping("STATE"), .number("CASES")])
        var previous: [String] = []
        for place in order {
            let name = self.lookup.displayName(of: place.path.last ?? "", in: place.edition)
            table.add([
                place.path == previous ? "" : "\(place.path.last ?? "") \(name)",
                place.state.isEmpty ? "(kín)" : Labels.stateLabel(place.state), "\(counts[place] ?? 0)",
            ])
            previous = place.path
        }
        table.add(["Tổng cộng", "", "\(piece.cases.count)"])
        return table.lines()
    }

    /// The code of a case's state; empty for a denunciation's (tố cáo), which is a number to everybody.
    private static func state(of event: WireFeedEvent) -> String {
        guard case .caseChanged(let change) = event.content, change.lane != .unspecified else { return "" }
        return change.state
    }

    // MARK: Ratings

    /// Ratings by office, with how many there are of each level of a scale.
    private func ratingTable(_ offices: [WireRatedOffice], _ scale: String) -> [String] {
        let rows = offices.map { ($0, Self.levels(of: $0)) }
        let depth = rows.map(\.1.count).max() ?? 0
        let whole = rows.reduce(into: [UInt64](repeating: 0, count: depth)) { sums, row in
            for (index, count) in row.1.enumerated() { sums[index] &+= count }
        }
        var table = Table(
            [.wrapping("OFFICE (\(TextLayout.oneLine(scale)))"), .number("RATINGS")]
                + whole.indices.map { .number("\($0 + 1)") }
        )
        for (office, levels) in rows {
            let name = self.lookup.displayName(of: office.unitPath.last ?? "", in: office.registerEdition)
            table.add(Self.row("\(office.unitPath.last ?? "") \(name)", levels, depth))
        }
        table.add(Self.row("Tổng cộng", whole, depth))
        return table.lines()
    }

    private static func row(_ name: String, _ levels: [UInt64], _ depth: Int) -> [String] {
        let counts = (0..<depth).map { $0 < levels.count ? "\(levels[$0])" : "0" }
        return [name, "\(levels.reduce(0, &+))"] + counts
    }
}

extension SnapshotText {
    // MARK: For programs

    /// A snapshot as JSON, one object a line: what was taken, then each case, or each office on each scale.
    package func json(_ piece: WireSnapshotPiece, _ stream: FeedStream) -> [JSONValue] {
        let head: JSONValue = [
            "type": "snapshot",
            "stream": .text(stream.rawValue),
            "origin": .text(piece.origin),
            "unit_path": .array(self.path.map { .text($0) }),
            "sequence": .natural(piece.sequence),
            "position": .natural(piece.position),
            "taken_at": LocalTime.json(piece.takenAt),
            "count": .natural(stream == .cases ? UInt64(piece.cases.count) : Self.count(piece)),
        ]
        return [head] + piece.cases.map { self.lines.json($0) } + piece.ratings.map { Self.json($0, piece.origin) }
    }

    private static func json(_ office: WireRatedOffice, _ origin: String) -> JSONValue {
        [
            "type": "rated-office",
            "origin": .text(origin),
            "unit_path": .array(office.unitPath.map { .text($0) }),
            "register_edition": .text(office.registerEdition),
            "scale": .text(office.scale),
            "levels": .array(Self.levels(of: office).map { .natural($0) }),
            "days": .array(
                office.days.map {
                    [
                        "day": .text(Day(daysSinceEpoch: $0.day).description),
                        "levels": .array($0.levels.map { .natural($0) }),
                    ]
                }
            ),
            "criteria": .array(
                office.criteria.map {
                    ["criterion": .text($0.criterion), "met": .natural($0.met), "not_met": .natural($0.notMet)]
                }
            ),
            "reasons": .array(office.reasons.map { ["reason": .text($0.reason), "count": .natural($0.count)] }),
        ]
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmed: String { String(self.reversed().drop { $0 == " " }.reversed()) }
}
