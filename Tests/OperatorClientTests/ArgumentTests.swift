import ArgumentParser
import CaseLifecycle
import FeedbackProtocol
import OperatorClient
import Testing

@testable import langnghe

@Suite("Arguments")
struct ArgumentTests {
    @Test(
        "What is given wrongly ends with 64",
        arguments: [
            "nonsense", "case", "case show", "case accept", "case do 7", "desk --limit 0", "desk --watch --offline",
            "desk pull --limit 0", "desk queue --drop x", "rules check",
            "case list --limit 0",
            "case list --state Closed", "case list --due --newest", "case list --timeout 0",
            "feed tail --stream summary --fill-gaps", "feed tail --seconds 0",
            "feed tail --events 0", "feed snapshot --from 2026-13-01", "feed record", "feed record f --seconds 0",
            "feed record f --events 0", "feed play f", "feed play f --keys k --speed 0",
            "feed play f --keys k --speed fast",
            "feed play f --keys k --feed ipc://feed", "journal compare", "journal show -1", "keys new a",
            "keys new a --role king",
            "keys new a --role kiosk", "keys new a --role operator --unit 84", "keys new-kiosks",
            "keys new-kiosks --all --under 842", "keys revoke a", "quarantine release 1", "quarantine discard 1",
            "status --nonsense", "unit find", "transparency verify", "transparency heads --last 0",
            "transparency consistency x", "transparency proof",
            "status --nonsense", "unit find", "indices --part late", "indices --after 3",
            "indices --drill-down 8 --limit 0", "indices --from today",
        ]
    )
    func wrongArguments(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        do {
            let command = try LangNghe.parseAsRoot(words)
            // A group without a command shows its help, which is no failure of the parser.
            #expect(words.count == 1 && type(of: command).configuration.subcommands.isEmpty == false)
        } catch {
            #expect(LangNghe.exitCode(for: error).rawValue == 64)
        }
    }

    @Test(
        "What ops and people type is understood",
        arguments: [
            "keys new-kiosks --all --data d", "journal compare --published f --data d --json",
            "feed tail --data d --feed tcp://127.0.0.1:5712 --stream all --json --count-only --summary f",
            "feed tail --fill-gaps --unit 842 --key k --replay tcp://127.0.0.1:5713",
            "feed snapshot --stream case --json",
            "feed record f --unit 842 --stream rating --seconds 5 --events 9 --overwrite --key k",
            "feed play f --keys k --speed max --now --feed tcp://127.0.0.1:1 --replay tcp://127.0.0.1:2",
            "case list --unit 842 --state assigned --limit 10 --after 5 --json", "case show 7M2QK-0X9V8",
            "case accept 7 --as Lan --expect-version 2 --desk tcp://127.0.0.1:5711 --key k", "status --json",
            "case resolve 7 --reason done", "desk --unit 842 --officer hoa", "rules check a.yaml", "deadline explain 7",
            "case do 7 extend --deadline x --reason y", "unit find phuong 1, tp tra vinh",
            "unit list --under 842 --edition 2022-10",
            "keys new a --role desk --unit 842 --output f", "keys list",
            "quarantine release 4 --reason x --office 29242",
            "quarantine release 4 --reason x --cut-text --submission f", "journal verify --json", "journal rebuild",
            "journal show 7", "transparency verify a.json --key k --head b --head c --json",
            "transparency key --data d", "transparency heads --last 3 --json", "transparency consistency 3",
            "transparency consistency 3 9 --output f",
            "transparency proof 7M2QK-0X9V8 --output f --without-code --head h",
            "journal show 7", "indices --unit 842 --law decision-766-2022 --set decimals=1 --set rounding=down --json",
            "indices --drill-down 8 --part late --after 3 --limit 9",
        ]
    )
    func goodArguments(line: String) throws {
        _ = try LangNghe.parseAsRoot(line.split(separator: " ").map(String.init))
    }

    @Test("The help names the exit codes")
    func help() {
        let help = LangNghe.helpMessage()
        for code in ["64", "65", "69", "73", "77"] { #expect(help.contains(code)) }
    }

    @Test("A case is named by number or by tracking code; a mistyped code is no number")
    func caseReference() throws {
        #expect(try CaseReference.parse("17") == .number(17))
        #expect(try CaseReference.parse("7m2qk-ox9v8") == .trackingCode("7M2QK0X9V8"))
        let error = #expect(throws: OperatorError.self) { try CaseReference.parse("7M2QK-0X9V9") }
        #expect(error?.code.exitCode == 64)
        #expect(throws: OperatorError.self) { try CaseReference.parse("0") }
    }

    @Test("A missing key file is not permitted, and the text says where keys come from")
    func missingKey() throws {
        let options = try KeyOptions.parse(["--key", "/nowhere/operator.key"])
        let error = #expect(throws: OperatorError.self) { try options.door("tcp://127.0.0.1:1") }
        #expect(error?.code.exitCode == 77)
        #expect(error?.message.contains("keys new") == true)
    }
}
