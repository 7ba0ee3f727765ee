import CaseImport
import CaseLifecycle
import CivilTime
import Testing

@Suite("Importing again")
struct RepeatedImportTests {
    private func row(
        _ id: String,
        place: String = "A",
        agency: String = "here",
        closed: String = "2022-10-05"
    ) -> String {
        "\(id),2022-10-03,2022-10-10,\(closed),,\(place),\(agency),done\n"
    }

    private func run(_ rows: [String], knowing ledger: ImportLedger = ImportLedger()) throws -> Imported {
        try importing(smallHeader + rows.joined(), try mapping(smallMapping), knowing: ledger)
    }

    /// What came of each row, shortly.
    private func kinds(_ imported: Imported) -> [String] {
        imported.results.map { result in
            switch result {
            case .new(let made): "new \(made.row.request)/\(made.row.ordinal)"
            case .unchanged(let made): "same \(made.row.request)/\(made.row.ordinal)"
            case .conflict(let made, let change): "\(change.rawValue) \(made.row.request)/\(made.row.ordinal)"
            case .refused(let line, _): "refused \(line)"
            }
        }
    }

    @Test("Rows in another order are the same rows")
    func otherOrder() throws {
        let rows = [self.row("1"), self.row("1", place: "B"), self.row("2")]
        let first = try self.run(rows)
        #expect(self.kinds(first) == ["new 1/1", "new 1/2", "new 2/1"])
        let second = try self.run(rows.reversed(), knowing: ledger(of: first))
        #expect(self.kinds(second) == ["same 2/1", "same 1/2", "same 1/1"])
    }

    @Test("A changed row is a conflict, and no second case")
    func changedRow() throws {
        let first = try self.run([self.row("1"), self.row("2")])
        let second = try self.run([self.row("1", closed: "2022-10-06"), self.row("2")], knowing: ledger(of: first))
        #expect(self.kinds(second) == ["same 2/1", "row-changed 1/1"])
        #expect(second.report.changedRows == 1)
        #expect(second.cases.last?.id == first.cases.first?.id)
    }

    @Test("Of rows that share a number, the changed one alone is a conflict")
    func changedRowAmongOthers() throws {
        let first = try self.run([self.row("1"), self.row("1"), self.row("1", place: "B")])
        let changed = [self.row("1", closed: "2022-10-07"), self.row("1", place: "B"), self.row("1")]
        let second = try self.run(changed, knowing: ledger(of: first))
        #expect(self.kinds(second) == ["same 1/3", "same 1/1", "row-changed 1/2"])
    }

    @Test("One more row of a request is a new case, equal to another or not")
    func furtherRow() throws {
        let first = try self.run([self.row("1")])
        let equal = try self.run([self.row("1"), self.row("1")], knowing: ledger(of: first))
        #expect(self.kinds(equal) == ["same 1/1", "new 1/2"])
        let other = try self.run([self.row("1", place: "B"), self.row("1")], knowing: ledger(of: first))
        #expect(self.kinds(other) == ["same 1/1", "new 1/2"])
    }

    @Test("Of several rows that fit no known one, as many are changed rows as known ones are left over")
    func changedAndFurtherRow() throws {
        let first = try self.run([self.row("1"), self.row("1", place: "B")])
        let rows = [self.row("1", closed: "2022-10-06"), self.row("1", closed: "2022-10-07"), self.row("1")]
        let second = try self.run(rows, knowing: ledger(of: first))
        #expect(self.kinds(second) == ["same 1/1", "row-changed 1/2", "new 1/3"])
    }

    @Test("More than a thousand rows of one request are refused, because the number is of something else")
    func tooManyRows() throws {
        let rows = [String](repeating: self.row("1"), count: 1001)
        let first = try self.run(rows)
        #expect(first.report.newCases == 1000)
        #expect(
            first.problems == [
                "requests.csv:1002: id: more than 1000 rows with this number; name the request's own in the mapping"
            ]
        )
        #expect(try self.run(rows, knowing: ledger(of: first)).report.unchanged == 1000)
    }

    @Test("A part of the file changes nothing in the rest")
    func partOfTheFile() throws {
        let first = try self.run([self.row("1"), self.row("1"), self.row("2")])
        #expect(self.kinds(try self.run([self.row("1")], knowing: ledger(of: first))) == ["same 1/1"])
    }

    @Test("An import that was cut off goes on, whatever rows got through", arguments: 0..<8)
    func cutOff(_ subset: Int) throws {
        let rows = [self.row("1"), self.row("1"), self.row("2")]
        let whole = try self.run(rows)
        let entries = whole.newCases.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element.ledgerEntry)
        let rest = try self.run(rows, knowing: ImportLedger(entries))
        #expect(rest.report.unchanged == entries.count)
        #expect(rest.report.newCases == 3 - entries.count)
        #expect(Set(rest.cases.map(\.id)) == Set(whole.cases.map(\.id)))
    }

    @Test("A mapping that makes other facts of a row is a conflict of its own")
    func changedMapping() throws {
        let rows = smallHeader + self.row("1") + self.row("2", place: "B")
        let first = try importing(rows, try mapping(smallMapping))
        let other = try mapping(smallMapping.replacing("A: 29242", with: "A: 29236"))
        let second = try importing(rows, other, knowing: ledger(of: first))
        #expect(self.kinds(second) == ["meaning-changed 1/1", "same 2/1"])
        #expect(second.report.changedMeanings == 1)
    }

    @Test("Dates written in another format are the same dates")
    func otherFormat() throws {
        let first = try self.run([self.row("1")])
        let yaml = smallMapping.replacing("yyyy-MM-dd]", with: "yyyy-MM-dd, dd/MM/yyyy]")
        let rows = smallHeader + "1,03/10/2022,10/10/2022,05/10/2022,,A,here,done\n"
        #expect(self.kinds(try importing(rows, try mapping(yaml), knowing: ledger(of: first))) == ["same 1/1"])
    }

    @Test("A column that is not read may change, and columns may change places")
    func otherColumns() throws {
        let first = try self.run([self.row("1")])
        let rows =
            "note,status,id,opened,due,closed,cancelled,place,agency\nx,done,1,2022-10-03,2022-10-10,2022-10-05,,A,here\n"
        #expect(self.kinds(try importing(rows, try mapping(smallMapping), knowing: ledger(of: first))) == ["same 1/1"])
    }

    @Test("The same number of another source is another case")
    func otherSource() throws {
        let first = try self.run([self.row("1")])
        let other = try mapping(smallMapping.replacing("source: small", with: "source: large"))
        let second = try importing(smallHeader + self.row("1"), other, knowing: ledger(of: first))
        #expect(self.kinds(second) == ["new 1/1"])
        #expect(first.cases.map(\.id) != second.cases.map(\.id))
    }

    @Test("A case's identifier is a UUID of version 8, always the same")
    func identifiers() {
        let row = ImportedRowID(source: "small", request: "1", ordinal: 1)
        #expect(row.caseID(testHash).description == row.caseID(testHash).description)
        let bytes = row.caseID { _ in ImportDigest(firstBytesOf: repeatElement(0xFF, count: 32)) }.bytes
        #expect(bytes == [255, 255, 255, 255, 255, 255, 0x8F, 255, 0xBF, 255, 255, 255, 255, 255, 255, 255])
        #expect(row.caseID { _ in ImportDigest(high: 0, low: 0) }.bytes[6] == 0x80)
        #expect(ImportDigest(firstBytesOf: [1, 2]) == ImportDigest(high: 0x0102_0000_0000_0000, low: 0))
    }

    @Test("What names a row can't be cut elsewhere and name another")
    func unambiguous() {
        let inputs = [
            ImportedRowID(source: "ab", request: "c", ordinal: 1),
            ImportedRowID(source: "a", request: "bc", ordinal: 1),
            ImportedRowID(source: "ab", request: "", ordinal: 1), ImportedRowID(source: "ab", request: "c", ordinal: 2),
        ]
        #expect(Set(inputs.map { $0.caseID(testHash) }).count == 4)
    }
}
