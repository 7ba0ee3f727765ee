import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import Foundation
import Identity
import Logging
import NIOConcurrencyHelpers
import Testing
import ZeroMQ

@testable import KioskAgent

/// The made-up kiosks and what their citizens write.
@Suite(.timeLimit(.minutes(2)))
struct SimulationTests {
    private static func edition() throws -> Edition {
        try #require(try Register(parsing: .bundled).edition(id: "2022-10"))
    }

    private static func generator(seed: UInt64) throws -> SubmissionGenerator {
        SubmissionGenerator(
            edition: try self.edition(),
            subjects: try CodeList(parsing: .bundledSubjects),
            fields: try CodeList(parsing: .bundledFields),
            seed: seed
        )
    }

    @Test("Every commune's submissions keep every rule, about real subjects, fields and units")
    func generatesValid() throws {
        let edition = try Self.edition()
        let subjects = try CodeList(parsing: .bundledSubjects)
        let fields = try CodeList(parsing: .bundledFields)
        let offices = edition.units.filter { [.ward, .commune, .township].contains($0.kind) }
        #expect(offices.count == 106)
        let seed = UInt64.random(in: .min ... .max)
        var generator = try Self.generator(seed: seed)
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        var entries = 0
        var texts: Set<String> = []
        for office in offices {
            let completion = SubmissionCompletion(
                office: office.code.text,
                registerEdition: edition.id,
                counter: "",
                vocabulary: try CodeVocabulary(),
                contactKey: nil,
                inspectorateKey: ContactSecretKey().publicKey
            )
            for _ in 0..<40 {
                let record = generator.next(atOffice: office.code.text)
                let time = Timestamp(microseconds: 1_665_700_000_000_000)
                _ = try completion.complete(record, at: time, using: &random)
                #expect(record.submission.field.isEmpty || fields[record.submission.field] != nil, "seed \(seed)")
                for reason in record.submission.rating.reasons { #expect(subjects[reason] != nil) }
                guard case .entry(let entry) = record.submission.content else { continue }
                entries += 1
                texts.insert(entry.text)
                #expect(subjects[entry.subject] != nil, "seed \(seed)")
                #expect(!entry.text.contains("{") && !entry.text.contains("}"), "seed \(seed): \(entry.text)")
                #expect(entry.text.count > 20)
                let unit = UnitCode(entry.unitComplainedAbout)
                #expect(entry.unitComplainedAbout.isEmpty || unit.map(edition.contains) == true, "seed \(seed)")
            }
        }
        #expect((500...1300).contains(entries), "seed \(seed): \(entries) entries of 4240")
        #expect(texts.count > entries / 2, "seed \(seed): only \(texts.count) different texts")
    }

    @Test("Every subject of the register has words of its own")
    func coversSubjects() throws {
        for subject in try CodeList(parsing: .bundledSubjects).items {
            #expect(EntryPhrases.bySubject[subject.code]?.isEmpty == false, "\(subject.code)")
        }
        let fields = try CodeList(parsing: .bundledFields)
        for visit in ServiceVisit.all { #expect(fields[visit.field] != nil, "\(visit.field)") }
    }

    @Test("The same seed makes the same submissions")
    func isSeeded() throws {
        var first = try Self.generator(seed: 7)
        var second = try Self.generator(seed: 7)
        for _ in 0..<50 { #expect(first.next(atOffice: "29242") == second.next(atOffice: "29242")) }
    }

    @Test("A fleet of 106 delivers all it was thanked for, once and in order, and lists it")
    func deliversEverything() async throws {
        try await KioskFixture.with { kiosk in
            let aggregator = try await AcceptingAggregator()
            var options = try Self.options(kiosk.folder, aggregator)
            options.rate = 400
            options.duration = .seconds(2)
            options.thankedFile = "\(kiosk.folder)/thanked"
            let clock: @Sendable () -> Timestamp = { Timestamp(microseconds: 1_665_700_000_000_000) }
            let fleet = try await KioskFleet(options, logger: kiosk.log.logger, now: clock)
            await fleet.record()
            await fleet.drain()
            let figures = fleet.figures
            try await fleet.stop()
            #expect(figures.kiosks == 106 && figures.outboxLeft == 0 && figures.refused == 0 && figures.rejected == 0)
            #expect(figures.published > 200 && figures.receipted == figures.published)
            let listed = try String(contentsOfFile: "\(kiosk.folder)/thanked", encoding: .utf8).split(separator: "\n")
            let received = aggregator.ids.map { $0.map { String(format: "%02x", $0) }.joined() }
            #expect(Set(received).count == received.count)
            #expect(Set(received) == Set(listed.map(String.init)) && listed.count == figures.published)
            #expect(aggregator.outOfOrder == 0)
            #expect(aggregator.offices.count == figures.offices)
            await aggregator.stop()
        }
    }

    @Test("A missing key is named with what to do")
    func needsKeys() async throws {
        try await KioskFixture.with { kiosk in
            let aggregator = try await AcceptingAggregator()
            let options = try Self.options(kiosk.folder, aggregator)
            try FileManager.default.removeItem(atPath: "\(kiosk.folder)/keys/kiosk-29242-1.key")
            await #expect { try await KioskFleet(options, logger: kiosk.log.logger, now: { .epoch }) } throws: {
                ($0 as? AgentError)?.message.contains("langnghe keys new-kiosks") == true
            }
            await aggregator.stop()
        }
    }

    /// Options with a key for each commune.
    private static func options(_ folder: String, _ aggregator: AcceptingAggregator) throws -> SimulationOptions {
        let keys = "\(folder)/keys"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        for unit in try self.edition().units where [.ward, .commune, .township].contains(unit.kind) {
            let name = try PrincipalName("kiosk-\(unit.code)-1")
            try ClientKeyFile(
                name: name,
                keyPair: try CurveKeyPair.generate(),
                serverPublicKey: aggregator.keyPair.publicKey,
                inspectorateKey: ContactSecretKey().publicKey
            ).write(to: "\(keys)/\(name).key")
        }
        return SimulationOptions(
            dataFolder: "\(folder)/kiosks",
            keysFolder: keys,
            aggregatorEndpoint: aggregator.endpoint,
            seed: 42
        )
    }
}
