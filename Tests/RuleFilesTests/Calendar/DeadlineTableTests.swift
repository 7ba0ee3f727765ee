import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

/// A deadline worked out from the statutes and the decisions on days off, not by the program.
struct DeadlineRow: Sendable, CustomTestStringConvertible {
    /// Day and time on the province's clocks.
    let start: String
    let limit: String
    /// The last day before it moves to a working day.
    let nominalEnd: String
    /// The last day; for limits that end with hours, the day and time of the end.
    let end: String
    /// The article that sets the limit, and the decision on the days off that it meets.
    let sources: [String]

    init?(line: Substring) {
        let cells = line.split(separator: "|").map { cell in
            String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard cells.count == 6 else { return nil }
        self.start = cells[0]
        self.limit = cells[1]
        self.nominalEnd = cells[2]
        self.end = cells[3]
        self.sources = [cells[4], cells[5]]
    }

    var testDescription: String {
        "\(self.limit) from \(self.start) to \(self.end): \(self.sources.joined(separator: "; "))"
    }
}

/// The rows, year by year.
enum DeadlineTable {
    static let lines = [Self.lines2022, Self.lines2023, Self.lines2024, Self.lines2025, Self.lines2026]
        .flatMap { $0.split(separator: "\n") }

    static let rows = Self.lines.compactMap { DeadlineRow(line: $0) }
}

@Suite("Deadlines worked out from the statutes")
struct DeadlineTableTests {
    private static let calendar = Result { try WorkingCalendar(parsing: WorkingCalendar.bundledFile) }

    @Test("A limit ends when the law and the year's decisions say", arguments: DeadlineTable.rows)
    func ends(row: DeadlineRow) throws {
        let calendar = try Self.calendar.get().calendar(ofUnit: [])
        let limit = try #require(TimeLimit(row.limit))
        let deadline = calendar.deadline(of: limit, from: try Self.instant(row.start))
        if row.end.count == 10 {
            #expect(deadline.lastDay.description == row.end)
            #expect(deadline.nominalLastDay.description == row.nominalEnd)
            #expect(deadline.due == Timestamp(startOf: deadline.lastDay.advanced(byDays: 1)))
        } else {
            #expect(deadline.due == (try Self.instant(row.end)))
        }
        #expect(!deadline.isProvisional)
    }

    @Test("There are rows enough, all different, each with its sources")
    func rows() {
        #expect(DeadlineTable.rows.count >= 120)
        #expect(DeadlineTable.rows.count == DeadlineTable.lines.count)
        #expect(Set(DeadlineTable.rows.map { "\($0.limit) \($0.start)" }).count == DeadlineTable.rows.count)
        #expect(DeadlineTable.rows.allSatisfy { $0.sources.allSatisfy { !$0.isEmpty } })
    }

    private static func instant(_ text: String) throws -> Timestamp {
        let day = try #require(Day(text.prefix(10)))
        let hours = try #require(Int(text.dropFirst(11).prefix(2)))
        let minutes = 60 * hours + (try #require(Int(text.suffix(2))))
        return Timestamp(startOf: day).advanced(by: .seconds(60 * minutes))
    }
}
