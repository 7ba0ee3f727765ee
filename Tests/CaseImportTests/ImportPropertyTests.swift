import CaseImport
import CaseLifecycle
import CivilTime
import Testing

@Suite("Any file at all")
struct ImportPropertyTests {
    /// Pieces of files, right ones and wrong ones.
    private static let pieces = [
        ",", ";", "\n", "\r\n", "\r", "\"", "\"\"", " ", "1", "2", "A", "B", "here", "town", "done", "gone", "open",
        "2022-10-03", "2022-10-10 08:00", "9999-99-99", "1900-01-01", "\u{FEFF}", "Nguyễn", "\0", "x@y", "0294385000",
        "1,2022-10-03,2022-10-10,2022-10-04,,A,here,done\n", "2,2022-10-03,,,2022-10-04,B,town,gone\n",
        "3,2022-10-03,2022-10-10,,,,road,open\n",
    ]

    private func bytes(_ generator: inout SeededGenerator, header: Bool) -> [UInt8] {
        var bytes = header ? Array(smallHeader.utf8) : []
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            if Int.random(in: 0..<8, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            } else if let piece = Self.pieces.randomElement(using: &generator) {
                bytes += Array(piece.utf8)
            }
        }
        return bytes
    }

    @Test(
        "Rows in are converted and refused rows together, and each is new, known or changed",
        arguments: propertySeeds
    )
    func everyRowIsCounted(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let small = try mapping(smallMapping)
        for _ in 0..<20 {
            let bytes = self.bytes(&generator, header: true)
            let imported = try importing(bytes, small, chunk: Int.random(in: 1...100, using: &generator))
            let report = imported.report
            #expect(report.rows == report.converted + report.refused)
            #expect(report.rows == imported.results.count)
            #expect(report.converted == report.newCases)
            #expect(report.byState.values.reduce(0, +) == report.converted)
            #expect(Timeliness.allCases.map { report.count($0) }.reduce(0, +) == report.converted)
            #expect(Set(imported.cases.map(\.id)).count == report.converted)
            #expect(imported.results.count { $0.importedCase == nil } == report.refused)
            #expect(report.problemCount >= report.refused)

            let again = try importing(bytes, small, knowing: ledger(of: imported))
            #expect(again.newCases.isEmpty)
            #expect(again.report.unchanged == report.converted)
        }
    }

    @Test("No bytes crash the import", arguments: propertySeeds)
    func noCrash(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let small = try mapping(smallMapping)
        for _ in 0..<20 {
            let bytes = self.bytes(&generator, header: Bool.random(using: &generator))
            let imported = try? importing(bytes, small)
            guard let imported else { continue }
            #expect(imported.report.rows == imported.report.converted + imported.report.refused)
        }
    }

    @Test("Imported in two halves, in any order, twice: the same cases as at once", arguments: propertySeeds)
    func halves(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let small = try mapping(smallMapping)
        let rows = (0..<12).map { _ in
            let id = Int.random(in: 1...3, using: &generator)
            let place = Bool.random(using: &generator) ? "A" : "B"
            return "\(id),2022-10-03,2022-10-10,2022-10-04,,\(place),here,done\n"
        }
        // Halves without a request in common: what is told of one request in two files may be a change of it.
        let first = rows.filter { $0.hasPrefix("1") }.shuffled(using: &generator)
        let second = rows.filter { !$0.hasPrefix("1") }.shuffled(using: &generator)
        let whole = try importing(smallHeader + rows.joined(), small)
        var known = ImportLedger()
        var ids: Set<SubmissionID> = []
        for part in [first, second, second, first] {
            let imported = try importing(smallHeader + part.joined(), small, knowing: known)
            #expect(imported.report.changedRows == 0)
            for made in imported.newCases {
                known.note(made.ledgerEntry)
                #expect(ids.insert(made.id).inserted)
            }
        }
        #expect(ids == Set(whole.cases.map(\.id)))
        #expect(ids.count == 12)
    }
}
