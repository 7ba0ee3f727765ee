import CaseLifecycle
import CivilTime
import Testing

@Suite("A case from before this system")
struct CaseImportingTests {
    private static let due = CaseFixture.start.advanced(by: .seconds(86_400))

    private func imported(
        _ state: CaseState,
        after seconds: Int = 3600,
        dueAt: Timestamp? = due
    ) throws -> Case {
        let made = Case.imported(
            try CaseFixture.reception(),
            unit: CaseFixture.unit,
            routing: CaseFixture.routing,
            state: state,
            since: CaseFixture.start.advanced(by: .seconds(seconds)),
            reason: "Nhập từ nguồn so-cu",
            details: CaseEventDetails(importedDueAt: dueAt),
            under: .smallest
        )
        return try #require(made)
    }

    private func deadlines(_ subject: Case) throws -> [CaseDeadline] {
        let procedure = CaseProcedure(
            lifecycle: .smallest,
            ruleSet: nil,
            lane: subject.lane,
            receivedOn: subject.reception.receivedAt.localDay
        )
        return CaseLaw.smallest.deadlines(of: subject, under: procedure, unitPath: [CaseFixture.unit])
    }

    @Test("It is received at its date and stands where the source says, in two entries that can be told again")
    func entries() throws {
        let subject = try self.imported(.resolved)
        #expect(subject.state == .resolved && subject.version == 2)
        #expect(subject.history.map(\.kind) == [.receive, .import])
        #expect(subject.lastChangedAt == CaseFixture.start.advanced(by: .seconds(3600)))
        let told = try Case.replaying(
            subject.reception,
            routing: subject.routing,
            events: subject.history,
            under: .smallest
        )
        #expect(told == subject)
        // An end before the reception is that of the reception.
        #expect(try self.imported(.resolved, after: -5).lastChangedAt == CaseFixture.start)
        let nowhere = Case.imported(
            subject.reception,
            unit: CaseFixture.unit,
            routing: CaseFixture.routing,
            state: "nowhere",
            since: CaseFixture.start,
            reason: "",
            details: .none,
            under: .smallest
        )
        #expect(nowhere == nil)
    }

    @Test("Only the second entry may be an import, only by the import, and no command makes one")
    func reserved() throws {
        let subject = try self.imported(.assigned)
        let entry = try #require(subject.importEntry)
        func replay(_ entry: CaseEvent) -> Result<Case, CaseReplayError> {
            Result { () throws(CaseReplayError) in
                try Case.replaying(
                    subject.reception,
                    routing: subject.routing,
                    events: [subject.history[0], entry],
                    under: .smallest
                )
            }
        }
        func problem(_ entry: CaseEvent) -> CaseReplayError.Problem? {
            if case .failure(let error) = replay(entry) { error.problem } else { nil }
        }
        func copy(_ entry: CaseEvent, actor: Actor? = nil, unit: String? = nil, at: Timestamp? = nil) -> CaseEvent {
            CaseEvent(
                version: entry.version,
                kind: entry.kind,
                from: entry.from,
                to: entry.to,
                actor: actor ?? entry.actor,
                at: at ?? entry.at,
                reason: entry.reason,
                unit: unit ?? entry.unit,
                details: entry.details,
                idempotencyKey: nil
            )
        }
        #expect(problem(copy(entry)) == nil)
        #expect(problem(copy(entry, actor: CaseFixture.officer)) == .stepNotDefined)
        #expect(problem(copy(entry, unit: "29245")) == .unitNotExplained)
        #expect(problem(copy(entry, at: CaseFixture.start.advanced(by: .seconds(-1)))) == .timeBackwards)
        var open = try CaseFixture.opened()
        let command = try CaseFixture.command(.import, on: open, by: .importing)
        #expect(throws: CaseCommandError.self) { try open.apply(command, under: .smallest) }
        #expect(try CaseFixture.opened().importEntry == nil)
    }

    @Test("An open one keeps the due date of its source; whoever resolves it late is late")
    func due() throws {
        var subject = try self.imported(.accepted)
        let running = try #require(try self.deadlines(subject).first)
        #expect(running.state == .running && running.dueAt == Self.due && !running.isProvisional)
        #expect(running.startedAt == CaseFixture.start)
        let command = try CaseFixture.command(.resolve, on: subject, after: 90_000, reason: "Đã xử lý")
        _ = try subject.apply(command, under: .smallest)
        let fulfilled = try #require(try self.deadlines(subject).first)
        #expect(fulfilled.state == .fulfilled && fulfilled.dueAt == Self.due)
        #expect(fulfilled.endedAt == subject.lastChangedAt)
        #expect(fulfilled.isLate(at: subject.lastChangedAt))
    }

    @Test("A closed one has no time limit, nor has an open one without a due date")
    func noLimit() throws {
        #expect(try self.deadlines(try self.imported(.resolved)).isEmpty)
        #expect(try self.deadlines(try self.imported(.accepted, dueAt: nil)).isEmpty)
    }

    @Test("No command brings a due date of another system")
    func commands() throws {
        var subject = try CaseFixture.opened()
        let plain = try CaseFixture.command(.accept, on: subject)
        let command = CaseCommand(
            event: plain.event,
            actor: plain.actor,
            at: plain.at,
            reason: plain.reason,
            unit: plain.unit,
            details: CaseEventDetails(importedDueAt: Self.due),
            expectedVersion: plain.expectedVersion,
            idempotencyKey: plain.idempotencyKey
        )
        let outcome = try subject.apply(command, under: .smallest)
        #expect(outcome.event.details == .none)
    }
}
