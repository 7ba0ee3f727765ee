import AdministrativeRegister
import CivilTime
import Testing

@Suite("Editions of the bundled register")
struct EditionTests {
    @Test func october2022HasNineDistrictsAnd106Communes() throws {
        let edition = try edition2022()
        #expect(edition.root.fullName == "tỉnh Trà Vinh")
        #expect(edition.serviceCentre.code.text == "84TTPVHCC")
        #expect(edition.serviceCentre.fullName == "Trung tâm Phục vụ hành chính công tỉnh Trà Vinh")
        let districts = edition.children(of: edition.root.code).filter { $0.kind != .serviceCentre }
        #expect(districts.count == 9)
        let communes = districts.flatMap { edition.children(of: $0.code) }
        #expect(communes.count == 106)
        #expect(edition.units.count == 117)
        let counts = Dictionary(grouping: communes, by: \.kind).mapValues(\.count)
        #expect(counts == [.commune: 85, .ward: 11, .township: 10])
    }

    @Test func july2025HasItsUnitsDirectlyBelowTheProvince() throws {
        let edition = try edition2025()
        #expect(edition.root.fullName == "tỉnh Vĩnh Long")
        let below = edition.children(of: edition.root.code)
        #expect(below.count == 42)
        let counts = Dictionary(grouping: below, by: \.kind).mapValues(\.count)
        #expect(counts == [.commune: 35, .ward: 6, .serviceCentre: 1])
        #expect(edition.unit(try code("29242"))?.fullName == "phường Trà Vinh")
    }

    @Test func pathsAndRelations() throws {
        let edition = try edition2022()
        let (ward, city, province) = (try code("29242"), try code("842"), try code("84"))
        #expect(edition.path(of: ward) == [province, city, ward])
        #expect(edition.topicPath(of: ward) == "84/842/29242/")
        #expect(edition.depth(of: ward) == 2)
        #expect(edition.parent(of: ward)?.code == city)
        #expect(edition.parent(of: province) == nil)
        #expect(edition.isUnit(ward, below: city) && edition.isUnit(ward, below: province))
        #expect(edition.isUnit(ward, within: ward) && !edition.isUnit(ward, below: ward))
        let otherDistrict = try code("844")
        #expect(!edition.isUnit(city, below: ward) && !edition.isUnit(ward, below: otherDistrict))
        #expect(edition.subtree(of: city).count == 11)
        #expect(edition.subtree(of: province).count == 117)
        #expect(edition.displayName(of: ward) == "phường 3, thành phố Trà Vinh")
        #expect(edition.displayName(of: city) == "thành phố Trà Vinh, tỉnh Trà Vinh")
        #expect(edition.displayName(of: province) == "tỉnh Trà Vinh")
        let unknown = try code("99999")
        #expect(edition.unit(unknown) == nil && edition.path(of: unknown) == nil)
        #expect(edition.children(of: unknown).isEmpty && edition.subtree(of: unknown).isEmpty)
    }

    @Test func everySubtreeIsTheUnitsWhosePathHoldsItsRoot() throws {
        for edition in try bundledRegister.get().editions {
            for unit in edition.units {
                let expected = edition.units.filter { edition.path(of: $0.code)?.contains(unit.code) == true }
                #expect(Array(edition.subtree(of: unit.code)) == expected)
                #expect(expected.allSatisfy { edition.isUnit($0.code, within: unit.code) })
            }
        }
    }

    @Test func everyDayHasAnEdition() throws {
        let register = try bundledRegister.get()
        #expect(register.edition(on: try day("2022-10-01")).id == "2022-10")
        #expect(register.edition(on: try day("2025-06-30")).id == "2022-10")
        #expect(register.edition(on: try day("2025-07-01")).id == "2025-07")
        #expect(register.edition(on: try day("1970-01-01")).id == "2022-10")
        #expect(register.edition(on: try day("9999-12-31")).id == "2025-07")
        #expect(register.edition(id: "1999-01") == nil)
    }
}

@Suite("Successors")
struct SuccessionTests {
    @Test func everyUnitOf2022HasOneSuccessorIn2025() throws {
        let register = try bundledRegister.get()
        let (before, after) = (try edition2022(), try edition2025())
        var reached: Set<UnitCode> = []
        for unit in before.units {
            let successors = register.successors(of: unit.code, in: before.id, on: try day("2025-07-01"))
            #expect(successors.count == 1)
            reached.formUnion(successors.map(\.code))
            #expect(register.successors(of: unit.code, in: before.id, on: try day("2025-06-30")) == [unit])
        }
        #expect(reached == Set(after.units.map(\.code)))
    }

    @Test func knownSuccessors() throws {
        let register = try bundledRegister.get()
        let later = try day("2026-01-01")
        for (old, new) in [
            ("29245", "29242"), ("29395", "29254"), ("29335", "29335"), ("842", "86TTPVHCC"), ("84", "86"),
            ("84TTPVHCC", "86TTPVHCC"),
        ] {
            let found = register.successors(of: try code(old), in: "2022-10", on: later)
            #expect(found.map(\.code.text) == [new])
        }
    }

    @Test func nothingFollowsTheUnknownOrThePast() throws {
        let register = try bundledRegister.get()
        let later = try day("2026-01-01")
        #expect(register.successors(of: try code("99999"), in: "2022-10", on: later).isEmpty)
        #expect(register.successors(of: try code("842"), in: "2025-07", on: later).isEmpty)
        #expect(register.successors(of: try code("842"), in: "unknown", on: later).isEmpty)
        #expect(register.successors(of: try code("86"), in: "2025-07", on: try day("2022-10-14")).isEmpty)
    }
}
