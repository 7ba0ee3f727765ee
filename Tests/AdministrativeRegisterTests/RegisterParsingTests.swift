import AdministrativeRegister
import Testing

@Suite("Reading register files")
struct RegisterParsingTests {
    private func found(_ files: RegisterFiles) -> [String] {
        problems { () throws(RegisterFileError) in _ = try Register(parsing: files) }
    }

    @Test func aSmallRegisterIsRead() throws {
        #expect(self.found(try .sample()).isEmpty)
        let root = try Register(parsing: try .sample()).firstEdition.root
        #expect(root.fullName == "tỉnh A")
    }

    @Test(
        arguments: [
            ("e,3,xã,D,2,", "units.csv:6: edition e: duplicate code 3 in the edition"),
            ("e,4,xã,D,9,", "units.csv:6: edition e: unknown parent 9: no unit of the edition has this code"),
            ("e,4,xã,D,4,", "units.csv:6: edition e: cycle of parents: 4 < 4"),
            ("e,4,xã,D,,", "units.csv:6: edition e: second unit without a parent: an edition has exactly one root"),
            ("e,đ,xã,D,2,", "units.csv:6: bad code \"đ\" in code: 1 to 12 of A-Z and 0-9"),
            ("e,4,xã,D,2/3,", "units.csv:6: bad code \"2/3\" in parent: 1 to 12 of A-Z and 0-9"),
            ("e,4,xã,,2,", "units.csv:6: name is empty"),
            ("e,4,xã,\"D\nE\",2,", "units.csv:6: line break in name: write it on one line"),
            ("f,4,xã,D,2,", "units.csv:6: unknown edition \"f\""),
            ("e,4,xã,D,2", "units.csv:6: 5 fields where the header has 6"),
            ("e,4,xã,D,2,,", "units.csv:6: 7 fields where the header has 6"),
            ("e,4,\"xã,D,2,,", "units.csv:6: quotation mark that is never closed"),
            ("e,4,xã,D\"D,2,", "units.csv:6: quotation mark inside a field: put the whole field in marks"),
            ("e,4,xã,\"D\"D,2,", "units.csv:6: text after a closing quotation mark"),
            ("e,4,xã,D\u{7},2,", "units.csv:6: control character: remove it"),
            (
                "e,4C,Trung tâm Phục vụ hành chính công,x,2,",
                "units.csv:6: edition e: second unit of kind Trung tâm Phục vụ hành chính công in the edition"
            ),
        ]
    )
    func badUnitsAreRefused(_ row: String, _ problem: String) throws {
        #expect(self.found(try .sample(units: RegisterFiles.sampleUnits + [row])).contains(problem))
    }

    @Test func badKindIsRefusedWithTheKnownOnes() throws {
        let found = self.found(try .sample(units: RegisterFiles.sampleUnits + ["e,4,quan,D,2,"]))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("units.csv:6: bad kind \"quan\": one of tỉnh, thành phố") == true)
    }

    @Test func aLongCycleIsReportedOnceAtItsFirstLine() throws {
        let rows = ["e,5,xã,D,7,", "e,6,xã,D,5,", "e,7,xã,D,6,", "e,8,xã,D,7,"]
        #expect(
            self.found(try .sample(units: RegisterFiles.sampleUnits + rows)) == [
                "units.csv:6: edition e: cycle of parents: 5 < 7 < 6 < 5"
            ]
        )
    }

    @Test func aTreeWithoutCentreOrRootIsRefused() throws {
        let noCentre = self.found(try .sample(units: ["e,1,tỉnh,A,,", "e,2,huyện,B,1,"]))
        #expect(noCentre.count == 1 && noCentre.first?.contains("has no unit of kind Trung tâm") == true)
        let low = ["e,1,tỉnh,A,,", "e,2,huyện,B,1,", "e,C,Trung tâm Phục vụ hành chính công,A,2,"]
        #expect(
            self.found(try .sample(units: low)) == [
                "units.csv:4: edition e: the service centre must be directly below the root"
            ]
        )
    }

    @Test func depthIsFreeUpToTheLimit() throws {
        func chain(_ length: Int) throws -> RegisterFiles {
            try .sample(units: RegisterFiles.sampleUnits + (4..<4 + length).map { "e,\($0),xã,D\($0),\($0 - 1)," })
        }
        let edition = try Register(parsing: try chain(60)).firstEdition
        #expect(edition.depth(of: try code("63")) == 62)
        #expect(edition.path(of: try code("63"))?.count == 63)
        #expect(self.found(try chain(62)).contains { $0.contains("more than 64 levels") })
        #expect(self.found(try chain(20_000)).contains { $0.contains("more than 64 levels") })
    }

    @Test(
        arguments: [
            (["e,2022-10-01,2023-01-01,t", "f,2023-01-03,,t"], "gap: no edition covers 2023-01-02, between e and f"),
            (["e,2022-10-01,2023-01-01,t", "f,2023-01-01,,t"], "edition f overlaps e (2022-10-01 to 2023-01-01)"),
            (["e,2022-10-01,,t", "f,2023-01-01,,t"], "edition f overlaps e (from 2022-10-01)"),
            (["e,2022-10-01,2023-01-01,t", "e,2023-01-02,,t"], "duplicate edition \"e\""),
            (["e,2022-10-01,,t", "f,2022-13-01,,t"], "bad date \"2022-13-01\" in valid_from: write 2022-10-01"),
            (["e,2022-10-01,,t", "f,2022-12-01,soon,t"], "bad date \"soon\" in valid_to: write 2025-06-30"),
            (["e,2022-10-01,,t", "f,2022-12-01,2022-11-01,t"], "bad dates: valid_to is before valid_from"),
            (["e,2022-10-01,,t", "F,2022-12-01,,t"], "bad id \"F\": 1 to 40 of a-z, 0-9 and hyphen"),
        ]
    )
    func badEditionsAreRefused(_ rows: [String], _ reason: String) throws {
        #expect(self.found(try .sample(editions: rows)).contains("editions.csv:3: \(reason)"))
    }

    @Test func successorsMustExistAndBeComplete() throws {
        let editions = ["f,2023-01-01,,t", "e,2022-10-01,2022-12-31,t"]
        let units =
            RegisterFiles.sampleUnits + ["f,1,tỉnh,A,,", "f,1C,Trung tâm Phục vụ hành chính công,tỉnh A,1,"]
        let good = ["e,1,f,1,t", "e,1C,f,1C,t", "e,2,f,1,t", "e,3,f,1,t", "e,3,f,1C,t"]
        let register = try Register(parsing: try .sample(editions: editions, units: units, successors: good))
        #expect(register.editions.map(\.id) == ["e", "f"])
        let parts = register.successors(of: try code("3"), in: "e", on: try day("2023-01-01"))
        #expect(parts.map(\.code.text) == ["1", "1C"])
        for (row, problem) in [
            ("e,3,f,9,t", "successors.csv:7: successor 9 does not exist in edition f"),
            ("e,9,f,1,t", "successors.csv:7: unknown unit 9 in edition e"),
            ("e,3,f,1,t", "successors.csv:7: duplicate successor 1 of 3"),
            ("f,1,e,1,t", "successors.csv:7: to_edition \"e\" is not the edition after f"),
            ("g,1,f,1,t", "successors.csv:7: unknown edition \"g\""),
            ("e,3,f,1C,", "successors.csv:7: source is empty"),
        ] {
            let files = try RegisterFiles.sample(editions: editions, units: units, successors: good + [row])
            #expect(self.found(files).contains(problem))
        }
        let missing = try RegisterFiles.sample(editions: editions, units: units, successors: Array(good.dropLast(2)))
        #expect(self.found(missing) == ["units.csv:5: 3 of edition e has no successor in successors.csv"])
    }

    @Test func aliasesMustNameAUnit() throws {
        let found = self.found(try .sample(aliases: ["e,9,Z,t", "e,3,,t"]))
        #expect(found == ["aliases.csv:2: unknown unit 9 in edition \"e\"", "aliases.csv:3: alias is empty"])
        let edition = try Register(parsing: try .sample(aliases: ["e,3,Chợ Mới,t"])).firstEdition
        #expect(edition.matches(for: "xa cho moi").map(\.unit.code.text) == ["3"])
    }

    @Test func headersAreChecked() throws {
        var files = try RegisterFiles.sample()
        files.units.bytes = Array("edition,code,kind,kind,parent,head\n".utf8)
        #expect(
            self.found(files) == [
                "units.csv:1: duplicate column \"kind\"", "units.csv:1: unknown column \"head\"",
                "units.csv:1: missing column \"name\"", "units.csv:1: missing column \"note\"",
            ]
        )
        files.units.bytes = []
        #expect(self.found(files) == ["units.csv:1: the file is empty"])
        files.units.bytes = Array("edition,code,kind,name,parent,note\r\n".utf8)
        #expect(self.found(files) == ["units.csv:1: the file has a header and nothing below it"])
    }

    @Test func encodingAndLineEnds() throws {
        var files = try RegisterFiles.sample()
        let lines = String(decoding: files.units.bytes, as: UTF8.self)
        files.units.bytes = [0xEF, 0xBB, 0xBF] + Array(lines.split(separator: "\n").joined(separator: "\r\n").utf8)
        #expect(self.found(files).isEmpty)
        files.units.bytes = Array(Spelling.decomposed(lines).utf8)
        #expect(self.found(files).isEmpty)
        files.units.bytes = Array("\"edition\" , code,kind,name,parent,note\n\n".utf8)
        files.units.bytes += Array(lines.split(separator: "\n").dropFirst().joined(separator: "\n\n").utf8)
        #expect(self.found(files).isEmpty)
        files.units.bytes = Array((lines + "\ne,4,xã,\"D \"\"E\"\", F\",2,\"G,\nH\"\ne,5,xã,G,9,").utf8)
        #expect(
            self.found(files) == ["units.csv:8: edition e: unknown parent 9: no unit of the edition has this code"]
        )
        files.units.bytes = Array(lines.utf8) + Array("\ne,4,xã,".utf8) + [0xC3, 0x28, 0x0A]
        #expect(self.found(files) == ["units.csv:6: invalid UTF-8: save the file as UTF-8"])
    }

    @Test func allProblemsAreReportedTogether() throws {
        let units = RegisterFiles.sampleUnits + (0..<150).map { _ in "e,bad,xã,D,2," }
        let files = try RegisterFiles.sample(editions: ["e,2022-10-99,,t"], units: units)
        let error = #expect(throws: RegisterFileError.self) { try Register(parsing: files) }
        #expect(error?.problems.count == 100)
        #expect(error?.problems.first?.file == "editions.csv")
        #expect((error?.unlisted ?? 0) > 50)
        #expect(error?.description.hasSuffix("more problems") == true)
    }
}

@Suite("Damaged files")
struct DamagedFileTests {
    /// The bundled files with random damage are read or refused, and what is read still holds together.
    @Test func damageNeverCrashes() throws {
        var seeds = SystemRandomNumberGenerator()
        let seed = seeds.next()
        var random = SeededGenerator(seed: seed)
        let subjects = try CodeList(parsing: .bundledSubjects)
        let fields = try CodeList(parsing: .bundledFields)
        let whole = try bundledRegister.get()
        var refused = 0
        for round in 0..<60 {
            var files = RegisterFiles.bundled
            var rules = RoutingFiles.bundled
            switch round % 6 {
            case 0: damage(&files.editions.bytes, &random)
            case 1: damage(&files.units.bytes, &random)
            case 2: damage(&files.successors.bytes, &random)
            case 3: damage(&files.aliases.bytes, &random)
            case 4: damage(&files.nameWords.bytes, &random)
            default: damage(&rules.rules.bytes, &random)
            }
            do throws(RegisterFileError) {
                let register = round % 6 == 5 ? whole : try Register(parsing: files)
                _ = try RoutingRules(parsing: rules, register: register, subjects: subjects, fields: fields)
                for edition in register.editions {
                    #expect(edition.subtree(of: edition.root.code).count == edition.units.count, "seed \(seed)")
                }
            } catch {
                refused += 1
                #expect(!error.problems.isEmpty && error.problems.allSatisfy { $0.line >= 1 }, "seed \(seed)")
            }
        }
        #expect(refused > 0, "seed \(seed)")
    }

    private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...80, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: bytes.removeSubrange(place..<end)
            case 4: bytes.insert([0x22, 0x2C, 0x0A, 0x0D][Int.random(in: 0..<4, using: &random)], at: place)
            default: bytes.removeSubrange(place...)
            }
        }
    }
}
