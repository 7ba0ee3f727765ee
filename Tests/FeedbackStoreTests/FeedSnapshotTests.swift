import CivilTime
import FeedbackStore
import Foundation
import Testing

@Suite("Cases as they stood at a position")
struct FeedSnapshotTests {
    /// What a follower of a scope holds that kept every event up to a position.
    private static func held(
        _ scope: [String],
        at position: UInt64,
        by events: [CommittedEvent]
    ) -> [CaseChangeRecord] {
        var held: [UInt64: CaseChangeRecord] = [:]
        for case .caseChanged(let change) in events where change.record.number <= position {
            let record = change.record
            held[record.caseNumber] = record.place.unitPath.starts(with: scope) ? record : nil
        }
        return held.values.sorted { left, right in
            let paths = (ScopeCounters.key(left.place.unitPath), ScopeCounters.key(right.place.unitPath))
            return paths.0 == paths.1 ? left.caseNumber < right.caseNumber : paths.0 < paths.1
        }
    }

    private static func snapshot(
        _ scope: [String],
        at position: UInt64,
        limit: Int,
        from store: any FeedbackStoreReading
    ) throws -> [CaseChangeRecord] {
        var found: [CaseChangeRecord] = []
        var place: StandingCaseQuery.Place?
        while true {
            let query = StandingCaseQuery(unitPath: scope, position: position, after: place)
            let piece = try store.standingCases(query, limit: limit)
            found += piece
            guard piece.count == limit, let last = piece.last else { return found }
            place = .init(unitPath: last.place.unitPath, caseNumber: last.caseNumber)
        }
    }

    @Test(arguments: [1, 2, UInt64.random(in: .min ... .max)])
    func `They are what a follower holds that kept every event, whatever happens later`(seed: UInt64) throws {
        print("FeedSnapshotTests seed \(seed)")
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var history = RandomHistory(seed: seed)
        var live: [CommittedEvent] = []
        for step in 0..<150 as Range<Int64> { live += try history.step(store, at: .at(step)) }
        let newest = try store.newestNumbers()
        var scopes: Set<[String]> = []
        for case .caseChanged(let change) in live {
            let path = change.record.place.unitPath
            scopes.formUnion(path.indices.map { Array(path[...$0]) })
        }
        let hasMoved = live.contains { event in
            if case .caseChanged(let change) = event { change.record.departure != nil } else { false }
        }
        #expect(hasMoved)
        var generator = SeededGenerator(seed: seed &+ 1)
        for scope in scopes.sorted(by: { "\($0)" < "\($1)" }) {
            for round in 0..<4 {
                let position = round == 0 ? newest.position : UInt64.random(in: 0...newest.position, using: &generator)
                let limit = [1, 2, 7, 1000].randomElement(using: &generator) ?? 1
                let found = try Self.snapshot(scope, at: position, limit: limit, from: store)
                let expected = Self.held(scope, at: position, by: live)
                #expect(found == expected, "seed \(seed): \(scope) at \(position) by \(limit)")
            }
        }
        try store.close()
    }

    @Test
    func `A unit whose code begins like another's is not below it`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var history = RandomHistory(seed: 3)
        for step in 0..<20 as Range<Int64> { _ = try history.step(store, at: .at(step)) }
        let position = try store.newestNumbers().position
        #expect(try !Self.snapshot(["84"], at: position, limit: 10, from: store).isEmpty)
        #expect(try Self.snapshot(["8"], at: position, limit: 10, from: store).isEmpty)
        #expect(try Self.snapshot(["84", "84"], at: position, limit: 10, from: store).isEmpty)
        try store.close()
    }

    @Test
    func `A store that lacks the beginning of what was told says so`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try SQLiteFeedbackStore(path: path)
        var history = RandomHistory(seed: 4)
        for step in 0..<20 as Range<Int64> { _ = try history.step(store, at: .at(step)) }
        try store.close()
        try RawSQLite.execute(path, "DELETE FROM case_change WHERE position = (SELECT min(position) FROM case_change)")
        let again = try SQLiteFeedbackReader(path: path)
        #expect(throws: StoreError.self) { _ = try Self.snapshot(["84"], at: 20, limit: 10, from: again) }
        try again.close()
    }
}
