import AdministrativeRegister
import CaseImport
import CaseLifecycle
import CivilTime
import Testing

@Suite("A spreadsheet with every oddity")
struct SampleTests {
    private func sample(knowing ledger: ImportLedger = ImportLedger(), chunk: Int = 64) throws -> Imported {
        try importing(PackageResources.requests_csv, try sampleMapping(), knowing: ledger, chunk: chunk)
    }

    @Test("Every row is converted or refused, and the counts are those that another program counts")
    func counts() throws {
        let report = try self.sample().report
        #expect(report.rows == 31)
        #expect(report.converted == 21)
        #expect(report.refused == 10)
        #expect(report.blankRows == 1)
        #expect(report.newCases == 21)
        #expect(report.furtherRows == 2)
        // Tests/Interop/test_import_share.py has the same numbers.
        #expect(Timeliness.allCases.map { report.count($0) } == [8, 2, 5, 1, 2, 3])
        #expect(report.byState == ["closed": 15, "assigned": 4, "withdrawn": 2])
        #expect(report.shareOfReceived.description == "32.26 % (10 of 31)")
        #expect(report.shareOfJudged.description == "62.50 % (10 of 16)")
        #expect(
            report.allowances == [
                "office.if_unknown": 1, "office.if_empty": 1, "subject.if_unknown": 1,
                "ended_before_opened: take-opening": 1,
            ]
        )
    }

    @Test("Each refused row is told with its line, its column and what to do")
    func problems() throws {
        let expected = [
            "requests.csv:18: Địa bàn \"Duyên Hải\": means 2 units; add it under office.values, or write the district "
                + "with it",
            "requests.csv:19: Cơ quan \"Sở không có thật\": not in the mapping; add it under responsible_unit.values, "
                + "or give responsible_unit.if_unknown",
        ]
        let found = try self.sample().problems
        #expect(found.count == 10)
        for (line, text) in zip(found, expected) { #expect(line == text) }
        #expect(found[2].hasPrefix("requests.csv:20: Ngày nhận \"31/02/2022 08:00\": no date"))
        #expect(found[3].hasPrefix("requests.csv:21: Ngày xong: closed by its status, but without a date"))
        #expect(found[4].hasPrefix("requests.csv:22: Ngày xong \"20/10/2022 08:00\": open by its status"))
        #expect(found[5].hasPrefix("requests.csv:24: Hạn trả \"10/10/2022\": due before it was received"))
        #expect(found[6].hasPrefix("requests.csv:25: Ngày nhận \"13/10/2025 08:40\": a day in the future"))
        #expect(found[7].hasPrefix("requests.csv:28: 13 fields where the first row names 12"))
        #expect(found[8].hasPrefix("requests.csv:31: Số phiếu: no request's number"))
        #expect(found[9].hasPrefix("requests.csv:33: Tình trạng \"Chuyển rồi\": not in the mapping"))
    }

    @Test("Places and agencies become units of the register")
    func units() throws {
        let cases = try self.sample().byRow
        func units(_ row: String) throws -> [String] {
            let facts = try #require(cases[row]).facts
            return [facts.office.text, facts.responsibleUnit.text]
        }
        #expect(try units("PA-001/1") == ["29236", "29236"])
        #expect(try units("PA-004/1") == ["29269", "844"])
        #expect(try units("PA-013/1") == ["84TTPVHCC", "84TTPVHCC"])
        #expect(try units("PA-014/1") == ["84TTPVHCC", "84TTPVHCC"])
        #expect(try units("PA-020/1") == ["29254", "84"])
        #expect(try units("PA-023/1") == ["29512", "29512"])
        #expect(try units("PA-025/1") == ["29401", "29401"])
        #expect(try units("PA-026/1") == ["29242", "29242"])
        #expect(try units("PA-028/1") == ["29401", "847"])
    }

    @Test("A case keeps its dates, and the day it was due belongs to the limit")
    func dates() throws {
        let cases = try self.sample().byRow
        let late = try #require(cases["PA-003/1"]).facts
        #expect(late.receivedAt == (try at("2022-10-03", 10, 30)))
        #expect(late.dueDay == Day("2022-10-14"))
        #expect(late.dueAt == (try at("2022-10-15")))
        #expect(late.closedAt == (try at("2022-10-15")))
        #expect(late.timeliness(on: try #require(Day("2022-10-01"))) == .closedLate)

        let cancelled = try #require(cases["PA-008/1"]).facts
        #expect(cancelled.standing == .cancelled)
        #expect(cancelled.closedAt == nil)
        #expect(cancelled.cancelledAt == (try at("2022-10-07", 8, 31)))
        #expect(try #require(cases["PA-006/1"]).facts.dueDay == nil)
        #expect(try #require(cases["PA-020/1"]).facts.closedAt == (try at("2022-10-13", 8, 30)))
    }

    @Test("Rows that share a request's number become cases of their own")
    func sharedNumbers() throws {
        let imported = try self.sample()
        let rows = imported.cases.filter { $0.row.request == "PA-004" }
        #expect(rows.map(\.row.ordinal) == [1, 2, 3])
        #expect(Set(rows.map(\.id)).count == 3)
        #expect(rows[0].rowDigest == rows[1].rowDigest)
        #expect(rows[1].rowDigest != rows[2].rowDigest)
    }

    @Test("Imported again, the file has nothing new")
    func again() throws {
        let first = try self.sample()
        let second = try self.sample(knowing: ledger(of: first))
        #expect(second.newCases.isEmpty)
        #expect(second.report.unchanged == 21)
        #expect(second.report.changedRows + second.report.changedMeanings == 0)
        #expect(second.cases.map(\.id) == first.cases.map(\.id))
    }

    @Test("Where the chunks are cut does not matter", arguments: [1, 7, 1 << 20])
    func chunks(_ size: Int) throws {
        let whole = try self.sample()
        let cut = try self.sample(chunk: size)
        #expect(cut.results == whole.results)
        #expect(cut.report == whole.report)
    }

    @Test("Nothing that a citizen wrote is in the report")
    func privacy() throws {
        let imported = try self.sample()
        let told = imported.report.description + imported.problems.joined() + "\(imported.results)"
        for word in ["Chuyện riêng", "gần nửa đêm", "ngoặc kép"] { #expect(!told.contains(word)) }
    }
}
