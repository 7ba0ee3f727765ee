import CivilTime
import Foundation
import Testing
import ZeroMQ

@testable import Identity

@Suite("principals.json")
struct PrincipalFileTests {
    private let key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"

    private func document(_ records: String, version: String = "1") -> String {
        "{\n  \"version\": \(version),\n  \"principals\": [\(records)]\n}\n"
    }

    @Test("What is saved is read back, readable by its owner alone, without leftovers")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        let kiosk = try makePrincipal("kiosk-29242-1")
        let chief = try makePrincipal("chief", .operator)
        try file.edit { registry throws(IdentityError) in
            try registry.add(kiosk)
            try registry.add(chief)
            try registry.revoke(kiosk.name, at: sampleTime, reason: "mất \"khoá\" / lost")
        }
        let registry = try file.load()
        #expect(registry.principals.map(\.name.text) == ["chief", "kiosk-29242-1"])
        #expect(registry.principal(forPublicKey: chief.publicKey) == chief)
        #expect(registry.principal(named: kiosk.name)?.revocation?.reason == "mất \"khoá\" / lost")
        #expect(try folder.mode("principals.json") == 0o600)
        #expect(try folder.names() == ["principals.json", "principals.json.lock"])
        #expect(try folder.read("principals.json").contains("\"created_at\" : \"2022-10-14T08:30:00+07:00\""))
    }

    @Test("An edit that fails saves nothing")
    func failedEdit() throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        #expect(try file.createIfAbsent())
        #expect(try !file.createIfAbsent())
        let before = try folder.read("principals.json")
        let principal = try makePrincipal("one")
        let error = try identityError {
            try file.edit { registry throws(IdentityError) in
                try registry.add(principal)
                try registry.add(principal)
            }
        }
        #expect(error.code == .duplicate)
        #expect(try folder.read("principals.json") == before)
    }

    @Test("A malformed file is refused with the place and the reason")
    func malformed() throws {
        let good =
            "{\"name\": \"one\", \"role\": \"kiosk\", \"unit\": \"1\", \"public_key\": \"\(key)\", \"created_at\": \"2022-10-14T08:30:00+07:00\"}"
        let second = good.replacingOccurrences(of: "\"one\"", with: "\"two\"")
        let reason = "\"revocation_reason\": \"x\", \"unit\""
        let cases: [(text: String, mustSay: [String])] = [
            ("", ["line 1: the file ends too early"]),
            ("{\n\"version\": 1,\n!", ["line 3: a key in double quotes is expected"]),
            ("{\"version\": 1,\n \"version\": 1}", ["line 2: the key \"version\" is given twice"]),
            (document("") + "x", ["line 5: nothing may follow"]),
            (document("", version: "2"), ["line 2: version is 2", "reads 1"]),
            ("{\"version\": 1}", ["line 1: principals is missing"]),
            ("[]", ["line 1: an object in { } is expected"]),
            (document("", version: "\"1\""), ["line 2: version is not a whole number"]),
            (document("", version: "1.5"), ["line 2: a value is expected"]),
            (document("{}"), ["line 3: created_at is missing"]),
            (document("\n1"), ["line 4: an object"]),
            (document(good.replacingOccurrences(of: "unit", with: "unti")), ["line 3: unknown key \"unti\""]),
            (document(good + ",\n" + good), ["line 4: The name one is taken"]),
            (document(good + ",\n" + second), ["line 4: ", "belongs to one already"]),
            (document(good.replacingOccurrences(of: key, with: "rq:r")), ["public_key: ", "40 characters, not 4"]),
            (document(good.replacingOccurrences(of: "rq:", with: "rq\u{20}")), ["line 3: public_key: "]),
            (document(good.replacingOccurrences(of: "kiosk", with: "king")), ["role: \"king\" is not a role"]),
            (document(good.replacingOccurrences(of: "2022-10-14T", with: "2022-10-14 ")), ["created_at is not a time"]),
            (document(good.replacingOccurrences(of: "\"unit\"", with: reason)), ["without revoked_at"]),
            (document(String(repeating: "[", count: 100_000)), ["too many brackets"]),
            (document("{\"na\nme\": 1}"), ["line 3: a text has a control character"]),
        ]
        for (text, mustSay) in cases {
            let folder = try TemporaryFolder()
            try folder.write(text, "principals.json")
            let error = try identityError { _ = try PrincipalFile(inFolder: folder.path).load() }
            #expect(error.message.hasPrefix(folder.file("principals.json")), "\(error.message)")
            for words in mustSay { #expect(error.message.contains(words), "\(error.message)") }
            // An edit leaves a file it can't read alone.
            let edit = try identityError { try PrincipalFile(inFolder: folder.path).edit { _ in } }
            #expect(edit.message == error.message)
            #expect(try folder.read("principals.json") == text)
        }
        let folder = try TemporaryFolder()
        try folder.write(document(good), "principals.json")
        #expect(try PrincipalFile(inFolder: folder.path).load().principals.count == 1)
    }

    @Test("A file that others may change is refused with the command that mends it", arguments: [0o620, 0o602, 0o666])
    func permissions(mode: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write(document(""), "principals.json", mode: mode)
        let error = try identityError { _ = try PrincipalFile(inFolder: folder.path).load() }
        #expect(error.code == .unsafePermissions)
        #expect(error.message.contains("chmod 600 '\(folder.file("principals.json"))'"))
        try folder.setMode(0o644, "principals.json")
        _ = try PrincipalFile(inFolder: folder.path).load()
    }

    @Test("A missing file, and a folder in its place, are told apart")
    func missing() throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        #expect(try identityError { _ = try file.load() }.code == .notFound)
        try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
        #expect(try identityError { _ = try file.load() }.code == .malformedFile)
    }

    @Test("Many editors at once lose nothing")
    func concurrentEdits() async throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        let principals = try (0..<40).map { try makePrincipal("kiosk-\($0)") }
        // Threads of their own: an edit waits for its turn, which a task must not.
        let threads = ThreadGroup()
        for part in 0..<8 {
            threads.start {
                for principal in principals[(part * 5)..<(part * 5 + 5)] {
                    try file.edit { registry throws(IdentityError) in try registry.add(principal) }
                }
            }
        }
        #expect(await threads.failures().isEmpty)
        #expect(Set(try file.load().principals) == Set(principals))
        #expect(try folder.names() == ["principals.json", "principals.json.lock"])
    }

    @Test("An edit waits for another process's lock")
    func lockOfAnotherProcess() async throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        _ = try file.createIfAbsent()
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        // The other process adds its mark to the file before it gives the lock back.
        let script = "echo locked; read line; echo done > '\(folder.file("mark"))'"
        other.arguments = [file.path + ".lock", "sh", "-c", script]
        let input = Pipe()
        let output = Pipe()
        other.standardInput = input
        other.standardOutput = output
        try other.run()
        #expect(output.fileHandleForReading.availableData == Data("locked\n".utf8))
        let threads = ThreadGroup()
        let markPath = folder.file("mark")
        threads.start {
            let seen = try file.edit { _ in FileManager.default.fileExists(atPath: markPath) }
            guard seen else { throw NothingThrown() }
        }
        try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        #expect(await threads.failures().isEmpty)
        other.waitUntilExit()
        #expect(other.terminationStatus == 0)
    }
}
