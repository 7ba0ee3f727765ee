import FeedbackProtocol
import OperatorClient
import Testing

@Suite("Lines an officer types")
struct DeskLineTests {
    @Test(
        "Words are separated by spaces and kept together by quotes",
        arguments: [
            ("", []), ("  a  b ", ["a", "b"]),
            ("resolve 12 --answer \"Đã trả kết quả.\"", ["resolve", "12", "--answer", "Đã trả kết quả."]),
            ("a '' b", ["a", "", "b"]), ("a\\ b", ["a b"]), ("\"a \\\" b\"", ["a \" b"]), ("'a \\ b'", ["a \\ b"]),
            ("--x=\"a b\"c", ["--x=a bc"]),
        ] as [(String, [String])]
    )
    func words(line: String, words: [String]) {
        #expect(TypedWords.split(line) == words)
    }

    @Test("An open quote is no line", arguments: ["\"a", "'", "a \\"])
    func openQuotes(line: String) {
        #expect(TypedWords.split(line) == nil)
    }

    private static func event(
        _ name: String,
        _ reference: String,
        _ options: [String] = [],
        _ values: [String] = []
    ) -> DeskLine {
        .event(DeskLine.Event(name: name, reference: reference, options: options, values: values))
    }

    @Test(
        "Short forms are what they stand for",
        arguments: [
            ("12", .show("12")), ("show 12", .show("12")), ("show", .show("7")), ("explain", .explain("7")),
            ("next", .next), ("", .nothing), ("7M2QK-0X9V8", .show("7M2QK-0X9V8")), ("quit", .quit), ("?", .help),
            ("accept 12", event("accept", "12")), ("accept", event("accept", "7")),
            ("assign-officer 12 hoa", event("assign-officer", "12", [], ["hoa"])),
            ("assign-officer hoa", event("assign-officer", "7", [], ["hoa"])),
            (
                "resolve 12 --answer \"Đã trả.\" --outcome=x",
                event("resolve", "12", ["--answer", "Đã trả.", "--outcome=x"])
            ),
            ("case show 12 --json", .command(["case", "show", "12", "--json"])),
        ] as [(String, DeskLine)]
    )
    func shortForms(text: String, line: DeskLine) {
        #expect(DeskLine(text, current: 7) == line)
    }

    @Test("What is no command, or of no case, says so", arguments: ["accept", "show", "Ấy", "12 13 '"])
    func wrong(text: String) {
        guard case .wrong = DeskLine(text, current: nil) else {
            Issue.record("\(text) was taken")
            return
        }
    }

    private static let resolve = WireAllowedEvent.make {
        $0.event = "resolve"
        $0.requirements = ["answer", "outcome"]
        $0.outcomes = [
            .make {
                $0.id = "feedback-done"
                $0.label = "Đã giải quyết"
            },
            .make {
                $0.id = "feedback-noted"
                $0.label = "Ghi nhận"
            },
        ]
    }

    private func complete(
        _ text: String,
        _ allowed: WireAllowedEvent
    ) throws -> (options: [String], missing: [EventNeed], surplus: [String]) {
        guard case .event(let event) = DeskLine(text, current: nil) else { throw Wrong() }
        return EventNeeds.complete(event, allowed)
    }

    private struct Wrong: Error {}

    @Test("What is missing is asked for, with what can be chosen")
    func missing() throws {
        let nothing = try self.complete("resolve 12", Self.resolve)
        #expect(nothing.missing.map(\.option) == ["--answer", "--outcome"])
        let outcome = try #require(nothing.missing.last)
        #expect(outcome.lines == ["  1. Đã giải quyết", "  2. Ghi nhận"])
        #expect(outcome.options(for: "2") == ["--outcome", "feedback-noted"])
        #expect(outcome.options(for: "feedback-done") == ["--outcome", "feedback-done"])
        #expect(outcome.options(for: "3") == nil)
        #expect(outcome.options(for: "") == nil)
        let answered = try self.complete("resolve 12 --answer=x", Self.resolve)
        #expect(answered.missing.map(\.option) == ["--outcome"])
    }

    @Test("Values without an option go to what is needed, in its order; what is left over is not lost")
    func values() throws {
        let all = try self.complete("resolve 12 'Đã trả.' 1 more", Self.resolve)
        #expect(all.options == ["--answer", "Đã trả.", "--outcome", "feedback-done"])
        #expect(all.missing.isEmpty)
        #expect(all.surplus == ["more"])
    }

    @Test("A variant is chosen together with its time limit")
    func variants() throws {
        let allowed = WireAllowedEvent.make {
            $0.event = "set-variant"
            $0.requirements = ["variant"]
            $0.deadlines = [
                .make {
                    $0.id = "complaint-first"
                    $0.label = "Lần đầu"
                    $0.variants = [
                        .make {
                            $0.id = "complex"
                            $0.label = "Phức tạp"
                        }
                    ]
                }
            ]
        }
        let need = try #require(try self.complete("set-variant 3", allowed).missing.first)
        #expect(need.options(for: "1") == ["--deadline", "complaint-first", "--variant", "complex"])
    }

    @Test("The help fits 80 columns and names what can be done")
    func help() {
        let lines = DeskHelp.lines(.make { $0.allowed = [Self.resolve] })
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(lines.contains { $0.contains("resolve") && $0.contains("kết quả") })
    }
}
