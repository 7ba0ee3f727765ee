import AdministrativeRegister
import Testing

@Suite("Unit codes")
struct UnitCodeTests {
    @Test(arguments: ["0", "84", "29242", "84TTPVHCC", "ZZZZZZZZZZZZ", "000000000000", "A0"])
    func textSurvives(_ text: String) throws {
        #expect(try #require(UnitCode(text)).text == text)
    }

    @Test(arguments: ["", "84ttpvhcc", "84 ", "84/842", "8\u{0301}", "Đ", "1234567890123", "84\u{0}"])
    func otherTextIsRefused(_ text: String) {
        #expect(UnitCode(text) == nil)
    }

    @Test func orderIsThatOfTheText() {
        let texts = ["84", "842", "0", "00", "8", "Z", "A", "84TTPVHCC", "29242", "ZZZZZZZZZZZZ"]
        #expect(texts.compactMap { UnitCode($0) }.sorted().map(\.text) == texts.sorted())
    }
}
