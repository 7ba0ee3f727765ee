import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles
import Testing

/// A store with two feedback cases of 2022-10-14, at positions 2 and 3.
struct Office {
    let folder: TemporaryFolder
    var store: SQLiteFeedbackStore
    var path: String { self.folder.file("store.sqlite") }

    init(closures: [LocalClosure] = []) throws {
        self.folder = try TemporaryFolder()
        self.store = try SQLiteFeedbackStore(
            path: self.folder.file("store.sqlite"),
            configuration: try Office.configuration(closures)
        )
        var maker = SubmissionMaker()
        let routings = [0, 1].map { index in
            var routing = SubmissionMaker.routing(index)
            routing.lifecycle = "feedback-2022"
            routing.caseRules = "default-1"
            return routing
        }
        let entries = [try maker.entry(code: 1), try maker.entry(code: 2)]
        let run = SubmissionMaker.run(entries, from: 1, routings: routings)
        _ = try self.store.commit([.entries([SubmissionMaker.epoch(), run])], at: try Office.time("2022-10-14", 9))
    }

    static func configuration(_ closures: [LocalClosure] = []) throws -> SQLiteStoreConfiguration {
        let bundled = try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
        var configuration = SQLiteStoreConfiguration()
        configuration.law = CaseLaw(
            ruleSets: try CaseRules.bundled().ruleSets,
            calendar: try WorkingCalendar(
                years: bundled.years,
                closures: closures,
                officeHours: bundled.officeHours
            )
        )
        return configuration
    }

    static func time(_ day: String, _ hour: Int) throws -> Timestamp {
        Timestamp(startOf: try #require(Day(day))).advanced(by: .seconds(hour * 3600))
    }

    /// Closes the store and opens it again.
    mutating func reopen(closures: [LocalClosure] = []) throws {
        try self.store.close()
        self.store = try SQLiteFeedbackStore(path: self.path, configuration: try Office.configuration(closures))
    }

    /// Gives what is due at a time, and tells what was given.
    func giveDue(at time: Timestamp) throws -> [GivenNotice] {
        let due = try self.store.dueNotices(at: time, limit: 100)
        return try self.store.commit(due.map { .deadlineNotice($0) }, at: time).outcomes.compactMap { outcome in
            if case .noticeGiven(let notice) = outcome { notice } else { nil }
        }
    }

    func command(
        _ number: UInt64,
        _ event: CaseEventKind,
        version: UInt32,
        at time: Timestamp,
        key: UInt8,
        role: Role = .officer,
        _ details: CaseEventDetails = .none,
        unitPath: [String] = []
    ) throws -> WriteOutcome {
        let request = CaseCommandRequest(
            caseNumber: number,
            event: event,
            expectedVersion: version,
            reason: "Có lý do",
            details: details,
            unitPath: unitPath,
            actor: Actor(.officer, identifier: "hoa", role: role),
            actorName: "Hoa",
            idempotencyKey: [UInt8](repeating: key, count: 16)
        )
        return try #require(try self.store.commit([.caseCommand(request)], at: time).outcomes.first)
    }
}
