import Foundation
import Testing

@testable import Identity

@Suite("Reading JSON")
struct JSONNodeTests {
    /// The node as Foundation's objects, to compare with what Foundation reads.
    private func object(_ node: JSONNode) -> NSObject {
        switch node.kind {
        case .object(let members): NSDictionary(dictionary: members.mapValues(object))
        case .array(let elements): NSArray(array: elements.map(object))
        case .string(let text): NSString(string: text)
        case .integer(let number): NSNumber(value: number)
        case .boolean(let value): NSNumber(value: value)
        case .null: NSNull()
        }
    }

    @Test(
        "What Foundation reads is read alike",
        arguments: [
            "[]", "{}", " [ 1 , -2,0, true,false ,null ] ", "{\"a\":{\"b\":[\"c\"]},\"\":\"\"}",
            #"["\"\\\/\b\f\n\r\t", "\u0041\u00e9\u1EbF", "\uD83D\uDE00", "Vĩnh Kim 🌾"]"#,
        ]
    )
    func valid(text: String) throws {
        let expected = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let node = object(try JSONNode(Array(text.utf8), path: "x"))
        // Compared as written again, since Foundation's own comparison of its objects differs between platforms.
        let written = try JSONSerialization.data(withJSONObject: node, options: .sortedKeys)
        #expect(try written == JSONSerialization.data(withJSONObject: expected, options: .sortedKeys))
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", " ", "[", "]", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1 2]", "[01]",
            "[+1]", "[1e3]",
            "[99999999999999999999]", "[tru]", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\uD83D\"",
            "\"\\uD83D\\n\"",
            "\"\\uDE00\"", "[1]]", "'a'", "[\"\t\"]", "{\"a\":1,\"a\":2}",
        ]
    )
    func invalid(text: String) throws {
        #expect(try identityError { _ = try JSONNode(Array(text.utf8), path: "x") }.code == .malformedFile)
    }

    @Test("Invalid UTF-8 is refused")
    func invalidUTF8() throws {
        for bytes: [UInt8] in [
            [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0xEF, 0xBB, 0xBF, 0x5B, 0x5D], [0x5B, 0xFF, 0x5D],
        ] {
            #expect(try identityError { _ = try JSONNode(bytes, path: "x") }.code == .malformedFile)
        }
    }

    @Test("No bytes crash the reader: 20,000 mutations of a good text")
    func mutations() {
        let seed = UInt64.random(in: .min ... .max)
        var state = seed
        func random(_ bound: Int) -> Int {
            // Knuth's MMIX constants.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let good = Array(#"{"version": 1, "principals": [{"name": "é\u00e9\n", "x": [true, null, -12]}]}"#.utf8)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = good
            for _ in 0...random(3) {
                switch random(3) {
                case 0: bytes[random(bytes.count)] = UInt8(random(256))
                case 1: bytes.removeLast(min(bytes.count - 1, random(20)))
                default: bytes.insert(Array("{}[]\",:\\u".utf8)[random(9)], at: random(bytes.count))
                }
            }
            do { _ = try JSONNode(bytes, path: "x") } catch { refused += 1 }
        }
        #expect(refused > 10_000, "seed \(seed)")
    }
}
