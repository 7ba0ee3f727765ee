import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing

@Suite("Contract: cases from before this system")
struct ImportContractTests {
    @Test(arguments: StoreImplementation.allCases)
    func `A row becomes a case once, in whatever commit it comes again`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        let rows = [ImportMaker.item(1), ImportMaker.item(2), ImportMaker.item(1)]
        let first = try store.commit([ImportMaker.request(rows)], at: .at(0))
        #expect(first.imports == [.made(1), .made(2), .alreadyThere(1)])
        #expect(first.positions == 1..<3)
        let again = try store.commit([ImportMaker.request(rows), ImportMaker.request(rows)], at: .at(1))
        #expect(
            again.imports
                == Array(repeating: [.alreadyThere(1), .alreadyThere(2), .alreadyThere(1)], count: 2).flatMap(\.self)
        )
        #expect(again.positions.isEmpty && again.events.isEmpty)
        #expect(try store.counts().cases == 2)
        #expect(try store.counts().submissions == 0)
        try store.close()
        let reopened = try implementation.open(in: folder)
        #expect(try reopened.commit([ImportMaker.request(rows)], at: .at(2)).positions.isEmpty)
        try reopened.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `Other facts of a known row change nothing, and what is refused keeps its place`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        _ = try store.commit([ImportMaker.request([ImportMaker.item(1)])], at: .at(0))
        let before = try #require(try store.caseDetail(number: 1))
        var foreign = ImportMaker.entry(3)
        foreign.facts.state = "nowhere"
        var sameIdentifier = ImportMaker.entry(4)
        sameIdentifier.id = ImportMaker.entry(1).id
        var secret = ImportMaker.entry(5)
        secret.facts.lane = .denunciation
        let result = try store.commit(
            [
                ImportMaker.request([
                    ImportMaker.item(1, facts: 9, state: .assigned), .refused("the desk says no"), .make(foreign),
                    .make(sameIdentifier), .make(secret), ImportMaker.item(2),
                ])
            ],
            at: .at(1)
        )
        #expect(result.imports.first == .conflict(1))
        #expect(result.imports[1] == .refused("the desk says no"))
        let refused = result.imports[2...4].allSatisfy { if case .refused = $0 { true } else { false } }
        #expect(refused)
        #expect(result.imports.last == .made(2))
        let after = try #require(try store.caseDetail(number: 1))
        #expect(after.file == before.file)
        #expect(after.history == before.history)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `The case has its own dates, no kiosk and no text, and a code nobody can guess`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        let rows = (1...40).map { ImportMaker.item($0) }
        let result = try store.commit([ImportMaker.request(rows)], at: .at(0))
        let found = try #require(try store.caseDetail(number: 1))
        #expect(found.file.kiosk.isEmpty && found.submission.isEmpty && found.deadlines.isEmpty)
        #expect(found.file.reception.receivedAt == .at(-900_000))
        #expect(found.file.reception.capturedAt == .at(-900_000))
        #expect(found.file.changedAt == .at(-500_000))
        #expect(found.file.state == .resolved && !found.file.isOpen)
        #expect(found.history.map(\.event.kind) == [.receive, .import])
        #expect(found.history.map(\.event.at) == [.at(-900_000), .at(-500_000)])
        #expect(found.history.allSatisfy { $0.event.actor == .importing && $0.actorName == "Cán bộ A" })
        let codes = try store.cases(CaseQuery()).elements.map(\.reception.trackingCode)
        #expect(Set(codes).count == 40)
        // 45 random bits: of 40 codes drawn from them, two neighbours one apart are as good as impossible.
        let values = codes.map(\.rawValue).sorted()
        #expect(!zip(values, values.dropFirst()).contains { $1 - $0 <= 1 })
        #expect(try store.caseDetail(trackingCode: codes[0])?.file.number == 1)
        // The feed tells it as now, with the original date of the capture.
        guard case .caseChanged(let change) = try #require(result.events.first) else {
            Issue.record("no change of a case")
            return
        }
        #expect(change.record.recordedAt == .at(0))
        #expect(change.record.number == 1)
        #expect(change.record.place.scopeSequences == [1, 1, 1])
        #expect(try store.cases(CaseQuery(unitPath: ["84", "842"])).total == 40)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `An open case keeps the due date of its source until it is resolved`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        let due = Timestamp.at(50_000)
        let row = ImportMaker.item(1, state: .accepted, dueAt: due)
        let made = try store.commit([ImportMaker.request([row])], at: .at(0))
        #expect(made.positions == 1..<3)
        let opened = try #require(try store.caseDetail(number: 1))
        #expect(opened.file.dueAt == due)
        #expect(opened.deadlines.map(\.dueAt) == [due])
        let recounted = try store.commit([.deadlineRecount(caseNumber: 1)], at: .at(1))
        #expect(recounted.positions.isEmpty)
        _ = try store.commit([SubmissionMaker.command(1, .resolve, version: 2, key: 1)], at: .at(2))
        let resolved = try #require(try store.caseDetail(number: 1))
        #expect(resolved.file.state == .resolved && resolved.file.version == 3)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `The ledger is read page by page, each source on its own`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        let rows = (1...5).map { ImportMaker.item($0) } + [ImportMaker.item(6, source: "other-book")]
        _ = try store.commit([ImportMaker.request(rows)], at: .at(0))
        let first = try store.importLedger(of: "old-book", after: 0, limit: 3)
        #expect(first.elements.map(\.caseNumber) == [1, 2, 3])
        #expect(first.next == 3 && first.total == 5)
        let second = try store.importLedger(of: "old-book", after: 3, limit: 3)
        #expect(second.elements.map(\.row) == [ImportMaker.entry(4).row, ImportMaker.entry(5).row])
        #expect(second.next == nil)
        #expect(try store.importLedger(of: "other-book", after: 0, limit: 3).total == 1)
        #expect(try store.importLedger(of: "no-book", after: 0, limit: 3).elements.isEmpty)
        try store.close()
    }

    @Test
    func `A rebuild makes the same tables byte for byte, and a lost row of the ledger is found`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        let rows = (1...9).map { ImportMaker.item($0, state: $0 % 2 == 0 ? .assigned : .resolved, dueAt: .at(60)) }
        _ = try store.commit([ImportMaker.request(rows)], at: .at(0))
        _ = try store.commit([SubmissionMaker.command(2, .accept, version: 2, key: 1)], at: .at(1))
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
        let before = try RawSQLite.projections(path)
        #expect(before["import_ledger"]?.count == 9)
        for table in ["import_ledger", "case_deadline", "case_event"] {
            try RawSQLite.execute(path, "DELETE FROM \(table) WHERE case_number = 2")
        }
        let reader = try SQLiteFeedbackReader(path: path)
        #expect(try reader.verify { _ in true }.problems.contains { $0.explanation.contains("import_ledger") })
        try reader.close()
        _ = try StoreRebuild.rebuild(path: path) { _ in true }
        #expect(try RawSQLite.projections(path) == before)
    }
}
