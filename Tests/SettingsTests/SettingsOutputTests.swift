import Foundation
import Settings
import Testing

@Suite("Help and listing")
struct SettingsOutputTests {
    private func printed(_ arguments: [String], files: [String: String] = [:]) throws -> String {
        guard case .print(let text) = try SampleProgram.load(arguments, files: files) else { throw UnexpectedOutcome() }
        return text
    }

    @Test("The help names every setting with default, variable and meaning, and fits 80 columns")
    func help() throws {
        let help = try printed(["--help"])
        for setting in SampleProgram.settings {
            #expect(help.contains("  \(setting.key.flag)"))
            #expect(help.contains("Environment: \(setting.key.environmentName)\n"))
            #expect(help.contains("File: \(setting.key)"))
        }
        #expect(help.contains("Default: tcp://*:5710"))
        #expect(help.contains("Default: 1MiB"))
        #expect(help.contains("Default: 30s"))
        #expect(help.contains("Where the kiosks connect."))
        #expect(help.contains("Default: /etc/langnghe/langnghe-sample.yaml if it exists\n"))
        #expect(!help.contains("changeme"))
        for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test("Help is shown even when the rest of the command line is wrong")
    func helpWins() throws {
        #expect(try printed(["--nonsense", "--help"]).hasPrefix("Usage: langnghe-sample"))
        #expect(try printed(["--version"]) == "langnghe-sample 1.2.3")
    }

    @Test("The listing shows each value with its source, leaves secrets out, and is a settings file itself")
    func listing() throws {
        let files = [SampleProgram.file: "store:\n  folder: \"/srv/it's: #1\"\nconsole:\n  token: correct-horse\n"]
        let listing = try printed(["--print-config", "--offices=a,null,c d", "--contact-key="], files: files)
        #expect(listing.contains("  batch-size: 500  # default"))
        #expect(listing.contains("offices: [a, 'null', 'c d']  # flag --offices"))
        #expect(listing.contains("folder: '/srv/it''s: #1'  # file \(SampleProgram.file), line 2"))
        #expect(!listing.contains("correct-horse"))

        let again = try SampleProgram.settings(files: [SampleProgram.file: listing])
        #expect(again[SampleProgram.folder] == "/srv/it's: #1")
        #expect(again[SampleProgram.offices] == ["a", "null", "c d"])
        #expect(again[SampleProgram.contactKey] == nil)
        #expect(again[SampleProgram.timeout] == .seconds(30))
        #expect(again[SampleProgram.level] == .info)
        #expect(again[SampleProgram.token] == "changeme")
    }

    @Test("A listing with a wrong value is refused like a start")
    func listingOfWrongSettings() {
        #expect(SampleProgram.complaint(["--print-config", "--simulate=maybe"]).codes == [.invalid])
    }

    @Test("Files are read as UTF-8, a missing one is nil and a folder is refused")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = folder.appendingPathComponent("good.yaml").path
        let bad = folder.appendingPathComponent("bad.yaml").path
        try Data("simulate: true".utf8).write(to: URL(fileURLWithPath: good))
        try Data([0x73, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: bad))
        #expect(try SettingsInput.readSettingsFile(good) == "simulate: true")
        #expect(try SettingsInput.readSettingsFile(folder.path + "/none.yaml") == nil)
        #expect(throws: InvalidValue.self) { _ = try SettingsInput.readSettingsFile(bad) }
        #expect(throws: InvalidValue.self) { _ = try SettingsInput.readSettingsFile(folder.path) }
    }
}
