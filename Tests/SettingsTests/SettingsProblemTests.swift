import Settings
import Testing

@Suite("What is wrong stops the start and says where, what and why")
struct SettingsProblemTests {
    @Test("A wrong value names key, place, value, reason and what is allowed")
    func wrongValues() {
        let flag = SampleProgram.complaint(["--intake-batch-size", "many"])
        #expect(flag.codes == [.invalid])
        #expect(
            flag.text.contains(
                "intake.batch-size = \"many\" (flag --intake-batch-size): is not a whole number; "
                    + "allowed: a whole number from 1 to 5000"
            )
        )
        let variable = SampleProgram.complaint(environment: ["LANGNGHE_DELIVERY_TIMEOUT": "30"])
        #expect(variable.text.contains("delivery.timeout = \"30\" (environment LANGNGHE_DELIVERY_TIMEOUT)"))
        #expect(variable.text.contains("has no unit of time"))
        let file = SampleProgram.complaint(files: [SampleProgram.file: "\nintake:\n  endpoint: tcp//x\n"])
        #expect(file.text.contains("intake.endpoint = \"tcp//x\" (file \(SampleProgram.file), line 3)"))
        let refused = SampleProgram.complaint(["--intake-batch-size=15"])
        #expect(refused.text.contains("is not a multiple of 10"))
    }

    @Test("Everything wrong is told at once")
    func allAtOnce() {
        let complaint = SampleProgram.complaint(
            ["--intak-batch-size", "5", "--simulate=maybe"],
            environment: ["LANGNGHE_OFICES": "1"],
            files: [SampleProgram.file: "log:\n  levle: info\n"]
        )
        #expect(complaint.codes == [.unknown, .unknown, .unknown, .invalid])
        #expect(complaint.text.contains("4 settings are wrong"))
        #expect(complaint.text.contains("did you mean --intake-batch-size?"))
        #expect(complaint.text.contains("did you mean LANGNGHE_OFFICES?"))
        #expect(
            complaint.text.contains(
                "log.levle (file \(SampleProgram.file), line 2): no such setting; did you mean log.level?"
            )
        )
    }

    @Test("A secret is never shown, wherever it stands")
    func secrets() {
        let secret = "hunter2"
        let places = [
            SampleProgram.complaint(["--console-token", secret]),
            SampleProgram.complaint(["--consol-token=\(secret)"]),
            SampleProgram.complaint(["--consol-token", secret]),
            SampleProgram.complaint(environment: ["LANGNGHE_CONSOLE_TOKEN": secret]),
            SampleProgram.complaint(environment: ["LANGNGHE_CONSOLE_TOKN": secret]),
            SampleProgram.complaint(files: [SampleProgram.file: "console:\n  token: \(secret)\n"]),
            SampleProgram.complaint(files: [SampleProgram.file: "console:\n  tokn: \(secret)\n"]),
            SampleProgram.complaint(files: [SampleProgram.file: "console:\n  token: \"\(secret)\n"]),
            SampleProgram.complaint(files: [SampleProgram.file: "console: [a: {\(secret)\n"]),
        ]
        for (index, place) in places.enumerated() {
            #expect(!place.codes.isEmpty, "place \(index)")
            #expect(!place.text.contains(secret), "place \(index): \(place.text)")
        }
    }

    @Test("Other people's variables are left alone", arguments: ["LANG", "LANGNGHE", "LANGNGHE_TEST_SEEDS"])
    func otherVariables(name: String) throws {
        _ = try SampleProgram.settings(environment: [name: "x"])
    }

    @Test(
        "A file of the wrong form is refused with its line",
        arguments: [
            ("intake: 5", SettingsProblem.Code.unknown, "line 1): is a group of settings"),
            ("\nsimulate:\n", .missingValue, "line 2): has no value"),
            ("simulate: true\nsimulate: false", .file, "is given twice: simulate"),
            ("intake.batch-size: 10\nintake:\n  batch-size: 20", .repeated, "line 3): is given twice in the file"),
            ("simulate: [yes, no]", .invalid, "has 2 values where one is expected"),
            ("offices: [{a: 1}]", .file, "something other than plain values"),
            ("- simulate", .file, "is not a list of 'key: value' lines"),
            ("simulate: \"yes", .file, "is not YAML"),
            ("? [a]\n: 1", .file, "a key that is not a word"),
            ("simulate: &a yes\noffices: *b", .file, "is not YAML"),
        ]
    )
    func malformedFiles(text: String, code: SettingsProblem.Code, reason: String) {
        let complaint = SampleProgram.complaint(files: [SampleProgram.file: text])
        #expect(complaint.codes == [code], "\(complaint.text)")
        #expect(complaint.text.contains(reason), "\(complaint.text)")
    }

    @Test("A flag without its value, a flag given twice and a stray argument are refused")
    func malformedCommandLines() {
        #expect(SampleProgram.complaint(["--store-folder"]).codes == [.missingValue])
        #expect(SampleProgram.complaint(["--store-folder", "--simulate"]).codes == [.missingValue])
        #expect(SampleProgram.complaint(["--simulate", "--simulate"]).codes.first == .repeated)
        #expect(SampleProgram.complaint(["--config", "a", "--config", "b"]).codes.contains(.repeated))
        #expect(SampleProgram.complaint(["--simulate", "false"]).text.contains("--flag=false"))
        #expect(SampleProgram.complaint(["-x"]).codes == [.unknown])
        #expect(SampleProgram.complaint(["--="]).codes == [.unknown])
        #expect(SampleProgram.complaint(["--store-folder="]).text.contains("is empty"))
    }

    @Test("Control characters in a value do not reach the terminal")
    func controlCharacters() {
        let text = SampleProgram.complaint(["--intake-endpoint", "\u{1B}[2Jx"]).text
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }

    @Test("A program that declares its settings wrongly is told so")
    func declarations() {
        #expect(SampleProgram.program.declarationFaults.isEmpty)
        let number = SettingType<Int>.integer(in: 1...5)
        let program = SettingsProgram(
            name: "faulty",
            version: "1",
            summary: "",
            settings: [
                Setting("a.b-c", number, default: 1, help: "x"),
                Setting("a-b.c", number, default: 9, help: "x"),
                Setting("a", number, default: 1, help: ""),
                Setting("config", number, default: 1, help: "x"),
            ]
        )
        let faults = program.declarationFaults.joined(separator: "\n")
        #expect(faults.contains("--a-b-c is declared twice"))
        #expect(faults.contains("LANGNGHE_A_B_C is declared twice"))
        #expect(faults.contains("the default of a-b.c is too large"))
        #expect(faults.contains("a is both a setting and a group that holds a.b-c"))
        #expect(faults.contains("a has no help"))
        #expect(faults.contains("--config is declared twice"))
        #expect(SampleProgram.complaint(program: program).codes.allSatisfy { $0 == .declaration })
    }
}
