import CivilTime
import FeedbackStore
import Foundation
import GRDB
import Testing

@Suite("Telling the feed's events again")
struct FeedReplayTests {
    /// One event as a follower of a scope sees it.
    private struct Told: Hashable {
        let sequence: UInt64
        let number: UInt64
        let recordedAt: Timestamp
        let unitPath: [String]
        let registerEdition: String
        let scopeSequences: [UInt64]
        let content: String

        /// What something told is in a scope, in order.
        static func all(_ event: ReplayedEvent, in scope: [String]) -> [Told] {
            switch event {
            case .ratings(let ratings):
                guard ratings.unitPath.starts(with: scope) else { return [] }
                return ratings.indices.enumerated().map { offset, index in
                    let sequences = ratings.baseSequences.map { $0 + UInt64(offset) + 1 }
                    return Told(
                        sequence: sequences[scope.count - 1],
                        number: ratings.firstNumber + UInt64(offset),
                        recordedAt: ratings.recordedAt,
                        unitPath: ratings.unitPath,
                        registerEdition: ratings.registerEdition,
                        scopeSequences: sequences,
                        content: ratings.submissions[index].base64EncodedString()
                    )
                }
            case .caseChange(let record):
                let left = record.departure.map { (place: $0, what: "left") }
                return [left, (place: record.place, what: "changed")].compactMap { told in
                    guard let told, told.place.unitPath.starts(with: scope) else { return nil }
                    return Told(
                        sequence: told.place.scopeSequences[scope.count - 1],
                        number: record.number,
                        recordedAt: record.recordedAt,
                        unitPath: told.place.unitPath,
                        registerEdition: told.place.registerEdition,
                        scopeSequences: told.place.scopeSequences,
                        content: "\(told.what) \(record)"
                    )
                }
            }
        }
    }

    private struct Scope: Hashable {
        let stream: ScopeCounters.Stream
        let path: [String]
    }

    /// Everything that was told, scope by scope.
    private static func byScope(_ events: [CommittedEvent]) -> [Scope: [Told]] {
        var told: [Scope: [Told]] = [:]
        for event in events {
            let (stream, replayed, paths): (ScopeCounters.Stream, ReplayedEvent, [[String]]) =
                switch event {
                case .ratings(let ratings): (.ratings, .ratings(ratings), [ratings.unitPath])
                case .caseChanged(let change):
                    (
                        .caseChanges, .caseChange(change.record),
                        [change.record.place.unitPath] + (change.record.departure.map { [$0.unitPath] } ?? [])
                    )
                }
            for scope in Set(paths.flatMap { path in path.indices.map { Array(path[...$0]) } }) {
                told[Scope(stream: stream, path: scope), default: []] += Told.all(replayed, in: scope)
            }
        }
        return told
    }

    /// Reads a stretch to its end, in pieces of at most `limit` events.
    private static func replayed(
        _ scope: Scope,
        _ wanted: ClosedRange<UInt64>,
        limit: Int,
        mostReads: Int = FeedReplay.mostReads,
        from store: any FeedbackStoreReading
    ) throws -> [Told] {
        var replay = FeedReplay(scope.stream, unitPath: scope.path, from: wanted.lowerBound)
        var told: [Told] = []
        while true {
            let piece = try replay.next(
                through: wanted.upperBound,
                limit: limit,
                mostReads: mostReads,
                from: store
            )
            let events = piece.flatMap { Told.all($0, in: scope.path) }.filter { wanted.contains($0.sequence) }
            #expect(events.count <= limit + 1)
            told += events
            guard !replay.isAtEnd, replay.nextSequence <= wanted.upperBound else { return told }
        }
    }

    @Test(arguments: [1, 2, UInt64.random(in: .min ... .max)])
    func `Any stretch of any scope is told again as it was told, in pieces of any size`(seed: UInt64) throws {
        print("FeedReplayTests seed \(seed)")
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var history = RandomHistory(seed: seed)
        var live: [CommittedEvent] = []
        var maker = SubmissionMaker()
        var generator = SeededGenerator(seed: seed &+ 1)
        for round in 0..<3 as Range<UInt64> {
            for step in 0..<35 { live += try history.step(store, at: .at(Int64(round) * 100 + Int64(step))) }
            // Enough at once that the counters are stored on the way.
            let ratings = try (0..<4200).map { _ in try maker.rating() }
            let bulk = SubmissionMaker.run(ratings, kiosk: "bulk", from: round * 4200 + 1)
            let begin = round == 0 ? [SubmissionMaker.epoch(kiosk: "bulk")] : []
            live += try store.commit([.entries(begin + [bulk])], at: .at(Int64(round) * 100 + 50)).events
        }
        let newest = try store.newestNumbers()

        let told = Self.byScope(live)
        let scopes = told.keys.sorted { "\($0)" < "\($1)" }
        #expect(scopes.contains(Scope(stream: .caseChanges, path: ["86"])))
        for scope in scopes {
            let events = try #require(told[scope])
            #expect(events.map(\.sequence) == (1...UInt64(events.count)).map { $0 }, "\(scope) was told with a gap")
            #expect(UInt64(events.count) == newest.counters.count(scope.stream, unitPath: scope.path))
            for _ in 0..<4 {
                let first = UInt64.random(in: 1...UInt64(events.count), using: &generator)
                let limit = [1, 2, 7, 100, 4096].randomElement(using: &generator) ?? 1
                let end = min(UInt64(events.count) + 3, first + UInt64(limit) * 20)
                let last = UInt64.random(in: first...end, using: &generator)
                let again = try Self.replayed(
                    scope,
                    first...last,
                    limit: limit,
                    mostReads: Int.random(in: 1...3, using: &generator),
                    from: store
                )
                let expected = events.filter { (first...last).contains($0.sequence) }
                #expect(again == expected, "seed \(seed): \(scope) \(first)...\(last) by \(limit)")
            }
        }
        try store.close()
    }

    @Test
    func `What lies far apart is found in several pieces, and none reads more than it may`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var maker = SubmissionMaker()
        for round in 0..<6 as Range<UInt64> {
            let elsewhere = try (0..<2500).map { _ in try maker.rating() }
            let begin = round == 0 ? [SubmissionMaker.epoch(kiosk: "bulk"), SubmissionMaker.epoch(kiosk: "rare")] : []
            let rare = SubmissionMaker.run(
                [try maker.rating()],
                kiosk: "rare",
                from: round + 1,
                officePath: ["84", "844", "29300"]
            )
            let bulk = SubmissionMaker.run(elsewhere, kiosk: "bulk", from: round * 2500 + 1)
            _ = try store.commit([.entries(begin + [bulk, rare])], at: .at(Int64(round)))
        }
        var replay = FeedReplay(.ratings, unitPath: ["84", "844"], from: 1)
        var pieces = 0
        var told = 0
        while replay.nextSequence <= 6 {
            told += try replay.next(through: 6, limit: 100, mostReads: 1, from: store).count
            #expect(!replay.isAtEnd)
            pieces += 1
        }
        #expect(told == 6 && pieces >= 6, "\(pieces) pieces")
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `At the journal's end it waits, and goes on when there is more`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var maker = SubmissionMaker()
        var replay = FeedReplay(.ratings, unitPath: ["84"], from: 1)
        #expect(try replay.next(through: 10, limit: 5, from: store).isEmpty)
        #expect(replay.isAtEnd)
        _ = try store.commit(
            [.entries([SubmissionMaker.epoch(), SubmissionMaker.run([try maker.rating()], from: 1)])],
            at: .at(0)
        )
        #expect(try replay.next(through: 10, limit: 5, from: store).count == 1)
        #expect(replay.isAtEnd && replay.nextSequence == 2)
        #expect(try replay.next(through: 1, limit: 5, from: store).isEmpty)
        #expect(!replay.isAtEnd)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `The ends of the numbers do not trap`(_ implementation: StoreImplementation) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var history = RandomHistory(seed: 7)
        for step in 0..<40 { try history.step(store, at: .at(Int64(step))) }
        for stream in ScopeCounters.Stream.allCases {
            for first in [.max, .max - 1, .max - 999, 1 << 63] as [UInt64] {
                var replay = FeedReplay(stream, unitPath: ["84"], from: first)
                #expect(try replay.next(through: .max, limit: .max, from: store).isEmpty)
            }
            var replay = FeedReplay(stream, unitPath: ["84"], from: 1)
            #expect(try !replay.next(through: .max, limit: .max, from: store).isEmpty)
        }
        try store.close()
    }

    @Test(arguments: [("left_sequences", "E807"), ("scope_sequences", "FFFFFFFFFFFFFFFFFF01")])
    func `A row whose numbers contradict each other is told to be damaged, and traps nobody`(
        column: String,
        number: String
    ) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        var store = try SQLiteFeedbackStore(path: path)
        var history = RandomHistory(seed: 7)
        for step in 0..<40 { try history.step(store, at: .at(Int64(step))) }
        try store.close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(
                sql: """
                    UPDATE case_change SET left_path = unit_path, left_edition = edition,
                        left_sequences = scope_sequences, \(column) = X'\(number)\(number)\(number)'
                    WHERE unit_path LIKE '84/%' AND length(unit_path) - length(replace(unit_path, '/', '')) = 3
                    """
            )
            #expect(database.changesCount > 0)
        }
        try queue.close()
        store = try SQLiteFeedbackStore(path: path)
        var replay = FeedReplay(.caseChanges, unitPath: ["84"], from: 1)
        let error = #expect(throws: StoreError.self) {
            _ = try replay.next(through: .max, limit: .max, from: store)
        }
        #expect(error?.code == .damaged)
        try store.close()
    }

    @Test(arguments: StoreImplementation.allCases)
    func `A unit that nobody rated has nothing, and nothing of the others is told for it`(
        _ implementation: StoreImplementation
    ) throws {
        let folder = try TemporaryFolder()
        let store = try implementation.open(in: folder)
        var history = RandomHistory(seed: 5)
        for step in 0..<40 { try history.step(store, at: .at(Int64(step))) }
        // A code that another one begins with.
        for path in [["8"], ["84", "8"], ["84", "842", "29242", "1"]] {
            for stream in ScopeCounters.Stream.allCases {
                var replay = FeedReplay(stream, unitPath: path, from: 1)
                #expect(try replay.next(through: .max, limit: 100, from: store).isEmpty)
                #expect(replay.isAtEnd)
            }
        }
        try store.close()
    }
}
