import CivilTime
import DeliverySimulation
import FeedbackProtocol
import Satisfaction
import Testing

@testable import FeedbackStore

@Suite("Days as a snapshot tells them")
struct PackedDaysTests {
    private typealias Counts = [Int64: [UInt64]]

    private static func path(_ office: Int) -> [String] { ["84", "842", "2924\(office)"] }

    @Test
    func `A snapshot from any day has what was added day by day, however it came`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix64(seed: seed)
        let folder = try TemporaryFolder()
        let file = try TallyFile(path: folder.file("tallies.sqlite"))
        var expected: [[String]: Counts] = [:]
        var mark = JournalMark()
        for piece in 1...12 {
            var counted = CountedRatings()
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                let path = Self.path(Int.random(in: 1...3, using: &generator))
                let day = Int64.random(in: -70...70, using: &generator)
                let level = Int.random(in: 1...5, using: &generator)
                let group = RatingGroup(
                    unitPath: path,
                    registerEdition: "2022-10",
                    counter: "",
                    field: "",
                    scale: "faces-5",
                    hour: day * 24 + Int64.random(in: 0...23, using: &generator)
                )
                counted.groups[group, default: RatingTally()].add(level: level, criteria: [], reasons: [])
                counted.numbers[path, default: 0] += 1
                expected[path, default: [:]][day, default: Array(repeating: 0, count: 10)][level - 1] += 1
            }
            let next = JournalMark(position: UInt64(piece), hash: [UInt8(piece)])
            #expect(try file.add(counted, from: mark, through: next))
            mark = next
        }
        for first in [.min, -64, -33, -32, -1, 0, 1, 31, 32, 33, 71] as [Int64] {
            let snapshot = try #require(try file.snapshot(of: ["84"], from: first, mostDays: 1000))
            let told = Dictionary(
                uniqueKeysWithValues: snapshot.offices.map { office in
                    (office.unitPath, Dictionary(office.days.map { ($0.day, $0.levels.counts) }) { $1 })
                }
            ).filter { !$0.value.isEmpty }
            let wanted = expected.mapValues { $0.filter { $0.key >= first } }.filter { !$0.value.isEmpty }
            #expect(told == wanted, "seed \(seed), from \(first)")
            #expect(snapshot.offices.allSatisfy { $0.days.map(\.day) == $0.days.map(\.day).sorted() }, "seed \(seed)")
            let count = wanted.values.reduce(0) { $0 + $1.count }
            #expect((try file.snapshot(of: ["84"], from: first, mostDays: count)) != nil, "seed \(seed)")
            if count > 0 { #expect(try file.snapshot(of: ["84"], from: first, mostDays: count - 1) == nil) }
        }
        for day in [-70, 0, 5, 70] as [Int32] {
            let rated = try file.ratings(on: Day(daysSinceEpoch: day))
            let told = Dictionary(rated.offices.map { ($0.unitPath, $0.levels.counts) }) { $1 }
            #expect(told == expected.compactMapValues { $0[Int64(day)] }, "seed \(seed), day \(day)")
            #expect(rated.numbers == expected.mapValues { $0.values.reduce(0) { $0 + $1.reduce(0, +) } })
        }
        try file.close()
    }

    @Test
    func `Packed days are the days of a RatedOffice on the wire`() throws {
        let levels = try #require(LevelTally(counts: [0, 3, 0, 0, 0, 0, 0, 0, 0, 0]))
        var bytes: [UInt8] = []
        for day in [-5, 0, 9] as [Int64] { PackedDays.append(.init(day: day, levels: levels), to: &bytes) }
        let days = try WireRatedOffice(decoding: bytes).days
        #expect(days.map(\.day) == [-5, 0, 9] && days.allSatisfy { $0.levels == [0, 3] })
        #expect(try WireRatedOffice.make { $0.days = days }.encoded() == bytes)
        #expect(PackedDays.days(in: bytes)?.map(\.levels) == Array(repeating: levels, count: 3))
        #expect(PackedDays.days(in: [0xFF]) == nil)
        #expect([-33, -32, -1, 0, 31, 32].map { PackedDays.span(of: $0) } == [-2, -1, -1, 0, 0, 1])
    }
}
