import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import Foundation
import Satisfaction
import Testing

@testable import Aggregator
@testable import FeedbackStore

@Suite("Counting the journal's ratings, and reporting them")
struct TallyBuilderTests {
    private static let path = ["84", "842", "29242"]
    private let builder: TallyBuilder
    /// Nine o'clock on 2022-10-14.
    private let time: Timestamp
    private let hour: Int64

    init() throws {
        let day = try #require(Day("2022-10-14"))
        self.time = Timestamp(startOf: day).advanced(by: .seconds(9 * 3600))
        self.hour = RatingGroup.hours(from: day, through: day).lowerBound + 9
        self.builder = TallyBuilder(vocabulary: FeedVocabulary(try CodeVocabulary()).ratings)
    }

    private func rating(_ level: UInt32, field: String = "land", reasons: [String] = []) throws -> Data {
        try WireSubmission.make {
            $0.office = "29242"
            $0.capturedAt = self.time.microseconds
            $0.field = field
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = level
                $0.reasons = reasons
                $0.criteria = [
                    .make {
                        $0.criterion = "greets"
                        $0.met = level > 3
                    }
                ]
            }
        }.encodedData()
    }

    private func batch(_ entries: [WireJournalEntry], _ first: UInt64 = 1) throws -> JournalBatchRecord {
        JournalBatchRecord(
            firstPosition: first,
            count: UInt64(entries.count),
            recordedAt: Timestamp(microseconds: 0),
            body: try WireJournalBatch.make { $0.entries = entries }.encodedData(),
            previousHash: [],
            hash: []
        )
    }

    private func run(_ submissions: [Data]) -> WireJournalEntry {
        .make {
            $0.submissions = .make {
                $0.kiosk = "kiosk-1"
                $0.submissions = submissions
                $0.registerEdition = "2022-10"
                $0.officePath = Self.path
            }
        }
    }

    @Test
    func `Ratings are counted by office, field, scale and hour; what else stands in the journal is none`() throws {
        let entry = try WireSubmission.make { $0.entry = .make { $0.text = "Chữ" } }.encodedData()
        let released = WireJournalEntry.make {
            $0.quarantineDecided = .make {
                $0.released = true
                $0.submission = (try? self.rating(1, reasons: ["other"])) ?? Data()
                $0.routing = .make {
                    $0.unitPath = Self.path
                    $0.registerEdition = "2022-10"
                }
            }
        }
        let discarded = WireJournalEntry.make {
            $0.quarantineDecided = .make { $0.submission = (try? self.rating(1)) ?? Data() }
        }
        let held = WireJournalEntry.make {
            $0.quarantined = .make { $0.submission = (try? self.rating(1)) ?? Data() }
        }
        let counted = try self.builder.tallies(in: [
            try self.batch([self.run([try self.rating(5), entry, try self.rating(5)]), held]),
            try self.batch([released, discarded, self.run([try self.rating(2, field: "somebody@example.com")])], 9),
        ])
        let tallies = counted.groups
        #expect(counted.numbers == [Self.path: 5], "what cannot be read as a rating has a number, too")
        let pressed = counted.presses.values.map { $0.map(\.sequence) }
        #expect(pressed == [[1, 3, 11]], "those that a person released are not screened")
        #expect(tallies.count == 2 && tallies.values.reduce(0) { $0 + $1.levels.total } == 4)
        let land = try #require(tallies.first { $0.key.field == "land" })
        #expect(land.key.unitPath == Self.path && land.key.scale == "faces-5")
        #expect(land.key.hour == self.hour)
        #expect(Array(land.value.levels.counts.prefix(5)) == [1, 0, 0, 0, 2])
        #expect(land.value.criteria["greets"] == .init(met: 2, notMet: 1) && land.value.reasons == ["other": 1])
        #expect(tallies.keys.contains { $0.field.isEmpty }, "what no list has is counted without it")
    }

    @Test
    func `Batches add up the same way however they are cut, and an unreadable one is named`() throws {
        let batches = try (0..<6).map { index in
            try self.batch([self.run([try self.rating(UInt32(index % 5) + 1)])], UInt64(index + 1))
        }
        let whole = try self.builder.tallies(in: batches)
        var parts = try self.builder.tallies(in: batches[..<2])
        let rest = try self.builder.tallies(in: batches[2...])
        for (group, tally) in rest.groups {
            parts.groups[group, default: .init(levels: LevelTally(levelCount: 10))].merge(tally)
        }
        parts.numbers.merge(rest.numbers, uniquingKeysWith: +)
        parts.presses.merge(rest.presses, uniquingKeysWith: +)
        #expect(parts == whole)
        let broken = JournalBatchRecord(
            firstPosition: 7,
            count: 1,
            recordedAt: Timestamp(microseconds: 0),
            body: Data([0xFF, 0xFF]),
            previousHash: [],
            hash: []
        )
        #expect(throws: StoreError.self) { _ = try self.builder.tallies(in: batches + [broken]) }
    }

    @Test
    func `A report ranks offices with enough ratings, lists the others, and totals all`() throws {
        let scale = try #require(try ScaleList.bundled().items.first { $0.id == "faces-5" })
        func tally(_ counts: [UInt64]) -> RatingTally {
            RatingTally(levels: LevelTally(counts: counts + [0, 0, 0, 0, 0]) ?? LevelTally(levelCount: 10))
        }
        let offices: [UnitCode?: RatingTally] = [
            UnitCode("29242"): tally([0, 0, 0, 5, 95]), UnitCode("29245"): tally([50, 0, 0, 50, 0]),
            UnitCode("29248"): tally([0, 0, 0, 0, 29]), nil: tally([0, 0, 1, 0, 0]),
        ]
        let wire = SatisfactionReport(offices, on: scale, minimumCount: 30).wire
        #expect(wire.offices.map(\.unit) == ["29242", "29245", "29248", ""])
        #expect(wire.offices.map(\.bestPlace) == [1, 2, 0, 0] && wire.satisfiedFrom == 4)
        #expect(wire.total.levels == [50, 0, 1, 55, 124] && wire.offices[0].levels.count == 5)
        #expect(wire.offices[1].satisfied.estimate == 0.5 && wire.offices[1].dissatisfied.estimate == 0.5)
        #expect(!wire.offices[3].hasMean, "one rating has no spread")
        let nothing = SatisfactionReport([:], on: scale, minimumCount: 30).wire
        #expect(nothing.offices.isEmpty && !nothing.total.hasSatisfied && nothing.total.levels == [0, 0, 0, 0, 0])
    }
}
