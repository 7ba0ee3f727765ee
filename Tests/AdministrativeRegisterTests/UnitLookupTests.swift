import AdministrativeRegister
import Testing

@Suite("Look-up by typed text")
struct UnitLookupTests {
    private func found(_ text: String, _ edition: Edition) -> [String] {
        edition.matches(for: text).map(\.unit.code.text)
    }

    @Test(
        arguments: [
            ("29242", ["29242"]), (" 84ttpvhcc ", ["84TTPVHCC"]), ("ttpvhcc", ["84TTPVHCC"]),
            ("TTPVHCC tỉnh", ["84TTPVHCC"]), ("trung tam phuc vu hanh chinh cong tinh tra vinh", ["84TTPVHCC"]),
            ("p. 5", ["29248"]), ("p5", ["29248"]), ("P.5", ["29248"]), ("phuong 5", ["29248"]), ("f5", ["29248"]),
            ("Phường 05", ["29248"]), ("5", ["29248"]),
            ("phường 1, tp Trà Vinh", ["29239"]), ("Tx. Duyên Hải, P.1", ["29512"]), ("phường 1", ["29239", "29512"]),
            ("tt. cau ke", ["29308"]), ("tt cau ke", ["29308"]), ("T.T Cầu Kè", ["29308"]), ("h. cau ke", ["845"]),
            ("cầu kè", ["845", "29308"]), ("cauke", ["845", "29308"]),
            ("tp tra vinh", ["842"]), ("tp.Trà Vinh", ["842"]), ("THÀNH PHỐ TRÀ VINH", ["842"]),
            ("trà vinh", ["84", "842"]), ("tỉnh Trà Vinh", ["84"]), ("tra vinh city", ["842"]),
            ("duyên hải", ["850", "851"]), ("thị xã Duyên Hải", ["851"]), ("tx duyen hai", ["851"]),
            ("h.duyên hải", ["850"]), ("dinh an", ["29462", "29494"]), ("dinh an xa", ["29494"]),
            ("Định An thị trấn", ["29462"]),
            ("xã Định An Trà Cú", ["29494"]), ("xa dinh an", ["29494"]), ("tt dinh an", ["29462"]),
            ("Trà Cú - Định An", ["29462", "29494"]), ("UBND xã Định An, huyện Trà Cú, tỉnh Trà Vinh", ["29494"]),
            ("Vĩnh Kim", ["29431"]), ("Vinh Kim", ["29431"]), ("Hoà Tân", ["29320"]), ("Hòa Tân", ["29320"]),
            ("Nguyệt Hoá", ["29395"]), ("Mĩ Long Bắc", ["29422"]), ("huyen hoi", ["29278"]),
            ("xã Huyền Hội", ["29278"]),
            ("phuong thanh", ["29290"]), ("Đôn Xuân", ["29497"]), ("đôn xuân", ["29497"]),
            ("\u{00D0}ôn Xuân", ["29497"]), ("Don Xuan", ["29497"]), ("phường 5, thị xã Duyên Hải", []), ("", []),
            ("., -", []),
            ("phường 10", []), ("Hà Nội", []),
        ]
    )
    func knownTexts(_ text: String, _ codes: [String]) throws {
        #expect(self.found(text, try edition2022()) == codes)
    }

    @Test func qualityTellsHowTheTextFits() throws {
        let edition = try edition2022()
        func quality(_ text: String) -> UnitMatch.Quality? { edition.matches(for: text).first?.quality }
        #expect(quality("29431") == .code)
        #expect(quality("xã Vinh Kim") == .exactSpelling)
        #expect(quality("Vĩnh Kim") == .alias)
        #expect(quality("Định an") == .exactSpelling)
        #expect(quality("dinh an") == .withoutDiacritics)
        #expect(quality("Định an, tra cu") == .withoutDiacritics)
        #expect(quality("Đính Àn") == .otherDiacritics)
        #expect(quality("luu nghi") == .prefix)
        #expect(quality("luu nghep anh") == .oneTypo)
        #expect(quality("lưu nghiệp anh, huyen tra cuu") == .oneTypo)
        #expect(quality("ttpvhcc") == .alias)
    }

    @Test func anExactSpellingStandsAboveAFoldedOne() throws {
        let files = try RegisterFiles.sample(units: [
            "e,1,tỉnh,A,,", "e,1C,Trung tâm Phục vụ hành chính công,tỉnh A,1,", "e,2,xã,Hoa Loi,1,",
            "e,3,xã,Hòa Lợi,1,", "e,4,xã,Hoá Lôi,1,",
        ])
        let edition = try Register(parsing: files).firstEdition
        #expect(self.found("hoà lợi", edition).first == "3")
        #expect(self.found("hoa loi", edition) == ["2", "3", "4"])
        #expect(edition.matches(for: "hoà lợi").map(\.quality) == [.exactSpelling, .otherDiacritics, .otherDiacritics])
    }

    @Test func everyUnitIsFoundInEverySpelling() throws {
        for edition in try bundledRegister.get().editions {
            for unit in edition.units where unit.kind != .serviceCentre {
                let parent = edition.parent(of: unit.code)
                for kind in [""] + Spelling.kinds(unit.kind) {
                    for spelling in Spelling.all {
                        let text = spelling.apply(kind + unit.name)
                        #expect(self.found(text, edition).contains(unit.code.text), "\(edition.id): \(text)")
                        guard !kind.isEmpty, let parent else { continue }
                        for parentKind in Spelling.kinds(parent.kind).prefix(2) {
                            for separator in [", ", " "] {
                                let whole = spelling.apply(kind + unit.name + separator + parentKind + parent.name)
                                #expect(self.found(whole, edition) == [unit.code.text], "\(edition.id): \(whole)")
                            }
                        }
                    }
                }
            }
        }
    }

    @Test func longAndStrangeTextIsAnsweredWithNothing() throws {
        let edition = try edition2022()
        for text in [
            String(repeating: "xã ", count: 10_000), String(repeating: "\u{0301}", count: 1000), "ឃុំ", "🙂", "\u{0}",
            String(repeating: "a", count: 100_000),
        ] {
            #expect(edition.matches(for: text).isEmpty)
        }
    }
}
