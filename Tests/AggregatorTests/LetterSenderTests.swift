import AdministrativeRegister
import Letters
import Testing

@testable import Aggregator

@Suite("Who sends a letter")
struct LetterSenderTests {
    @Test(
        "Full name, the body above, place and abbreviation",
        arguments: [
            ("2022-10", "29242", "Ủy ban nhân dân phường 3", nil, "Phường 3", "UBND"),
            ("2022-10", "842", "Ủy ban nhân dân thành phố Trà Vinh", nil, "Trà Vinh", "UBND"),
            ("2022-10", "844", "Ủy ban nhân dân huyện Càng Long", nil, "Càng Long", "UBND"),
            ("2022-10", "84", "Ủy ban nhân dân tỉnh Trà Vinh", nil, "Trà Vinh", "UBND"),
            (
                "2022-10", "84TTPVHCC", "Trung tâm Phục vụ hành chính công tỉnh Trà Vinh",
                "Ủy ban nhân dân tỉnh Trà Vinh", "Trà Vinh", "TTPVHCC"
            ),
            (
                "2025-07", "86TTPVHCC", "Trung tâm Phục vụ hành chính công tỉnh Vĩnh Long",
                "Ủy ban nhân dân tỉnh Vĩnh Long", "Vĩnh Long", "TTPVHCC"
            ),
        ] as [(String, String, String, String?, String, String)]
    )
    func sender(edition: String, code: String, name: String, parent: String?, place: String, symbol: String) throws {
        let edition = try #require(try Register(parsing: .bundled).edition(id: edition))
        let unit = try #require(UnitCode(code).flatMap { edition.unit($0) })
        let sender = LetterSenders.sender(unit, in: edition)
        #expect(sender.unit == code && sender.name == name && sender.parentName == parent)
        #expect(sender.place == place && sender.symbols.unit == symbol)
    }

    @Test("Every unit of every edition has a name and a place")
    func all() throws {
        for edition in try Register(parsing: .bundled).editions {
            for unit in edition.units {
                let sender = LetterSenders.sender(unit, in: edition)
                #expect(!sender.name.isEmpty && !sender.place.isEmpty && !sender.place.allSatisfy(\.isNumber))
            }
        }
    }
}
