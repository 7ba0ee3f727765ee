import CaseLifecycle
import CivilTime
import Testing

@Suite("Opening a case and commands to it")
struct CaseCommandTests {
    private func transition(_ event: CaseEventKind) throws -> TransitionDefinition {
        try #require(LifecycleDefinition.smallest.transitions.first { $0.event == event })
    }

    @Test("A case is received and assigned in one step")
    func opening() throws {
        let opened = try CaseFixture.opened()
        #expect(opened.state == .assigned)
        #expect(opened.version == 2)
        #expect(opened.responsibleUnit == CaseFixture.unit)
        #expect(opened.lifecycle == LifecycleDefinition.smallest.id)
        #expect(opened.lastChangedAt == CaseFixture.start)
        #expect(opened.history.map(\.kind) == [.receive, .assign])
        #expect(opened.history.map(\.version) == [1, 2])
        #expect(opened.history.map(\.from) == [nil, .received])
        #expect(opened.history.map(\.to) == [.received, .assigned])
        #expect(opened.history.map(\.actor) == [CaseFixture.kiosk, .routing])
        #expect(opened.history.map(\.unit) == [CaseFixture.unit, CaseFixture.unit])
        #expect(
            opened.history.map(\.reason)
                == [nil, "Phân công theo quy tắc office-itself (bộ quy tắc routing-2022, danh mục đơn vị 2022-10)"]
        )
        #expect(opened.trackingCode.description == "00001-00005")
    }

    @Test("No case is opened without a unit or by someone who may not assign", arguments: ["", " ", " 29242"])
    func refusedOpening(unit: String) throws {
        let reception = try CaseFixture.reception()
        let assign = try self.transition(.assign)
        #expect(throws: CaseCommandError.unitMissing(assign)) {
            try Case.opening(
                reception,
                unit: unit,
                routing: CaseFixture.routing,
                submittedBy: CaseFixture.kiosk,
                under: .smallest
            )
        }
        #expect(throws: CaseCommandError.roleNotAllowed(assign)) {
            try Case.opening(
                reception,
                unit: "29242",
                routing: CaseFixture.routing,
                submittedBy: CaseFixture.kiosk,
                assignedBy: CaseFixture.officer,
                under: .smallest
            )
        }
    }

    @Test(
        "A stale version, or one from the future, gets the current one and no change",
        arguments: [0, 1, 3, UInt32.max]
    )
    func staleVersion(version: UInt32) throws {
        let before = try CaseFixture.opened()
        var after = before
        let assigned = try #require(LifecycleDefinition.smallest.definition(of: .assigned))
        let command = CaseCommand(
            event: .accept,
            actor: CaseFixture.officer,
            at: CaseFixture.start,
            expectedVersion: version,
            idempotencyKey: try #require(IdempotencyKey("k"))
        )
        #expect(throws: CaseCommandError.staleVersion(expected: version, current: 2, state: assigned)) {
            try after.apply(command, under: .smallest)
        }
        #expect(after == before)
    }

    @Test("A role that may not is refused; the role counts, not the kind")
    func roles() throws {
        var subject = try CaseFixture.opened()
        for actor in [CaseFixture.kiosk, .routing, Actor(.officer, identifier: "desk-1", role: "auditor")] {
            let command = try CaseFixture.command(.accept, on: subject, by: actor)
            #expect(throws: CaseCommandError.roleNotAllowed(try self.transition(.accept))) {
                try subject.apply(command, under: .smallest)
            }
        }
        #expect(subject == (try CaseFixture.opened()))
        _ = try subject.apply(CaseFixture.command(.accept, on: subject), under: .smallest)
        #expect(subject.state == .accepted)
    }

    @Test("A needed reason must be there; white space is none", arguments: [nil, "", " \n\t\u{A0}"])
    func reasonMissing(reason: String?) throws {
        var subject = try CaseFixture.inState(.accepted)
        let command = try CaseFixture.command(.resolve, on: subject, reason: reason)
        #expect(throws: CaseCommandError.reasonMissing(try self.transition(.resolve))) {
            try subject.apply(command, under: .smallest)
        }
        #expect(subject.state == .accepted)
    }

    @Test("A reason is kept without the space around it, up to 2,000 characters")
    func reasonLength() throws {
        let accepted = try CaseFixture.inState(.accepted)
        let longest = String(repeating: "ế", count: CaseCommand.maximumReasonLength)
        var subject = accepted
        let command = try CaseFixture.command(.resolve, on: subject, reason: " \(longest)\n")
        let outcome = try subject.apply(command, under: .smallest)
        #expect(outcome.event.reason == longest)
        subject = accepted
        let tooLong = try CaseFixture.command(.resolve, on: subject, reason: longest + "x")
        #expect(throws: CaseCommandError.reasonTooLong(length: 2001, limit: 2000)) {
            try subject.apply(tooLong, under: .smallest)
        }
        #expect(subject == accepted)
    }

    @Test("A clock set back does not turn time back; the entry takes the last entry's time")
    func clampedTime() throws {
        var subject = try CaseFixture.opened()
        let outcome = try subject.apply(CaseFixture.command(.accept, on: subject, after: -3600), under: .smallest)
        #expect(outcome.event.at == CaseFixture.start)
        #expect(subject.lastChangedAt == CaseFixture.start)
    }

    @Test("The same command again gets the first answer and no second entry, even much later")
    func idempotency() throws {
        var subject = try CaseFixture.opened()
        let accept = try CaseFixture.command(.accept, on: subject, reason: " Thuộc thẩm quyền ")
        let first = try subject.apply(accept, under: .smallest)
        _ = try subject.apply(CaseFixture.command(.resolve, on: subject, reason: "Xong"), under: .smallest)
        let settled = subject
        let again = CaseCommand(
            event: accept.event,
            actor: accept.actor,
            at: accept.at.advanced(by: .seconds(9999)),
            reason: accept.reason,
            expectedVersion: accept.expectedVersion,
            idempotencyKey: accept.idempotencyKey
        )
        let second = try subject.apply(again, under: .smallest)
        #expect(second.isRepetition)
        #expect(second.event == first.event)
        #expect(subject == settled)
    }

    @Test("A key used for a different command is refused")
    func reusedKey() throws {
        var subject = try CaseFixture.opened()
        _ = try subject.apply(CaseFixture.command(.accept, on: subject, key: "k"), under: .smallest)
        let settled = subject
        let others = [
            try CaseFixture.command(.resolve, on: subject, reason: "Xong", key: "k"),
            try CaseFixture.command(.accept, on: CaseFixture.opened(), by: .routing, key: "k"),
            try CaseFixture.command(.accept, on: CaseFixture.opened(), reason: "Khác", key: "k"),
            try CaseFixture.command(.accept, on: subject, key: "k"),
        ]
        for other in others {
            #expect(throws: CaseCommandError.idempotencyKeyReused(version: 3)) {
                try subject.apply(other, under: .smallest)
            }
        }
        #expect(subject == settled)
    }

    @Test("A refused command leaves no trace: its key still works")
    func refusedKey() throws {
        var subject = try CaseFixture.inState(.accepted)
        let unreasoned = try CaseFixture.command(.resolve, on: subject, key: "k")
        #expect(throws: CaseCommandError.self) { try subject.apply(unreasoned, under: .smallest) }
        let reasoned = try CaseFixture.command(.resolve, on: subject, reason: "Xong", key: "k")
        #expect(try !subject.apply(reasoned, under: .smallest).isRepetition)
    }

    @Test("A step that names no unit refuses another one; one that names it moves the case")
    func units() throws {
        let rich = try RichLifecycle.make()
        var subject = try CaseFixture.opened(under: rich)
        let moving = try CaseFixture.command(.accept, on: subject, unit: "29245")
        #expect(throws: CaseCommandError.unitNotExpected(try self.transition(.accept))) {
            try subject.apply(moving, under: rich)
        }
        let back = try CaseFixture.command("return", on: subject, reason: "Không thuộc thẩm quyền", unit: "29245")
        #expect(try subject.apply(back, under: rich).event.unit == "29245")
        #expect(subject.responsibleUnit == "29245")
        #expect(subject.routing == CaseFixture.routing)
    }

    @Test("A case accepts commands only under its own definition")
    func wrongDefinition() throws {
        var subject = try CaseFixture.opened()
        let command = try CaseFixture.command(.accept, on: subject)
        let rich = try RichLifecycle.make()
        #expect(throws: CaseCommandError.wrongDefinition(needed: subject.lifecycle, given: rich.id)) {
            try subject.apply(command, under: rich)
        }
    }

    @Test("A history ends at its limit instead of growing for ever")
    func historyFull() throws {
        let rich = try RichLifecycle.make()
        let opened = try CaseFixture.opened(under: rich)
        func entry(_ version: Int) -> CaseEvent {
            CaseEvent(
                version: UInt32(version),
                kind: "return",
                from: .assigned,
                to: .assigned,
                actor: CaseFixture.officer,
                at: opened.lastChangedAt,
                reason: "x",
                unit: "29245",
                idempotencyKey: nil
            )
        }
        let events = opened.history + (3...Case.maximumHistoryCount).map(entry)
        var subject = try Case.replaying(opened.reception, routing: opened.routing, events: events, under: rich)
        let overfull = entry(Case.maximumHistoryCount + 1)
        #expect(throws: CaseReplayError.self) { try subject.replay(overfull, under: rich) }
        let command = try CaseFixture.command("return", on: subject, reason: "x", unit: "29242")
        #expect(throws: CaseCommandError.historyFull(limit: 10_000)) { try subject.apply(command, under: rich) }
    }
}
