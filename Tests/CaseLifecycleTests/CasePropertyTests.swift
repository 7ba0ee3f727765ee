import CaseLifecycle
import CivilTime
import Testing

@Suite("Random sequences of commands")
struct CasePropertyTests {
    private static let actors = [
        CaseFixture.kiosk, CaseFixture.officer, .routing, Actor(.operator, identifier: "centre-1"),
        Actor(.officer, identifier: "desk-29242-9", role: "leader"),
    ]

    /// A command that may be good, stale, late, repeated, without reason or by the wrong party.
    private func randomCommand(
        on subject: Case,
        sent: [CaseCommand],
        using generator: inout SplitMix64
    ) throws -> CaseCommand {
        if Int.random(in: 0..<6, using: &generator) == 0, let earlier = sent.randomElement(using: &generator) {
            return earlier
        }
        let version =
            Int.random(in: 0..<8, using: &generator) == 0
            ? UInt32.random(in: 0...subject.version + 2, using: &generator) : subject.version
        let reasons: [String?] = [nil, " ", "Theo quy định", "Đúng thẩm quyền"]
        let units: [String?] = [nil, nil, "29242", "29245", ""]
        let key = "key-\(Int.random(in: 0..<400, using: &generator))"
        return CaseCommand(
            event: try #require(RichLifecycle.events.randomElement(using: &generator)),
            actor: try #require(Self.actors.randomElement(using: &generator)),
            at: CaseFixture.start.advanced(by: .seconds(Int.random(in: -5000...500_000, using: &generator))),
            reason: try #require(reasons.randomElement(using: &generator)),
            unit: try #require(units.randomElement(using: &generator)),
            expectedVersion: version,
            idempotencyKey: try #require(IdempotencyKey(key))
        )
    }

    private func run(_ definition: LifecycleDefinition, seed: UInt64) throws -> Case {
        var generator = SplitMix64(seed: seed)
        var subject = try CaseFixture.opened(under: definition)
        var sent: [CaseCommand] = []
        var answers: [IdempotencyKey: CaseEvent] = [:]
        for _ in 0..<300 {
            let command = try self.randomCommand(on: subject, sent: sent, using: &generator)
            let before = subject
            sent.append(command)
            do throws(CaseCommandError) {
                let outcome = try subject.apply(command, under: definition)
                if outcome.isRepetition {
                    #expect(subject == before, "seed \(seed)")
                    #expect(outcome.event == answers[command.idempotencyKey], "seed \(seed)")
                } else {
                    #expect(answers.updateValue(outcome.event, forKey: command.idempotencyKey) == nil, "seed \(seed)")
                    #expect(subject.history == before.history + [outcome.event], "seed \(seed)")
                    #expect(outcome.event.at >= command.at, "seed \(seed)")
                }
            } catch {
                #expect(subject == before, "seed \(seed): \(error.code)")
            }
            if subject != before { self.checkInvariants(of: subject, under: definition, seed: seed) }
        }
        return subject
    }

    private func checkInvariants(of subject: Case, under definition: LifecycleDefinition, seed: UInt64) {
        let history = subject.history
        #expect(Int(subject.version) == history.count, "seed \(seed)")
        #expect(history.map(\.version) == Array(1...subject.version), "seed \(seed)")
        #expect(["29242", "29245"].contains(subject.responsibleUnit), "seed \(seed)")
        #expect(history.allSatisfy { !$0.unit.isEmpty }, "seed \(seed)")
        #expect(history.last?.unit == subject.responsibleUnit, "seed \(seed)")
        #expect(history.last?.to == subject.state, "seed \(seed)")
        #expect(history.last?.at == subject.lastChangedAt, "seed \(seed)")
        #expect(definition.definition(of: subject.state) != nil, "seed \(seed)")
        let steps = zip(history, history.dropFirst())
        #expect(steps.allSatisfy { $0.at <= $1.at }, "seed \(seed)")
        #expect(steps.allSatisfy { $0.to == $1.from }, "seed \(seed)")
        let replayed = try? Case.replaying(
            subject.reception,
            routing: subject.routing,
            events: history,
            under: definition
        )
        #expect(replayed == subject, "seed \(seed)")
    }

    @Test("One unit, one version an entry, no time backwards, the same case told again", arguments: PropertySeeds.all)
    func smallest(seed: UInt64) throws {
        let subject = try self.run(.smallest, seed: seed)
        #expect(subject.version <= 4, "seed \(seed)")
    }

    @Test("The same holds for a larger life cycle made of data alone", arguments: PropertySeeds.all)
    func rich(seed: UInt64) throws {
        _ = try self.run(RichLifecycle.make(), seed: seed)
    }

    @Test("The random sequences do reach every state of the larger life cycle")
    func coverage() throws {
        let rich = try RichLifecycle.make()
        var reached: Set<CaseState> = []
        for seed in PropertySeeds.fixed {
            reached.formUnion(try self.run(rich, seed: seed).history.map(\.to))
        }
        #expect(reached == Set(rich.states.map(\.state)))
    }
}
