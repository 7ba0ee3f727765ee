import CivilTime
import Testing
import ZeroMQ

@testable import Identity

@Suite("Principals")
struct PrincipalTests {
    @Test("Names", arguments: ["kiosk-29242-1", "a", "9.b_c", String(repeating: "x", count: 64)])
    func names(text: String) throws {
        #expect(try PrincipalName(text).text == text)
    }

    @Test(
        "Names refused",
        arguments: [
            "", "-a", "A", "kiosk 1", "kiósk", "a/b", "a\n", "..", "_x", String(repeating: "x", count: 65), "a\0",
        ]
    )
    func wrongNames(text: String) throws {
        #expect(try identityError { _ = try PrincipalName(text) }.code == .invalidName)
    }

    @Test("Roles are read from name and unit")
    func roles() throws {
        #expect(try PrincipalRole(name: "kiosk", unit: "29242") == .kiosk(office: "29242"))
        #expect(try PrincipalRole(name: "desk", unit: "842") == .desk(unit: "842"))
        #expect(
            try PrincipalRole(name: "desk", unit: "842", deskRole: "leader") == .desk(unit: "842", actingAs: .leader)
        )
        #expect(try PrincipalRole(name: "subscriber", unit: "84") == .subscriber(scope: "84"))
        #expect(try PrincipalRole(name: "operator", unit: nil) == .operator)
        let boss = try identityError { _ = try PrincipalRole(name: "desk", unit: "842", deskRole: "boss") }
        #expect(boss.code == .malformedFile)
        #expect(boss.message.contains("officer, leader, triage, inspectorate, auditor"))
        let kiosk = try identityError { _ = try PrincipalRole(name: "kiosk", unit: "842", deskRole: "leader") }
        #expect(kiosk.code == .malformedFile)
        #expect(try identityError { _ = try PrincipalRole(name: "operator", unit: "84") }.code == .invalidUnit)
        #expect(try identityError { _ = try PrincipalRole(name: "kiosk", unit: nil) }.code == .invalidUnit)
        #expect(try identityError { _ = try PrincipalRole(name: "kiosk", unit: "84/842") }.code == .invalidUnit)
        #expect(try identityError { _ = try PrincipalRole(name: "root", unit: "84") }.code == .malformedFile)
    }

    @Test("A kiosk publishes for its own office alone, a desk handles its own unit's cases alone")
    func permissions() throws {
        let kiosk = try makePrincipal("kiosk", .kiosk(office: "29242"))
        #expect(kiosk.mayPublish(forOffice: "29242"))
        #expect(!kiosk.mayPublish(forOffice: "29243"))
        #expect(!kiosk.mayHandleCases(ofUnit: "29242"))
        #expect(!kiosk.mayFollow(unitPath: ["84", "842", "29242"]))
        #expect(!kiosk.mayOperate)
        let desk = try makePrincipal("desk", .desk(unit: "842"))
        #expect(desk.mayHandleCases(ofUnit: "842"))
        #expect(!desk.mayHandleCases(ofUnit: "29242"))
        #expect(!desk.mayPublish(forOffice: "842"))
        let district = try makePrincipal("district", .subscriber(scope: "842"))
        #expect(district.mayFollow(unitPath: ["84", "842", "29242"]))
        #expect(district.mayFollow(unitPath: ["84", "842"]))
        #expect(!district.mayFollow(unitPath: ["84"]))
        #expect(!district.mayFollow(unitPath: ["84", "843"]))
        #expect(!district.mayFollow(unitPath: []))
        let province = try makePrincipal("province", .subscriber(scope: "84"))
        #expect(province.mayFollow(unitPath: ["84"]))
        #expect(province.mayFollow(unitPath: ["84", "843", "1"]))
        let chief = try makePrincipal("chief", .operator)
        #expect(chief.mayOperate)
        #expect(chief.mayFollow(unitPath: ["84"]))
        #expect(chief.mayHandleCases(ofUnit: "842"))
        #expect(!chief.mayPublish(forOffice: "29242"))
    }

    @Test(
        "Whoever is revoked may do nothing",
        arguments: [PrincipalRole.kiosk(office: "1"), .desk(unit: "1"), .subscriber(scope: "1"), .operator]
    )
    func revoked(role: PrincipalRole) throws {
        var principal = try makePrincipal("somebody", role)
        principal.revocation = .init(at: sampleTime, reason: "lost")
        #expect(!principal.mayPublish(forOffice: "1"))
        #expect(!principal.mayHandleCases(ofUnit: "1"))
        #expect(!principal.mayFollow(unitPath: ["1"]))
        #expect(!principal.mayOperate)
    }

    @Test("Names and keys are unique, also among the revoked")
    func uniqueness() throws {
        var registry = PrincipalRegistry()
        let first = try makePrincipal("first")
        try registry.add(first)
        try registry.revoke(first.name, at: sampleTime, reason: "stolen")
        #expect(try identityError { try registry.add(makePrincipal("first")) }.code == .duplicate)
        let sameKey = Principal(
            name: try PrincipalName("other"),
            role: .operator,
            publicKey: first.publicKey,
            createdAt: sampleTime
        )
        #expect(try identityError { try registry.add(sameKey) }.code == .duplicate)
        #expect(registry.principals.count == 1)
        #expect(registry.principal(forPublicKey: first.publicKey)?.revocation?.reason == "stolen")
        #expect(
            try identityError { try registry.revoke(first.name, at: sampleTime, reason: "") }.code == .alreadyRevoked
        )
        #expect(
            try identityError { try registry.revoke(PrincipalName("nobody"), at: sampleTime, reason: "") }.code
                == .notFound
        )
    }

    @Test("Times are kept to the second and a reason to one line")
    func normalization() throws {
        let before = Timestamp(microseconds: -1)
        #expect(Principal.Revocation(at: before, reason: "a\nb").at == Timestamp(microseconds: -1_000_000))
        #expect(Principal.Revocation(at: before, reason: "a\r\nb").reason == "a b")
    }

    @Test(
        "Times of RFC 3339",
        arguments: [
            ("2022-10-14T08:30:00+07:00", Int64(1_665_711_000)), ("2022-10-14T01:30:00Z", 1_665_711_000),
            ("2022-10-13T20:30:00-05:00", 1_665_711_000), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ]
    )
    func times(text: String, seconds: Int64) {
        #expect(timestamp(rfc3339: text) == Timestamp(microseconds: seconds * 1_000_000))
    }

    @Test(
        "Times refused",
        arguments: [
            "", "2022-10-14", "2022-10-14 08:30:00Z", "2022-02-30T00:00:00Z", "2022-10-14T24:00:00Z",
            "2022-10-14T08:30:00+0700", "2022-10-14T08:30:0éZ",
        ]
    )
    func wrongTimes(text: String) {
        #expect(timestamp(rfc3339: text) == nil)
    }
}
