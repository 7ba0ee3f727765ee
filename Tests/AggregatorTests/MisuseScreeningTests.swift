import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import RuleFiles
import Satisfaction
import Testing

@testable import Aggregator
@testable import FeedbackStore

@Suite("Screening the journal's ratings for misuse")
struct MisuseScreeningTests {
    private static let path = ["84", "842", "29242"]
    private let scales: [SatisfactionScale]
    private let builder: TallyBuilder
    /// Nine o'clock on 2022-10-14, a Friday.
    private let time: Timestamp

    init() throws {
        let day = try #require(Day("2022-10-14"))
        self.time = Timestamp(startOf: day).advanced(by: .seconds(9 * 3600))
        self.scales = try ScaleList.bundled().items
        self.builder = TallyBuilder(vocabulary: FeedVocabulary(try CodeVocabulary()).ratings)
    }

    private func screening(_ rules: MisuseRules = .ofAggregator, law: CaseLaw = .smallest) -> MisuseScreening {
        MisuseScreening(rules: rules, scales: self.scales, opening: OfficeOpening(law, isAlwaysOpen: false))
    }

    private func rating(
        _ level: UInt32,
        after seconds: Double,
        counter: String = "",
        visit: UInt8? = nil
    ) throws -> Data {
        try WireSubmission.make {
            $0.office = "29242"
            $0.counter = counter
            $0.capturedAt = self.time.microseconds + Int64(seconds * 1e6)
            if let visit { $0.visitID = Data(repeating: visit, count: 16) }
            $0.rating = .make {
                $0.scale = "faces-5"
                $0.level = level
            }
        }.encodedData()
    }

    private func batch(_ runs: [(kiosk: String, ratings: [Data])], at first: UInt64) throws -> JournalBatchRecord {
        let entries = runs.map { run in
            WireJournalEntry.make {
                $0.submissions = .make {
                    $0.kiosk = run.kiosk
                    $0.submissions = run.ratings
                    $0.registerEdition = "2022-10"
                    $0.officePath = Self.path
                }
            }
        }
        return JournalBatchRecord(
            firstPosition: first,
            count: UInt64(runs.reduce(0) { $0 + $1.ratings.count }),
            recordedAt: self.time,
            body: try WireJournalBatch.make { $0.entries = entries }.encodedData(),
            previousHash: [],
            hash: [UInt8(truncatingIfNeeded: first)]
        )
    }

    /// Counts and screens batches in pieces that end before some of them.
    private func count(
        _ batches: [JournalBatchRecord],
        cutBefore cuts: Set<Int>,
        by screening: MisuseScreening,
        into file: TallyFile
    ) throws {
        _ = try file.begin(withRules: screening.text)
        var piece: [JournalBatchRecord] = []
        for (index, batch) in batches.enumerated() {
            piece.append(batch)
            guard index + 1 == batches.count || cuts.contains(index + 1) else { continue }
            let counted = try self.builder.tallies(in: piece)
            let screened = screening.screen(counted.presses, resuming: try file.screens(of: counted.presses.keys))
            let mark = JournalMark(position: batch.positions.upperBound - 1, hash: batch.hash)
            #expect(try file.add(counted, screened: screened, from: try file.mark(), through: mark))
            piece = []
        }
    }

    private static func file(_ folder: URL, _ name: String) throws -> TallyFile {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try TallyFile(path: folder.appendingPathComponent(name).path)
    }

    @Test
    func `Thirty presses of one button in a second are flagged but for the first and left out, none is lost`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try Self.file(folder, "tallies.sqlite")
        let presses = try (0..<30).map { try self.rating(1, after: Double($0) / 30) }
        let other = [try self.rating(5, after: 0)]
        let batch = try self.batch([("kiosk-1", presses), ("kiosk-2", other)], at: 1)
        try self.count([batch], cutBefore: [], by: self.screening(), into: file)
        let office = try #require(try file.ratings(in: 0..<1_000_000).offices.first)
        #expect(Array(office.tally.levels.counts.prefix(5)) == [30, 0, 0, 0, 1], "all are there")
        #expect(office.flagged.presses == 29 && office.flagged.flags[.tooSoon] == 29)
        #expect(office.flagged.flags[.burst] == 20 && office.flagged.flags[.stuckButton] == 29)
        #expect(office.flagged.excluded.counts[0] == 29 && office.flagged.excluded.total == 29)
        let report = SatisfactionReport(
            [UnitCode("29242"): office.tally],
            flagged: [UnitCode("29242"): office.flagged],
            on: try #require(self.scales.first { $0.id == "faces-5" }),
            minimumCount: 1
        ).wire
        #expect(report.offices.map(\.levels) == [[1, 0, 0, 0, 1]] && report.offices[0].satisfied.estimate == 0.5)
        #expect(report.offices[0].flagged == 29 && report.total.excludedLevels == [29, 0, 0, 0, 0])
        let snapshot = try #require(try file.snapshot(of: ["84"], mostDays: 10))
        #expect(snapshot.offices[0].days[0].levels == office.tally.levels, "a snapshot has all, as the feed told them")
        try file.close()
    }

    @Test
    func `However the journal is cut into pieces, the same comes out, and what one screen of all makes of it`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let kiosks = ["kiosk-1", "kiosk-2"]
        var clocks = [0.0, 0.0]
        var position: UInt64 = 1
        var batches: [JournalBatchRecord] = []
        for _ in 0..<60 {
            var runs: [(kiosk: String, ratings: [Data])] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let kiosk = Int.random(in: 0...1, using: &random)
                let ratings = try (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    // Mostly soon after each other, now and then much later or, by a clock set back, earlier.
                    let step = Int.random(in: 0...9, using: &random)
                    let seconds = step == 0 ? -20.0...(-6) : step < 3 ? 60...900 : 0...6
                    clocks[kiosk] += .random(in: seconds, using: &random)
                    return try self.rating(
                        [1, 1, 2, 4, 5, 5].randomElement(using: &random) ?? 1,
                        after: clocks[kiosk],
                        counter: ["", "2"].randomElement(using: &random) ?? "",
                        visit: Bool.random(using: &random) ? UInt8.random(in: 1...3, using: &random) : nil
                    )
                }
                runs.append((kiosks[kiosk], ratings))
            }
            let batch = try self.batch(runs, at: position)
            batches.append(batch)
            position += batch.count
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let screening = self.screening()
        let keys = kiosks.map {
            ScreenKey(kiosk: $0, unitPath: Self.path, registerEdition: "2022-10", scale: "faces-5")
        }
        let whole = try Self.file(folder, "whole.sqlite")
        try self.count(batches, cutBefore: [], by: screening, into: whole)
        let expected = try whole.ratings(in: 0..<1_000_000)
        let flagged = try #require(expected.offices.first?.flagged)
        #expect(flagged.presses > 10 && flagged.flags.count >= 4, "seed \(seed)")
        for name in ["single", "random"] {
            let cuts = name == "single" ? Array(1..<60) : (1..<60).filter { _ in Bool.random(using: &random) }
            let cut = try Self.file(folder, "\(name).sqlite")
            try self.count(batches, cutBefore: Set(cuts), by: screening, into: cut)
            let found = try cut.ratings(in: 0..<1_000_000)
            #expect(found.offices == expected.offices, "seed \(seed)")
            #expect(try cut.screens(of: keys) == whole.screens(of: keys), "seed \(seed)")
            try cut.close()
        }
        // What screens that are fed everything say, without a file.
        var direct = FlaggedRatings()
        for (key, presses) in try self.builder.tallies(in: batches).presses {
            let scale = try #require(self.scales.first { $0.id == key.scale })
            var screen = try #require(MisuseScreen(rules: screening.rules, scale: scale, hours: .always))
            for press in presses { for judged in screen.add(press) { direct.add(judged, by: screening.rules) } }
            for judged in screen.finish() { direct.add(judged, by: screening.rules) }
        }
        #expect(direct == flagged, "seed \(seed)")
        try whole.close()
    }

    @Test
    func `A shift that the office's hours name for Saturdays is open to ratings, and other Saturdays are not`() throws {
        let stretch = try #require(OfficeInterval("08:00-10:00"))
        func hours(_ days: [Weekday], unit: String?) -> OfficeHours {
            OfficeHours(
                unit: unit,
                period: RulePeriod(from: Day(daysSinceEpoch: 0), through: nil),
                stretches: Dictionary(uniqueKeysWithValues: days.map { ($0, [stretch]) }),
                source: RuleSource("Quyết định của tỉnh", confidence: .low)
            )
        }
        let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        let calendar = try WorkingCalendar(
            years: [],
            closures: [],
            officeHours: [hours(weekdays, unit: nil), hours(weekdays + [.saturday], unit: "29242")]
        )
        let opening = OfficeOpening(CaseLaw(ruleSets: [], calendar: calendar), isAlwaysOpen: false)
        let saturday = self.time.advanced(by: .seconds(86_400))
        #expect(opening.hours(ofUnitPath: Self.path).isOpen(at: saturday))
        #expect(!opening.hours(ofUnitPath: ["84", "842", "29245"]).isOpen(at: saturday))
        #expect(!opening.hours(ofUnitPath: Self.path).isOpen(at: saturday.advanced(by: .seconds(86_400))))
    }

    @Test
    func `Presses outside the calendar's hours are flagged where it is known, and other hours count all anew`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let law = try LawFolder(inFolder: folder.path).load()
        let file = try Self.file(folder, "tallies.sqlite")
        // Nine, half past eleven, noon, and eight in the evening.
        let presses = try [0.0, 9000, 10_800, 39_600].map { try self.rating(4, after: $0) }
        let batch = try self.batch([("kiosk-1", presses)], at: 1)
        let screening = self.screening(law: law)
        try self.count([batch], cutBefore: [], by: screening, into: file)
        let flagged = try #require(try file.ratings(in: 0..<1_000_000).offices.first?.flagged)
        #expect(flagged.flags == [.outOfHours: 3], "half past eleven is the margin's end, which is not within")
        #expect(try file.begin(withRules: screening.text), "the same rules, as after a restart, keep what was counted")
        #expect(try file.mark().position == 4)
        #expect(try !file.begin(withRules: self.screening().text) && file.mark() == JournalMark())
        #expect(try file.ratings(in: 0..<1_000_000).offices.isEmpty)
        try self.count([batch], cutBefore: [], by: self.screening(), into: file)
        #expect(try file.ratings(in: 0..<1_000_000).offices.first?.flagged == FlaggedRatings())
        try file.close()
    }

    @Test
    func `Every setting shows in the text that says what was counted by which rules`() throws {
        let standard = self.screening().text
        var changed: [MisuseRules] = []
        for change: (inout MisuseRules) -> Void in [
            { $0.minimumInterval = .seconds(4) }, { $0.burst.limit = 11 }, { $0.burst.window = .seconds(61) },
            { $0.compensation.count = 4 }, { $0.compensation.window = .seconds(21) }, { $0.stuckButton.count = 7 },
            { $0.stuckButton.longestInterval = .seconds(16) }, { $0.stuckButton.jitter = .seconds(2) },
            { $0.visitWindow = .seconds(601) }, { $0.hoursMargin = .seconds(1801) }, { $0.reorderWindow = .seconds(6) },
            { $0.maximumHeld = 600 }, { $0.excluded = [.burst] },
        ] {
            var rules = MisuseRules.ofAggregator
            change(&rules)
            changed.append(rules)
        }
        let texts = Set(changed.map { self.screening($0).text } + [standard])
        #expect(texts.count == changed.count + 1)
    }
}

/// SplitMix64, to be run again with a printed seed.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
