import Settings
import Testing

@Suite("A value comes from the flag over the environment over the file over the default")
struct SettingLayersTests {
    private let fileText = """
        # the intake
        intake:
          batch-size: 100
          endpoint: "tcp://127.0.0.1:1001"
        offices: [29242, "29243"]
        """

    @Test("Each layer gives way to the one above it, and the source says which it was")
    func precedence() throws {
        let files = [SampleProgram.file: fileText]
        let environment = ["LANGNGHE_INTAKE_BATCH_SIZE": "200", "PATH": "/bin"]
        let none = try SampleProgram.settings()
        #expect(none[SampleProgram.batch] == 500)
        #expect(none.source(of: "intake.batch-size") == .builtInDefault)

        let file = try SampleProgram.settings(files: files)
        #expect(file[SampleProgram.batch] == 100)
        #expect(file.source(of: "intake.batch-size") == .file(path: SampleProgram.file, line: 3))
        #expect(file[SampleProgram.endpoint].text == "tcp://127.0.0.1:1001")
        #expect(file[SampleProgram.offices] == ["29242", "29243"])

        let variable = try SampleProgram.settings(environment: environment, files: files)
        #expect(variable[SampleProgram.batch] == 200)
        #expect(variable.source(of: "intake.batch-size") == .environment("LANGNGHE_INTAKE_BATCH_SIZE"))

        let flag = try SampleProgram.settings(["--intake-batch-size", "300"], environment: environment, files: files)
        #expect(flag[SampleProgram.batch] == 300)
        #expect(flag.source(of: "intake.batch-size") == .flag("--intake-batch-size"))
        #expect(flag.source(of: "no.such") == nil)
    }

    @Test("Lists are read from every layer, and commas inside a single value are kept")
    func lists() throws {
        let repeated = try SampleProgram.settings(["--offices", "1,2", "--offices=3"])
        #expect(repeated[SampleProgram.offices] == ["1", "2", "3"])
        let variable = try SampleProgram.settings(environment: ["LANGNGHE_OFFICES": "1, 2"])
        #expect(variable[SampleProgram.offices] == ["1", "2"])
        let empty = try SampleProgram.settings(environment: ["LANGNGHE_OFFICES": ""])
        #expect(empty[SampleProgram.offices].isEmpty)
        let text = try SampleProgram.settings(files: [SampleProgram.file: "offices: 1,2"])
        #expect(text[SampleProgram.offices] == ["1", "2"])
        let path = try SampleProgram.settings(["--store-folder", "/data/a,b"])
        #expect(path[SampleProgram.folder] == "/data/a,b")
    }

    @Test("A yes-or-no flag stands alone or carries its value after an equals sign")
    func booleans() throws {
        #expect(try SampleProgram.settings(["--simulate"])[SampleProgram.simulate])
        #expect(try !SampleProgram.settings(["--simulate=no"])[SampleProgram.simulate])
        #expect(try SampleProgram.settings(environment: ["LANGNGHE_SIMULATE": "on"])[SampleProgram.simulate])
    }

    @Test("The file named by flag wins over the one named in the environment and the usual one")
    func namedFile() throws {
        let files = [
            "/a.yaml": "simulate: true", "/b.yaml": "intake.batch-size: 20", SampleProgram.file: "nonsense: 1",
        ]
        let environment = ["LANGNGHE_CONFIG": "/b.yaml"]
        let byFlag = try SampleProgram.settings(["--config", "/a.yaml"], environment: environment, files: files)
        #expect(byFlag[SampleProgram.simulate])
        #expect(byFlag[SampleProgram.batch] == 500)
        let byVariable = try SampleProgram.settings(environment: environment, files: files)
        #expect(byVariable[SampleProgram.batch] == 20)
        let missing = SampleProgram.complaint(["--config=/c.yaml"], files: files)
        #expect(missing.codes == [.file])
        #expect(missing.text.contains("file /c.yaml"))
        #expect(missing.text.contains("no such file"))
    }

    @Test("A command ends the flags and takes the rest")
    func command() throws {
        let outcome = try SampleProgram.load(
            ["--simulate", "rate", "--level", "5", "--help"],
            program: SampleProgram.programWithCommands
        )
        guard case .run(let settings, let command) = outcome else { throw UnexpectedOutcome() }
        #expect(command == ["rate", "--level", "5", "--help"])
        #expect(settings[SampleProgram.simulate])
        let mistyped = SampleProgram.complaint(["statsu"], program: SampleProgram.programWithCommands)
        #expect(mistyped.text.contains("did you mean status?"))
    }

    @Test("A group with nothing but comments under it says nothing")
    func emptyGroup() throws {
        let settings = try SampleProgram.settings(files: [SampleProgram.file: "intake:\n  # batch-size: 1\n"])
        #expect(settings[SampleProgram.batch] == 500)
        #expect(try SampleProgram.settings(files: [SampleProgram.file: ""])[SampleProgram.batch] == 500)
        #expect(try SampleProgram.settings(files: [SampleProgram.file: "# nothing\n"])[SampleProgram.batch] == 500)
    }
}
