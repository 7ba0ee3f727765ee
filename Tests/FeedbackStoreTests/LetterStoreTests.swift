import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles
import Testing

@Suite("Letters in the store")
struct LetterStoreTests {
    private static func signing(
        _ office: Office,
        _ number: UInt64,
        letter: UInt32 = 1,
        key: UInt8,
        series: LetterRegisterName? = "outgoing",
        kind: String = "apology",
        isOncePerCase: Bool = false
    ) throws -> WriteRequest {
        let version = try #require(try office.store.caseDetail(number: number)).file.version
        return .letterSigning(
            LetterSigningRequest(
                caseNumber: number,
                letter: letter,
                version: version,
                series: series,
                isOncePerCase: isOncePerCase,
                actor: Actor(.officer, identifier: "minh", role: .leader),
                actorName: "Minh",
                idempotencyKey: [UInt8](repeating: key, count: 16)
            ) { sequence, day in
                LetterSigningRequest.Printed(
                    content: .make {
                        $0.kind = kind
                        $0.unit = "29242"
                        $0.series = series?.rawValue ?? ""
                    },
                    number: sequence.map { "\($0)/UBND" } ?? "",
                    html: "<p>\(day)</p>",
                    text: "Thư \(sequence ?? 0) ngày \(day)\n"
                )
            }
        )
    }

    private static func congratulating(_ number: UInt64, key: UInt8) -> WriteRequest {
        .letterDraft(
            LetterDraftRequest(
                caseNumber: number,
                rule: "congratulations",
                actor: Actor(.officer, identifier: "hoa"),
                idempotencyKey: [UInt8](repeating: key, count: 16)
            )
        )
    }

    private static func draft(_ due: (caseNumber: UInt64, time: LetterTime), key: UInt8) -> WriteRequest {
        .letterDraft(
            LetterDraftRequest(
                caseNumber: due.caseNumber,
                rule: due.time.letter,
                deadline: (due.time.deadline, due.time.run),
                actor: .timer,
                idempotencyKey: [UInt8](repeating: key, count: 16)
            )
        )
    }

    private static func rebuild(_ office: Office) throws {
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()
        let before = try RawSQLite.projections(office.path)
        #expect(before["case_letter"]?.isEmpty == false)
        _ = try StoreRebuild.rebuild(path: office.path, configuration: try Office.configuration()) { _ in true }
        #expect(try RawSQLite.projections(office.path) == before)
    }

    @Test
    func `An event drafts its letter; signed, it has the next number and stays as it was printed`() throws {
        let office = try Office()
        let time = try Office.time("2022-10-17", 9)
        for (number, key) in [(UInt64(2), UInt8(1)), (3, 2)] {
            let ground = CaseEventDetails(legalGround: "feedback-unclear")
            _ = try office.command(number, "refuse", version: 2, at: time, key: key, role: .leader, ground)
        }
        let letters = try [2, 3].map { try #require(try office.store.letters(ofCase: $0).first) }
        #expect(
            letters.allSatisfy { $0.state == .draft && $0.drafted.rule == "feedback-refusal" && $0.unit == "29242" }
        )
        #expect(try office.store.drafts(ofUnit: "29242", limit: 10).map(\.caseNumber) == [2, 3])
        #expect(try office.store.drafts(ofUnit: "29245", limit: 10).isEmpty)
        // Two people sign at once, and one of them twice.
        let requests = [
            try Self.signing(office, 2, key: 10), try Self.signing(office, 3, key: 11),
            try Self.signing(office, 2, key: 12),
            try Self.signing(office, 3, key: 11),
        ]
        let outcomes = try office.store.commit(requests, at: time).outcomes
        guard case .letterChanged(let first, false) = outcomes[0], case .letterChanged(let second, false) = outcomes[1],
            case .letterRefused(.ended(let asItIs)) = outcomes[2], case .letterChanged(let again, true) = outcomes[3]
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(first.signed?.number == 1 && second.signed?.number == 2)
        #expect(asItIs == first && again == second)
        #expect(first.signed?.text == "Thư 1 ngày 2022-10-17\n" && first.signed?.printedNumber == "1/UBND")
        let register = try office.store.letterRegister(
            ofUnit: "29242",
            series: "outgoing",
            year: 2022,
            after: 0,
            limit: 10
        )
        #expect(register.last == 2 && register.lines.map(\.number) == [1, 2])
        #expect(register.lines.map(\.letter.caseNumber) == [2, 3])
        try Self.rebuild(office)
    }

    @Test
    func `Numbers begin anew with the year, have no gap and no double, whatever is refused between them`() throws {
        var office = try Office()
        let december = try Office.time("2022-12-30", 9)
        var key: UInt8 = 20
        func next() -> UInt8 {
            key += 1
            return key
        }
        for _ in 0..<6 { _ = try office.store.commit([Self.congratulating(2, key: next())], at: december) }
        var numbers: [UInt32] = []
        for (letter, day) in [(UInt32(1), "2022-12-30"), (2, "2022-12-31"), (3, "2023-01-03"), (4, "2023-01-03")] {
            let request = try Self.signing(
                office,
                2,
                letter: letter,
                key: next(),
                series: "letters",
                kind: "congratulations"
            )
            let stale = try Self.signing(
                office,
                2,
                letter: letter,
                key: 200,
                series: "letters",
                kind: "congratulations"
            )
            let outcomes = try office.store.commit([request, stale], at: try Office.time(day, 9)).outcomes
            guard case .letterChanged(let signed, _) = outcomes[0], case .letterRefused(.ended) = outcomes[1] else {
                Issue.record("\(outcomes)")
                return
            }
            numbers.append(signed.signed?.number ?? 0)
            try office.reopen()
        }
        #expect(numbers == [1, 2, 1, 2])
        // The clock of the new year is set back: the journal's time is not, and the number is of the new year.
        let back = try Self.signing(office, 2, letter: 5, key: next(), series: "letters", kind: "congratulations")
        let outcome = try #require(try office.store.commit([back], at: december).outcomes.first)
        guard case .letterChanged(let fifth, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(fifth.signed?.number == 3 && fifth.signed?.day == "2023-01-03")
        try Self.rebuild(office)
    }

    @Test
    func `The apology is drafted once before the due date, discarded with the answer, and given once in a case`() throws
    {
        var office = try Office()
        let monday = try Office.time("2022-10-17", 9)
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        let earlier = try Office.time("2022-11-02", 23)
        // Due on 2022-11-04, a Friday; one working day before begins the draft.
        let day = try Office.time("2022-11-04", 8)
        #expect(try office.store.dueLetters(at: earlier, limit: 10).isEmpty)
        let due = try #require(try office.store.dueLetters(at: day, limit: 10).first { $0.caseNumber == 2 })
        #expect(due.time.letter == "feedback-apology" && due.time.deadline == "feedback-resolution")
        guard
            case .letterRefused(.notDue)? =
                try office.store.commit([Self.draft(due, key: 30)], at: earlier).outcomes.first
        else {
            Issue.record("It was drafted before its time")
            return
        }
        let both = try office.store.commit([Self.draft(due, key: 31), Self.draft(due, key: 31)], at: day).outcomes
        guard case .letterChanged(let apology, false) = both[0], case .letterChanged(_, true) = both[1] else {
            Issue.record("\(both)")
            return
        }
        let letter = apology.letter
        #expect(apology.drafted.dueAt == (try Office.time("2022-11-05", 0)).microseconds)
        try office.reopen()
        #expect(try office.store.dueLetters(at: day, limit: 10).allSatisfy { $0.caseNumber != 2 })
        _ = try office.store.commit([.deadlineRecount(caseNumber: 2)], at: day)
        #expect(try office.store.dueLetters(at: day, limit: 10).allSatisfy { $0.caseNumber != 2 })

        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "resolve", version: 3, at: day, key: 2, role: .leader, answer)
        let discarded = try #require(try office.store.letters(ofCase: 2).first { $0.letter == letter })
        #expect(discarded.state == .discarded && discarded.discarded?.reason.isEmpty == false)
        guard
            case .letterRefused(.ended)? =
                try office.store.commit([try Self.signing(office, 2, letter: letter, key: 32)], at: day).outcomes.first
        else {
            Issue.record("A discarded letter was signed")
            return
        }

        // Case 3: signed, reopened, late again: there is one apology with one new date.
        _ = try office.command(3, "accept", version: 2, at: day, key: 3)
        let second = try #require(try office.store.dueLetters(at: day, limit: 10).first { $0.caseNumber == 3 })
        _ = try office.store.commit([Self.draft(second, key: 33)], at: day)
        let draft = try #require(try office.store.letters(ofCase: 3).last)
        let signing = try Self.signing(office, 3, letter: draft.letter, key: 34, isOncePerCase: true)
        guard case .letterChanged? = try office.store.commit([signing], at: day).outcomes.first else {
            Issue.record("The apology was refused")
            return
        }
        let dueBefore = try #require(try office.store.caseDetail(number: 3)).file.dueAt
        #expect(dueBefore == (try Office.time("2022-11-05", 0)), "an apology moves no due date")
        _ = try office.command(3, "resolve", version: 3, at: day, key: 4, role: .leader, answer)
        _ = try office.command(3, "publish", version: 4, at: day, key: 5, role: .leader)
        _ = try office.command(3, "reopen", version: 5, at: day, key: 6, role: .leader)
        let late = try Office.time("2022-12-30", 8)
        let third = try #require(try office.store.dueLetters(at: late, limit: 10).first { $0.caseNumber == 3 })
        #expect(third.time.run == 2)
        _ = try office.store.commit([Self.draft(third, key: 35)], at: late)
        let again = try #require(try office.store.letters(ofCase: 3).last)
        let second2 = try Self.signing(office, 3, letter: again.letter, key: 36, isOncePerCase: true)
        guard case .letterRefused(.givenBefore)? = try office.store.commit([second2], at: late).outcomes.first else {
            Issue.record("A second apology was given")
            return
        }
        try Self.rebuild(office)
    }

    @Test
    func `A due date that moves takes the draft's time along, and a pause takes it away`() throws {
        let office = try Office()
        let monday = try Office.time("2022-10-17", 9)
        func time() throws -> Timestamp? {
            try office.store.dueLetters(at: try Office.time("2023-12-01", 0), limit: 10).first { $0.caseNumber == 2 }?
                .time.at
        }
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        let first = try #require(try time())
        let extending = CaseEventDetails(deadline: "feedback-resolution")
        _ = try office.command(2, "extend", version: 3, at: monday, key: 2, role: .leader, extending)
        let extended = try #require(try time())
        #expect(extended > first)
        _ = try office.command(2, "ask-citizen", version: 4, at: monday, key: 3)
        #expect(try time() == nil)
        _ = try office.command(2, "citizen-answered", version: 5, at: try Office.time("2022-10-19", 9), key: 4)
        #expect(try #require(try time()) > extended)
        try office.store.close()
    }

    @Test
    func `A person drafts what the rules leave to people, and drafts go along to another unit`() throws {
        let office = try Office()
        let time = try Office.time("2022-10-14", 10)
        let unknown = LetterDraftRequest(
            caseNumber: 2,
            rule: "feedback-refusal",
            actor: Actor(.officer, identifier: "hoa"),
            idempotencyKey: [1]
        )
        guard
            case .letterRefused(.unknownRule)? =
                try office.store.commit([.letterDraft(unknown)], at: time).outcomes.first
        else {
            Issue.record("A letter of an event was drafted by a person")
            return
        }
        let twice = try office.store.commit([Self.congratulating(2, key: 1), Self.congratulating(2, key: 1)], at: time)
        #expect(twice.positions.count == 1)
        _ = try office.command(2, "return", version: 2, at: time, key: 9, unitPath: ["84", "84TTPVHCC"])
        #expect(try office.store.drafts(ofUnit: "29242", limit: 10).isEmpty)
        #expect(try office.store.drafts(ofUnit: "84TTPVHCC", limit: 10).map(\.letter) == [1])
        for reason in ["", "Không cần nữa"] {
            let request = LetterDiscardRequest(
                caseNumber: 2,
                letter: 1,
                reason: reason,
                actor: Actor(.officer, identifier: "lan"),
                idempotencyKey: [7]
            )
            let outcome = try #require(try office.store.commit([.letterDiscard(request)], at: time).outcomes.first)
            if case .letterChanged(let letter, false) = outcome {
                #expect(letter.state == .discarded && !reason.isEmpty)
            }
            if case .letterRefused = outcome { #expect(reason.isEmpty) }
        }
        try Self.rebuild(office)
    }
}
