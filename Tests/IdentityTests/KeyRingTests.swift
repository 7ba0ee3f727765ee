import CivilTime
import Foundation
import Glibc
import Testing
import ZeroMQ

@testable import Identity

@Suite("The key ring follows the file")
struct KeyRingTests {
    /// Whether the descriptor is readable now.
    private func isReadable(_ descriptor: CInt) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, 0) == 1
    }

    @Test("Unknown and revoked keys have no principal; a revocation holds from the next reload")
    func revocation() throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        let kiosk = try makePrincipal("kiosk-29242-1")
        try file.edit { registry throws(IdentityError) in try registry.add(kiosk) }
        let ring = try KeyRing(file)
        #expect(ring.generation == 1)
        #expect(ring.principal(forPublicKey: kiosk.publicKey) == kiosk)
        #expect(ring.principal(forUserID: kiosk.userID) == kiosk)
        #expect(ring.principal(forUserID: kiosk.name.text) == nil)
        #expect(try ring.principal(forPublicKey: CurveKeyPair.generate().publicKey) == nil)
        #expect(!isReadable(ring.changeDescriptor))

        try file.edit { registry throws(IdentityError) in
            try registry.revoke(kiosk.name, at: sampleTime, reason: "stolen")
        }
        #expect(isReadable(ring.changeDescriptor))
        let held = ring.current
        guard case .reloaded(let admitted, let excluded) = ring.filesChanged() else {
            Issue.record("not reloaded")
            return
        }
        #expect(admitted.isEmpty)
        #expect(excluded == [kiosk.name])
        #expect(ring.generation == 2)
        #expect(ring.principal(forUserID: kiosk.userID) == nil)
        #expect(ring.current.registry.principal(forPublicKey: kiosk.publicKey)?.isRevoked == true)
        // A batch under way is judged by the snapshot it took.
        #expect(held.principal(forUserID: kiosk.userID) == kiosk)
        #expect(!isReadable(ring.changeDescriptor))
        guard case .unchanged = ring.filesChanged() else {
            Issue.record("reloaded without a change")
            return
        }
    }

    @Test("Edits in place, replacements and new principals are all seen")
    func kindsOfChange() throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        _ = try file.createIfAbsent()
        let ring = try KeyRing(file)
        for count in 1...3 {
            try file.edit { registry throws(IdentityError) in
                do { try registry.add(makePrincipal("kiosk-\(count)")) } catch {
                    throw IdentityError(.duplicate, "\(error)")
                }
            }
            guard case .reloaded(let admitted, _) = ring.filesChanged() else {
                Issue.record("replacement \(count) not seen")
                return
            }
            #expect(admitted.map(\.text) == ["kiosk-\(count)"])
        }
        let text = try folder.read("principals.json").replacingOccurrences(of: "kiosk-1", with: "renamed")
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
        guard case .reloaded = ring.filesChanged() else {
            Issue.record("edit in place not seen")
            return
        }
        #expect(ring.generation == 5)
        try folder.write("x", "other.json")
        guard case .unchanged = ring.filesChanged() else {
            Issue.record("another file taken for ours")
            return
        }
    }

    @Test("A malformed, unsafe or missing new file keeps the old one in force and is reported until mended")
    func refusal() throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        let kiosk = try makePrincipal("kiosk-29242-1")
        try file.edit { registry throws(IdentityError) in try registry.add(kiosk) }
        let good = try folder.read("principals.json")
        let ring = try KeyRing(file)
        let changes: [(code: IdentityError.Code, make: () throws -> Void)] = [
            (.malformedFile, { try folder.write("{", "principals.json") }),
            (.notFound, { try FileManager.default.removeItem(atPath: file.path) }),
            (.unsafePermissions, { try folder.write(good, "principals.json", mode: 0o666) }),
        ]
        for (code, make) in changes {
            try make()
            guard case .refused(let error) = ring.filesChanged() else {
                Issue.record("not refused")
                return
            }
            #expect(error.code == code)
            #expect(ring.refusal?.code == code)
            #expect(ring.generation == 1)
            #expect(ring.principal(forUserID: kiosk.userID) == kiosk)
        }
        try folder.setMode(0o600, "principals.json")
        #expect(isReadable(ring.changeDescriptor))
        _ = ring.filesChanged()
        #expect(ring.refusal == nil)
        #expect(ring.generation == 1)
    }

    @Test("A key ring without a file does not start")
    func missing() throws {
        let folder = try TemporaryFolder()
        #expect(try identityError { _ = try KeyRing(PrincipalFile(inFolder: folder.path)) }.code == .notFound)
        let nowhere = PrincipalFile(inFolder: folder.file("nowhere"))
        #expect(try identityError { _ = try KeyRing(nowhere) }.code == .notFound)
    }

    @Test("Readers on many threads always see one whole registry")
    func concurrentReaders() async throws {
        let folder = try TemporaryFolder()
        let file = PrincipalFile(inFolder: folder.path)
        let pair = try [makePrincipal("even"), makePrincipal("odd")]
        try file.edit { registry throws(IdentityError) in for one in pair { try registry.add(one) } }
        let ring = try KeyRing(file)
        let threads = ThreadGroup()
        for _ in 0..<4 {
            threads.start {
                var last: UInt64 = 0
                // Both leave in one edit, so nobody may ever see one of them alone.
                while last < 2 {
                    let current = ring.current
                    let seen = pair.filter { current.principal(forUserID: $0.userID) != nil }.count
                    guard seen == (current.generation == 1 ? 2 : 0), current.generation >= last else {
                        throw NothingThrown()
                    }
                    last = current.generation
                }
            }
        }
        try file.edit { registry throws(IdentityError) in
            for one in pair { try registry.revoke(one.name, at: sampleTime, reason: "end") }
        }
        _ = ring.filesChanged()
        #expect(await threads.failures().isEmpty)
    }
}
