import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles

/// A store full of open cases.
struct DeskLoad {
    /// How long the store took to fill.
    struct Filling {
        let cases: Int
        let duration: Duration

        var seconds: String { "\(self.duration.wholeMicroseconds / 1000 / 1000)" }
        var perSecond: Int { self.cases * 1_000_000 / Int(max(1, self.duration.wholeMicroseconds)) }
    }

    let filling: Filling
    private let store: SQLiteFeedbackStore
    private let inboxPath: [String]
    private let begin: Timestamp

    /// Fills a new store.
    init(cases: Int, path: String) throws {
        var configuration = SQLiteStoreConfiguration()
        configuration.law = CaseLaw(
            ruleSets: try CaseRules.bundled().ruleSets,
            calendar: try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
        )
        self.store = try SQLiteFeedbackStore(path: path, configuration: configuration)
        let edition = try Register(parsing: .bundled).firstEdition
        let paths = edition.units.compactMap { edition.path(of: $0.code)?.map(\.text) }.filter { $0.count == 3 }
        self.inboxPath = paths[0]
        // 2022-10-14T08:30:00+07:00.
        self.begin = Timestamp(microseconds: 1_665_711_000_000_000)
        let started = ContinuousClock.now
        _ = try self.store.commit([.entries([Self.epoch])], at: self.begin)
        var number = 0
        while number < cases {
            let count = min(200, cases - number)
            let serials = number..<(number + count)
            let entry = try WireJournalEntry.make(
                serials.map { try Self.entry(UInt64($0)) },
                from: UInt64(number + 1),
                paths: serials.map { $0 % 10 == 0 ? paths[0] : paths[1 + $0 % (paths.count - 1)] }
            )
            let time = self.begin.advanced(by: .seconds(number))
            _ = try self.store.commit([.entries([entry])], at: time)
            number += count
        }
        self.filling = Filling(cases: cases, duration: started.duration(to: .now))
    }

    /// Reads a unit's inbox.
    func inbox(limit: Int) throws {
        _ = try self.store.cases(
            CaseQuery(unitPath: self.inboxPath, isOpenOnly: true, order: .due, limit: limit)
        )
    }

    /// Reads one case with everything.
    func oneCase() throws {
        _ = try self.store.caseDetail(number: 5_000)
    }

    /// Looks for whom to tell, at the beginning when nobody is, or years later when everybody is.
    func look(atEnd: Bool) throws {
        let time = atEnd ? self.begin.advanced(by: .seconds(365 * 86_400)) : self.begin
        _ = try self.store.dueNotices(at: time, limit: 200)
    }

    /// Closes the store.
    func close() throws {
        try self.store.close()
    }

    private static let epoch = WireJournalEntry.make {
        $0.epochStarted = .make {
            $0.kiosk = "bench"
            $0.epoch = 7
        }
    }

    private static func entry(_ serial: UInt64) throws -> Data {
        try WireSubmission.make {
            $0.id = Data(SubmissionID(high: 0x0183_D5A0_0000_7000, low: 0x8000_0000_0000_0000 | serial).bytes)
            $0.capturedAt = 1_665_711_000_000_000
            $0.office = "29242"
            $0.field = "land"
            $0.entry = .make {
                $0.lane = .feedback
                $0.subject = "attitude"
                $0.text = "Tôi nộp hồ sơ ba tuần rồi mà chưa có kết quả, hỏi thì không ai trả lời."
                $0.trackingCode = TrackingCode(rawValue: serial)?.symbols ?? ""
            }
        }.encodedData()
    }
}

extension WireJournalEntry {
    /// A run of entries, each routed to its own unit.
    fileprivate static func make(
        _ submissions: [Data],
        from sequence: UInt64,
        paths: [[String]]
    ) throws -> WireJournalEntry {
        .make {
            $0.submissions = .make {
                $0.kiosk = "bench"
                $0.epoch = 7
                $0.firstSequence = sequence
                $0.submissions = submissions
                $0.registerEdition = "2022-10"
                $0.officePath = paths[0]
                $0.routings = paths.enumerated().map { index, path in
                    .make {
                        $0.index = UInt32(index)
                        $0.responsibleUnit = path.last ?? ""
                        $0.rule = "feedback-unit"
                        $0.ruleSet = "default-1"
                        $0.registerEdition = "2022-10"
                        $0.unitPath = path
                        $0.lifecycle = "feedback-2022"
                        $0.caseRules = "default-1"
                    }
                }
            }
        }
    }
}
