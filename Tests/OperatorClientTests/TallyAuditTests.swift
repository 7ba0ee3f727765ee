import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Satisfaction
import Testing

@testable import OperatorClient

@Suite("Tallies against the journal")
struct TallyAuditTests {
    private static let builder = TallyBuilder(
        vocabulary: RatingVocabulary(fields: ["land"], criteria: [], reasons: [])
    )

    /// A rating in a batch of its own for each level.
    private static func makeStore(_ levels: [UInt32], in folder: DataFolder) throws {
        let store = try SQLiteFeedbackStore(path: folder.store)
        for (index, level) in levels.enumerated() {
            let submission = try WireSubmission.make {
                $0.id = Data(
                    SubmissionID(high: 0x0183_D41D_3EF0_7000, low: 0x8000_0000_0000_0000 | UInt64(index)).bytes
                )
                $0.capturedAt = 1_665_711_030_000_000
                $0.office = "29242"
                $0.field = "land"
                $0.rating = .make {
                    $0.scale = "faces-5"
                    $0.level = level
                }
            }.encodedData()
            let start = WireJournalEntry.make {
                $0.epochStarted = .make {
                    $0.kiosk = "kiosk-1"
                    $0.epoch = 7
                }
            }
            let run = WireJournalEntry.make {
                $0.submissions = .make {
                    $0.kiosk = "kiosk-1"
                    $0.epoch = 7
                    $0.firstSequence = UInt64(index + 1)
                    $0.submissions = [submission]
                    $0.registerEdition = "2022-10"
                    $0.officePath = ["84", "842", "29242"]
                }
            }
            let result = try store.commit(
                [.entries(index == 0 ? [start, run] : [run])],
                at: Timestamp(microseconds: 1_665_711_030_000_000)
            )
            guard case .entriesKept = result.outcomes.first else {
                Issue.record("the store refused: \(result.outcomes)")
                return
            }
        }
        try store.close()
    }

    /// Counts a store's batches into its file of tallies, through a batch.
    private static func count(_ folder: DataFolder, batches: Int) throws -> JournalMark {
        let reader = try SQLiteFeedbackReader(path: folder.store)
        let found = try reader.journal(from: 1, maximumBytes: 1 << 20).prefix(batches)
        let file = try TallyFile(path: folder.tallies)
        let last = try #require(found.last)
        let mark = JournalMark(position: last.positions.upperBound - 1, hash: last.hash)
        #expect(try file.add(try self.builder.tallies(in: found), from: JournalMark(), through: mark))
        try file.close()
        try reader.close()
        return mark
    }

    private static func check(_ folder: DataFolder) throws -> TallyAudit.Finding {
        let reader = try SQLiteFeedbackReader(path: folder.store)
        defer { try? reader.close() }
        return TallyAudit.check(folder, reader)
    }

    /// Adds to what was counted without a rating in the journal.
    private static func forge(_ folder: DataFolder, _ mark: JournalMark, counter: String) throws {
        let group = RatingGroup(
            unitPath: ["84", "842", "29242"],
            registerEdition: "2022-10",
            counter: counter,
            field: "land",
            scale: "faces-5",
            hour: RatingGroup.hour(of: Timestamp(microseconds: 1_665_711_030_000_000))
        )
        let tally = RatingTally(levels: try #require(LevelTally(counts: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0])))
        let file = try TallyFile(path: folder.tallies)
        #expect(try file.add(CountedRatings(groups: [group: tally], numbers: [:]), from: mark, through: mark))
        try file.close()
    }

    @Test
    func `Tallies that say what the journal says are sound, also those that are behind, and where there are none`()
        throws
    {
        try withTestFolder { folder in
            let data = DataFolder(folder.path)
            try Self.makeStore([5, 4, 1], in: data)
            #expect(try Self.check(data) == .none && TallyAudit.Finding.none.isSound)
            let mark = try Self.count(data, batches: 2)
            let finding = try Self.check(data)
            #expect(finding == .compared(TallyComparison(mark: mark, isOfJournal: true, differences: [:])))
            let text = TallyAudit.lines(finding).joined(separator: " ")
            #expect(finding.isSound && text.contains("through position \(mark.position)"))
            #expect(text.contains("NOT compared: which ratings are left out as misuse"))
            #expect(TallyAudit.json(finding).line.hasPrefix(#"{"sound":true,"of_this_journal":true"#))
        }
    }

    @Test
    func `One rating more in one row, or in a row of its own, is found in every table that has it`() throws {
        for (counter, rows) in [("", 1), ("2", 1)] {
            try withTestFolder { folder in
                let data = DataFolder(folder.path)
                try Self.makeStore([5, 4, 1], in: data)
                try Self.forge(data, try Self.count(data, batches: 3), counter: counter)
                guard case .compared(let comparison) = try Self.check(data) else {
                    Issue.record("It was not compared")
                    return
                }
                #expect(
                    comparison.differences["rating_tally"] == UInt64(rows) && comparison.differences["rating_day"] == 1
                )
                #expect(comparison.differences["rating_span"] == 1)
                #expect(comparison.differences.count == 3 && !comparison.isSound)
                let lines = TallyAudit.lines(.compared(comparison))
                #expect(
                    lines.joined(separator: " ").contains("NOT")
                        && lines.joined(separator: " ").contains("delete tallies.sqlite")
                )
                #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
            }
        }
    }

    @Test
    func `More ratings kept out than there are is found, and as many as there are is not`() throws {
        for (count, isSound) in [(UInt64(1), true), (2, false)] {
            try withTestFolder { folder in
                let data = DataFolder(folder.path)
                try Self.makeStore([5, 4, 1], in: data)
                let mark = try Self.count(data, batches: 3)
                let file = try TallyFile(path: data.tallies)
                // Spread over two kiosks, each of which keeps out no more than there is.
                for kiosk in 0..<count {
                    let key = ScreenKey(
                        kiosk: "kiosk-\(kiosk)",
                        unitPath: ["84", "842", "29242"],
                        registerEdition: "2022-10",
                        scale: "faces-5"
                    )
                    var screened = ScreenedPresses(state: MisuseScreen.State())
                    screened.waiting[Int64(Timestamp(microseconds: 1_665_711_030_000_000).localDay.daysSinceEpoch)] =
                        FlaggedRatings(
                            presses: 1,
                            flags: [.burst: 1],
                            excluded: try #require(LevelTally(counts: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]))
                        )
                    #expect(try file.add(CountedRatings(), screened: [key: screened], from: mark, through: mark))
                }
                try file.close()
                let finding = try Self.check(data)
                let expected: [String: UInt64] = isSound ? [:] : ["rating_excluded": 1]
                #expect(
                    finding == .compared(TallyComparison(mark: mark, isOfJournal: true, differences: expected))
                        && finding.isSound == isSound
                )
            }
        }
    }

    @Test
    func `Tallies that lack what the journal has are found, too`() throws {
        try withTestFolder { folder in
            let data = DataFolder(folder.path)
            try Self.makeStore([5, 4], in: data)
            let reader = try SQLiteFeedbackReader(path: data.store)
            let last = try #require(try reader.journal(from: 1, maximumBytes: 1 << 20).last)
            try reader.close()
            let file = try TallyFile(path: data.tallies)
            let mark = JournalMark(position: last.positions.upperBound - 1, hash: last.hash)
            #expect(try file.add(CountedRatings(), from: JournalMark(), through: mark))
            try file.close()
            guard case .compared(let comparison) = try Self.check(data) else {
                Issue.record("It was not compared")
                return
            }
            #expect(
                comparison.differences == [
                    "rating_tally": 1, "rating_day": 1, "rating_span": 1, "rating_number": 1,
                ]
            )
        }
    }

    @Test
    func `Tallies of another journal are not sound before they are counted anew; a broken file is said to be one`()
        throws
    {
        try withTestFolder { folder in
            let data = DataFolder(folder.path)
            try Self.makeStore([5], in: data)
            let file = try TallyFile(path: data.tallies)
            let foreign = JournalMark(position: 2, hash: [UInt8](repeating: 7, count: 32))
            #expect(try file.add(CountedRatings(), from: JournalMark(), through: foreign))
            try file.close()
            let finding = try Self.check(data)
            #expect(finding == .compared(TallyComparison(mark: foreign, isOfJournal: false, differences: [:])))
            let text = TallyAudit.lines(finding).joined(separator: " ")
            #expect(!finding.isSound && text.contains("another journal") && text.contains("then verify"))
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: data.tallies + end) }
            try Data(repeating: 0xA5, count: 8192).write(to: URL(filePath: data.tallies))
            let broken = try Self.check(data)
            guard case .unreadable = broken else {
                Issue.record("\(broken)")
                return
            }
            #expect(
                !broken.isSound && TallyAudit.lines(broken).joined(separator: " ").contains("delete tallies.sqlite")
            )
        }
    }
}
