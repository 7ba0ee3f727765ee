import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles

/// A store with years of ratings and some cases, made as an aggregator would have made it.
struct FeedHistory {
    /// The path of the province.
    static let province = ["84"]
    /// How many ratings an office gives at once, about a day's, and how many offices at one commit.
    private static let day = 125
    private static let officesAtOnce = 40

    let ratings: Int
    let cases: Int

    /// Fills a new store.
    ///
    /// - Parameter path: The database file.
    /// - Throws: what the store throws.
    func fill(_ path: String) throws {
        var configuration = SQLiteStoreConfiguration()
        configuration.law = CaseLaw(
            ruleSets: try CaseRules.bundled().ruleSets,
            calendar: try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
        )
        let store = try SQLiteFeedbackStore(path: path, configuration: configuration)
        let edition = try Register(parsing: .bundled).firstEdition
        let paths = edition.units.compactMap { edition.path(of: $0.code)?.map(\.text) }.filter { $0.count == 3 }
        // 2022-10-14T08:30:00+07:00.
        let begin = Timestamp(microseconds: 1_665_711_000_000_000)
        let offices = try paths.enumerated().map { index, path in
            try Office(index, path, openedAt: begin, in: store)
        }
        let span = max(1, self.ratings)
        var given = 0
        var nextOffice = 0
        while given < self.ratings {
            // Three years pass from the first to the last.
            let time = begin.advanced(by: .seconds(Int64(given) * 3 * 365 * 86_400 / Int64(span)))
            var entries: [WireJournalEntry] = []
            while entries.count < Self.officesAtOnce, given < self.ratings {
                let count = min(Self.day, self.ratings - given)
                entries.append(try offices[nextOffice % offices.count].ratings(count, at: time))
                nextOffice += 1
                given += count
            }
            _ = try store.commit([.entries(entries)], at: time)
        }
        var opened = 0
        while opened < self.cases {
            let count = min(200, self.cases - opened)
            let time = begin.advanced(by: .seconds(opened))
            let office = offices[opened / 200 % offices.count]
            _ = try store.commit([.entries([try office.cases(count, at: time)])], at: time)
            opened += count
        }
        try store.close()
    }
}

/// One kiosk of an office, which numbers what it gives.
private final class Office {
    private let index: Int
    private let path: [String]
    private var given: UInt64 = 0

    init(_ index: Int, _ path: [String], openedAt time: Timestamp, in store: SQLiteFeedbackStore) throws {
        self.index = index
        self.path = path
        let epoch = WireJournalEntry.make {
            $0.epochStarted = .make {
                $0.kiosk = "bench-\(index)"
                $0.epoch = 7
            }
        }
        _ = try store.commit([.entries([epoch])], at: time)
    }

    func ratings(_ count: Int, at time: Timestamp) throws -> WireJournalEntry {
        try self.run(count, at: time) { submission, serial in
            submission.rating = .make {
                $0.scale = "faces-5"
                $0.level = UInt32(1 + serial * 7 % 5)
            }
        }
    }

    func cases(_ count: Int, at time: Timestamp) throws -> WireJournalEntry {
        var entry = try self.run(count, at: time) { submission, serial in
            submission.entry = .make {
                $0.lane = .feedback
                $0.subject = "attitude"
                $0.text = "Tôi nộp hồ sơ ba tuần rồi mà chưa có kết quả, hỏi thì không ai trả lời."
                $0.trackingCode = TrackingCode(rawValue: UInt64(self.index) << 32 | serial)?.symbols ?? ""
            }
        }
        entry.submissions.routings = (0..<count).map { index in
            .make {
                $0.index = UInt32(index)
                $0.responsibleUnit = self.path.last ?? ""
                $0.rule = "feedback-unit"
                $0.ruleSet = "default-1"
                $0.registerEdition = "2022-10"
                $0.unitPath = self.path
                $0.lifecycle = "feedback-2022"
                $0.caseRules = "default-1"
            }
        }
        return entry
    }

    private func run(
        _ count: Int,
        at time: Timestamp,
        _ fill: (inout WireSubmission, UInt64) -> Void
    ) throws -> WireJournalEntry {
        let first = self.given + 1
        self.given += UInt64(count)
        let submissions = try (first...self.given).map { serial in
            try WireSubmission.make {
                let low = 0x8000_0000_0000_0000 | UInt64(self.index) << 40 | serial
                $0.id = Data(SubmissionID(high: 0x0183_D5A0_0000_7000, low: low).bytes)
                $0.capturedAt = time.microseconds
                $0.office = self.path.last ?? ""
                $0.field = "land"
                $0.counter = "\(serial % 3 + 1)"
                fill(&$0, serial)
            }.encodedData()
        }
        return .make {
            $0.submissions = .make {
                $0.kiosk = "bench-\(self.index)"
                $0.epoch = 7
                $0.firstSequence = first
                $0.submissions = submissions
                $0.registerEdition = "2022-10"
                $0.officePath = self.path
            }
        }
    }
}
