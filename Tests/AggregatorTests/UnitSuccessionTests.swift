import AdministrativeRegister
import CivilTime
import Identity
import Testing
import ZeroMQ

@testable import Aggregator

@Suite("Whose work a unit's key is for when another register edition is in force")
struct UnitSuccessionTests {
    private let register: Register
    private let old: UnitSuccessions
    private let new: UnitSuccessions

    init() throws {
        self.register = try Register(parsing: .bundled)
        self.old = UnitSuccessions(self.register, inForce: try #require(self.register.edition(id: "2022-10")))
        self.new = UnitSuccessions(self.register, inForce: try #require(self.register.edition(id: "2025-07")))
    }

    private func desk(_ unit: String) throws -> Principal {
        Principal(
            name: try PrincipalName("somebody"),
            role: .desk(unit: unit, actingAs: .officer),
            publicKey: try CurveKeyPair.generate().publicKey,
            createdAt: Timestamp(microseconds: 0)
        )
    }

    @Test(
        "The successor has the work and the records of the units it took over",
        arguments: [
            // key's unit, the case's unit, the edition it is of, whether it is the key's work
            ("29242", "29245", "2022-10", true), ("29242", "29245", "2025-07", false),
            ("29242", "29242", "2022-10", true), ("29242", "29242", "2025-07", true),
            ("29245", "29242", "2025-07", true), ("29245", "29239", "2022-10", true),
            ("29242", "29254", "2022-10", false), ("29254", "29257", "2022-10", true),
            ("29257", "29242", "2022-10", false), ("86", "84", "2022-10", true), ("84", "86", "2025-07", true),
            ("86TTPVHCC", "84TTPVHCC", "2022-10", true),
            // A district's work went to the centre, and its people did not; its records stay theirs.
            ("842", "86TTPVHCC", "2025-07", false), ("842", "842", "2022-10", true), ("844", "842", "2022-10", false),
            ("86TTPVHCC", "842", "2022-10", false), ("86", "842", "2022-10", false),
        ]
    )
    func work(key: String, unit: String, edition: String, isTheirs: Bool) throws {
        #expect(self.new.handles(unit, ofEdition: edition, try self.desk(key)) == isTheirs)
    }

    @Test
    func `Under the first edition each key is for its own unit alone`() throws {
        for own in ["84", "842", "29242", "29245", "84TTPVHCC"] {
            for other in ["84", "842", "29242", "29245", "84TTPVHCC"] {
                #expect(self.old.handles(other, ofEdition: "2022-10", try self.desk(own)) == (own == other))
            }
        }
        #expect(self.old.formerPaths(of: "29242").isEmpty && self.old.earlierEditions.isEmpty)
    }

    @Test
    func `Every unit of before is found again under exactly one unit, or under its own old code`() throws {
        let edition = try #require(self.register.edition(id: "2022-10"))
        let inForce = try #require(self.register.edition(id: "2025-07"))
        let taken = inForce.units.flatMap { self.new.formerPaths(of: $0.code.text) }
        #expect(Set(taken).count == taken.count)
        let left = edition.units.filter { unit in !taken.contains { $0.last == unit.code.text } }
        #expect(left.map(\.code.text) == ["842", "844", "845", "846", "847", "848", "849", "850", "851"])
        for unit in left { #expect(self.new.formerPath(of: unit.code.text) == ["84", unit.code.text]) }
        #expect(self.new.formerPath(of: "29242") == nil, "it is in force")
    }
}
