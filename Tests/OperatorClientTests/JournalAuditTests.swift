import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@testable import OperatorClient

@Suite("Journal audits")
struct JournalAuditTests {
    private static func id(_ number: UInt64) -> SubmissionID {
        SubmissionID(high: 0x0183_D41D_3EF0_7000, low: 0x8000_0000_0000_0000 | number)
    }

    @Test("Lost, doubled, quarantined and unknown ids are counted exactly")
    func comparison() {
        let comparison = JournalComparison(
            published: [1, 2, 2, 3, 4, 5].map(Self.id),
            accepted: [9, 1, 1, 1, 3].map(Self.id),
            quarantined: [4, 1].map(Self.id)
        )
        #expect(comparison.published == 5)
        #expect(comparison.repeatedInPublished == 1)
        #expect(comparison.journaled == 3)
        #expect(comparison.quarantined == 1)
        #expect(comparison.duplicatesInJournal == 2)
        #expect(comparison.lost == [2, 5].map(Self.id))
        #expect(comparison.unknown == 1)
        #expect(!comparison.isSound)
    }

    @Test("Any lists agree with counting by sets", arguments: 0..<200)
    func comparisonProperty(seed: UInt64) {
        var generator = TestGenerator(seed: seed)
        func list() -> [SubmissionID] {
            (0..<Int.random(in: 0...40, using: &generator)).map { _ in Self.id(.random(in: 0...30, using: &generator)) }
        }
        let (published, accepted, quarantined) = (list(), list(), list())
        let result = JournalComparison(published: published, accepted: accepted, quarantined: quarantined)
        let present = Set(accepted)
        let all = present.union(quarantined)
        #expect(Set(result.lost) == Set(published).subtracting(all), "seed \(seed)")
        #expect(result.journaled == UInt64(Set(published).intersection(all).count), "seed \(seed)")
        #expect(result.unknown == UInt64(present.subtracting(published).count), "seed \(seed)")
        #expect(result.duplicatesInJournal == UInt64(accepted.count - present.count), "seed \(seed)")
        #expect(result.published == result.journaled + UInt64(result.lost.count), "seed \(seed)")
    }

    @Test("A list of ids is read in either form; a wrong line is named")
    func publishedIDs() throws {
        let text = "0183d41d3ef07a3c9f00112233445566\r\n\n0183D41D-3EF0-7A3C-9F00-112233445566\n"
        #expect(try PublishedIDs.parse(Data(text.utf8), path: "list").count == 2)
        let error = #expect(throws: OperatorError.self) { try PublishedIDs.parse(Data("\nxyz\n".utf8), path: "list") }
        #expect(error?.code == .badData)
        #expect(error?.message.contains("list, line 2") == true)
        #expect(throws: OperatorError.self) { try PublishedIDs.read("/nowhere/at/all") }
    }

    /// A store with ratings 1 to 3 accepted and 4 quarantined.
    private func makeStore(in folder: TestFolder) throws {
        let store = try SQLiteFeedbackStore(path: DataFolder(folder.path).store)
        let submissions = try (1...4).map { try Self.rating(UInt64($0)).encodedData() }
        let start = WireJournalEntry.make {
            $0.epochStarted = .make {
                $0.kiosk = "kiosk-29242-1"
                $0.epoch = 7
            }
        }
        let run = WireJournalEntry.make {
            $0.submissions = .make {
                $0.kiosk = "kiosk-29242-1"
                $0.epoch = 7
                $0.firstSequence = 1
                $0.submissions = Array(submissions.prefix(3))
                $0.registerEdition = "2022-10"
                $0.officePath = ["84", "842", "29242"]
            }
        }
        let quarantined = WireJournalEntry.make {
            $0.quarantined = .make {
                $0.kiosk = "kiosk-29242-1"
                $0.epoch = 7
                $0.sequence = 4
                $0.reason = .unknownOffice
                $0.submission = submissions[3]
            }
        }
        let time = Timestamp(microseconds: 1_665_711_030_000_000)
        let result = try store.commit([.entries([start, run, quarantined])], at: time)
        guard case .entriesKept = result.outcomes.first else {
            Issue.record("the store refused: \(result.outcomes)")
            return
        }
        try store.close()
    }

    private static func rating(_ number: UInt64) -> WireSubmission {
        .make {
            $0.id = Data(Self.id(number).bytes)
            $0.capturedAt = 1_665_711_030_000_000
            $0.office = "29242"
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = 4
            }
        }
    }

    @Test("A store is compared with what was published, and its figures have stable names")
    func storeComparison() throws {
        try withTestFolder { folder in
            try self.makeStore(in: folder)
            let (comparison, counts) = try JournalAudit.compare([1, 2, 4, 5].map(Self.id), DataFolder(folder.path))
            #expect(
                comparison.json(counts).line
                    == #"{"published":4,"repeated_in_published":0,"journaled":3,"quarantined":1,"#
                    + #""duplicates_in_journal":0,"lost":1,"unknown":1,"cases":0,"units_with_cases":0,"#
                    + #""newest_position":5}"#
            )
        }
    }

    @Test("A sound journal is said to be sound")
    func verification() throws {
        try withTestFolder { folder in
            try self.makeStore(in: folder)
            let report = try JournalAudit.reading(DataFolder(folder.path)) { reader throws(StoreError) in
                try reader.verify { _ in true }
            }
            #expect(report.isSound)
            #expect(VerificationText.json(report).line.hasPrefix(#"{"sound":true,"stopped":false,"batches":1,"#))
            #expect(VerificationText.lines(report).contains { $0.contains("The journal is sound") })
        }
    }

    @Test("A position is shown with its facts, and never with what was written")
    func entry() throws {
        try withTestFolder { folder in
            try self.makeStore(in: folder)
            let data = DataFolder(folder.path)
            let rating = try JournalAudit.entry(at: 3, data).json.line
            #expect(rating.contains(#""kind":"submission","kiosk":"kiosk-29242-1","epoch":7,"sequence":2"#))
            #expect(try JournalAudit.entry(at: 5, data).json.line.contains(#""reason":"unknown-office""#))
            let error = #expect(throws: OperatorError.self) { try JournalAudit.entry(at: 6, data) }
            #expect(error?.code == .negative)
        }
    }

    @Test("A folder without a journal is named with what to do")
    func noStore() throws {
        try withTestFolder { folder in
            let error = #expect(throws: OperatorError.self) {
                try JournalAudit.compare([], DataFolder(folder.path))
            }
            #expect(error?.code == .badData)
            #expect(error?.message.contains("--data") == true)
        }
    }
}
