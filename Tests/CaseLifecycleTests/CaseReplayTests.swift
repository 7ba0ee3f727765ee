import CaseLifecycle
import CivilTime
import Testing

@Suite("Telling a case again")
struct CaseReplayTests {
    /// Replays a resolved case after one entry was changed.
    private func replay(changing index: Int, _ change: (CaseEvent) -> CaseEvent) throws -> Case {
        let resolved = try CaseFixture.inState(.resolved)
        var events = resolved.history
        events[index] = change(events[index])
        return try Case.replaying(resolved.reception, routing: resolved.routing, events: events, under: .smallest)
    }

    private func copy(
        _ event: CaseEvent,
        version: UInt32? = nil,
        kind: CaseEventKind? = nil,
        to: CaseState? = nil,
        at: Timestamp? = nil,
        unit: String? = nil,
        key: IdempotencyKey? = nil
    ) -> CaseEvent {
        CaseEvent(
            version: version ?? event.version,
            kind: kind ?? event.kind,
            from: event.from,
            to: to ?? event.to,
            actor: event.actor,
            at: at ?? event.at,
            reason: event.reason,
            unit: unit ?? event.unit,
            idempotencyKey: key ?? event.idempotencyKey
        )
    }

    private func problem(_ body: () throws -> Case) throws -> CaseReplayError.Problem {
        try #require(throws: CaseReplayError.self) { try body() }.problem
    }

    @Test("The history tells the same case", arguments: [CaseState.received, .assigned, .accepted, .resolved])
    func same(state: CaseState) throws {
        let told = try CaseFixture.inState(state)
        let again = try Case.replaying(told.reception, routing: told.routing, events: told.history, under: .smallest)
        #expect(again == told)
    }

    @Test("A history that does not fit is refused with its entry")
    func unfit() throws {
        let early = CaseFixture.start.advanced(by: .seconds(-1))
        let key = try #require(IdempotencyKey("key-2"))
        let last = 3
        #expect(try self.problem { try self.replay(changing: 0) { self.copy($0, version: 7) } } == .versionOutOfOrder)
        #expect(try self.problem { try self.replay(changing: 0) { self.copy($0, kind: .accept) } } == .stepNotDefined)
        #expect(try self.problem { try self.replay(changing: 0) { self.copy($0, at: early) } } == .timeBackwards)
        #expect(try self.problem { try self.replay(changing: 0) { self.copy($0, unit: "") } } == .unitNotExplained)
        #expect(
            try self.problem { try self.replay(changing: last) { self.copy($0, version: 5) } } == .versionOutOfOrder
        )
        #expect(
            try self.problem { try self.replay(changing: last) { self.copy($0, kind: .accept) } } == .stepNotDefined
        )
        #expect(
            try self.problem { try self.replay(changing: last) { self.copy($0, to: .received) } } == .stepNotDefined
        )
        #expect(try self.problem { try self.replay(changing: last) { self.copy($0, at: early) } } == .timeBackwards)
        #expect(
            try self.problem { try self.replay(changing: last) { self.copy($0, unit: "84") } } == .unitNotExplained
        )
        #expect(try self.problem { try self.replay(changing: last) { self.copy($0, key: key) } } == .keyRepeated)
    }

    @Test("No entries, or another definition, tell no case")
    func noCase() throws {
        let told = try CaseFixture.inState(.accepted)
        let none = try self.problem {
            try Case.replaying(told.reception, routing: told.routing, events: [], under: .smallest)
        }
        #expect(none == .empty)
        var subject = told
        let entry = try #require(told.history.last)
        let rich = try RichLifecycle.make()
        let error = try #require(throws: CaseReplayError.self) { try subject.replay(entry, under: rich) }
        #expect(error.problem == .wrongDefinition)
        #expect(error.version == 3)
        #expect(error.description.hasPrefix("Entry 3 of the stored history does not fit: the case was opened"))
        #expect(subject == told)
    }
}
