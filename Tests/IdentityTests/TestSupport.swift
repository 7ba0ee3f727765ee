import CivilTime
import Foundation
import Testing
import ZeroMQ

@testable import Identity

/// A folder of its own for one test, removed at the end.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("identity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        self.path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    func file(_ name: String) -> String { "\(self.path)/\(name)" }

    func write(_ text: String, _ name: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self.file(name)))
        try self.setMode(mode, name)
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: self.file(name), encoding: .utf8)
    }

    func setMode(_ mode: Int, _ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: self.file(name))
    }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: self.file(name))
        return try #require(attributes[.posixPermissions] as? Int)
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.path).sorted()
    }
}

/// 14 October 2022, 08:30 in the province.
let sampleTime = Timestamp(microseconds: 1_665_711_000_000_000)

func makePrincipal(_ name: String, _ role: PrincipalRole = .kiosk(office: "29242")) throws -> Principal {
    Principal(
        name: try PrincipalName(name),
        role: role,
        publicKey: try CurveKeyPair.generate().publicKey,
        createdAt: sampleTime
    )
}

/// Runs `body` and gives the identity error it must throw.
func identityError(_ body: () throws -> Void) throws -> IdentityError {
    do {
        try body()
    } catch let error as IdentityError {
        return error
    }
    throw NothingThrown()
}

struct NothingThrown: Error {}
