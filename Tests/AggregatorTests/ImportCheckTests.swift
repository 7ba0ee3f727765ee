import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import RuleFiles
import Testing

@testable import Aggregator

@Suite("What the desk lets in of an import")
struct ImportCheckTests {
    private static let now = Timestamp(microseconds: 1_735_600_000_000_000)

    private static func check(_ edition: String = "2022-10") throws -> ImportCheck {
        let law = try LawFolder(inFolder: "/nonexistent").load()
        let units = CaseUnits(try Register(parsing: .bundled))
        return ImportCheck(law: law, units: units, edition: edition, now: self.now)
    }

    private static func candidate(_ change: (inout WireImportCase) -> Void = { _ in }) -> WireImportCase {
        var made = WireImportCase.make {
            $0.id = Data([UInt8](repeating: 0x88, count: 16))
            $0.row = .make {
                $0.requestKey = Data(count: 16)
                $0.ordinal = 1
                $0.rowDigest = Data(count: 16)
                $0.factsDigest = Data(count: 16)
            }
            $0.facts = .make {
                $0.office = "29254"
                $0.responsibleUnit = "844"
                $0.lane = .feedback
                $0.subject = "late-result"
                $0.field = "land"
                $0.receivedAt = 1_664_759_700_000_000
                $0.dueAt = 1_665_766_800_000_000
                $0.dueDay = "2022-10-14"
                $0.closedAt = 1_665_654_000_000_000
                $0.endDay = "2022-10-13"
                $0.standing = "closed"
                $0.state = "closed"
                $0.outcome = "feedback-done"
            }
        }
        change(&made)
        return made
    }

    private static func wish(_ cases: [WireImportCase], source: String = "old-book") -> WireImportCases {
        .make {
            $0.source = source
            $0.cases = cases
        }
    }

    @Test("A sound case becomes an entry with its path, its rules and everything that was said of it")
    func sound() throws {
        let candidate = Self.candidate()
        try ImportCheck.checkForm(of: Self.wish([candidate]))
        let entry = try Self.check().entry(of: candidate, from: "old-book")
        #expect(entry.facts == candidate.facts)
        #expect(entry.row == candidate.row)
        #expect(entry.unitPath == ["84", "844"])
        #expect(entry.lifecycle == "feedback-2022")
        #expect(entry.caseRules == "default-1")
        #expect(entry.trackingCode.isEmpty)
    }

    @Test(
        "A request has 1 to 500 cases and a source with a plain name",
        arguments: [(0, "a"), (501, "a"), (1, ""), (1, "a b")]
    )
    func bounds(count: Int, source: String) throws {
        let cases = Array(repeating: Self.candidate(), count: count)
        #expect(throws: ImportRefusal.self) { try ImportCheck.checkForm(of: Self.wish(cases, source: source)) }
        try ImportCheck.checkForm(of: Self.wish(Array(repeating: Self.candidate(), count: 500)))
        #expect(throws: ImportRefusal.self) {
            try ImportCheck.checkForm(ofSource: String(repeating: "a", count: 101))
        }
    }

    @Test("One field of a wrong form refuses the request as a whole, and says which case", arguments: 0..<11)
    func form(index: Int) throws {
        let changes: [(inout WireImportCase) -> Void] = [
            { $0.id = Data(count: 16) },
            { $0.id = Data([UInt8](repeating: 0x88, count: 15)) },
            { $0.row.requestKey = Data(count: 17) },
            { $0.row.rowDigest = Data() },
            { $0.row.ordinal = 0 },
            { $0.facts.office = "" },
            { $0.facts.subject = String(repeating: "a", count: 65) },
            { $0.facts.field = "đất đai" },
            { $0.facts.channel = "qua điện thoại" },
            { $0.facts.dueDay = "14/10/2022" },
            { $0.facts.state = "a\u{1B}[31m" },
        ]
        let wish = Self.wish([Self.candidate(), Self.candidate(changes[index])])
        let error = #expect(throws: ImportRefusal.self) { try ImportCheck.checkForm(of: wish) }
        #expect(error?.reason.hasPrefix("Case 2 of the request") == true)
    }

    @Test("A case that doesn't fit register, rules or time is refused alone, with what to do", arguments: 0..<14)
    func meaning(index: Int) throws {
        let tomorrow = Self.now.microseconds + 86_400_000_000
        let changes: [(change: (inout WireImportCase) -> Void, said: String)] = [
            ({ $0.facts.office = "99999" }, "edition 2022-10"),
            ({ $0.facts.responsibleUnit = "99999" }, "edition 2022-10"),
            ({ $0.facts.lane = .denunciation }, "tố cáo"),
            ({ $0.facts.lane = .unspecified }, "tố cáo"),
            ({ $0.facts.state = "nowhere" }, "has no state nowhere"),
            ({ $0.facts.state = "accepted" }, "does not count as closed"),
            ({ $0.facts.state = "withdrawn" }, "does not count as closed"),
            ({ $0.facts.outcome = "nothing" }, "no outcome nothing"),
            ({ $0.facts.receivedAt = 0 }, "before 1970"),
            ({ $0.facts.receivedAt = tomorrow }, "after now"),
            ({ $0.facts.closedAt = tomorrow }, "after now"),
            ({ $0.facts.closedAt = 1 }, "before it was received"),
            ({ $0.facts.dueAt = 1 }, "due before"),
            ({ $0.facts.cancelledAt = $0.facts.closedAt }, "open, closed or cancelled"),
        ]
        let candidate = Self.candidate(changes[index].change)
        try ImportCheck.checkForm(of: Self.wish([candidate]))
        let check = try Self.check()
        let error = #expect(throws: ImportRefusal.self) { try check.entry(of: candidate, from: "old-book") }
        #expect(error?.reason.contains(changes[index].said) == true, "\(error?.reason ?? "nothing")")
        let unknown = try Self.check("1999-01")
        #expect(throws: ImportRefusal.self) { try unknown.entry(of: Self.candidate(), from: "old-book") }
    }
}
