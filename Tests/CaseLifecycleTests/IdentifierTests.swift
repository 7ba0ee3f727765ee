import CaseLifecycle
import Testing

@Suite("Identifiers and lanes")
struct IdentifierTests {
    @Test("A submission's identifier survives bytes, hexadecimal and UUID text", arguments: PropertySeeds.all)
    func roundTrip(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        // Small halves too, whose leading zeros must be kept.
        let id = SubmissionID(high: generator.next() >> (seed % 64), low: generator.next() >> (seed % 61))
        #expect(id.bytes.count == 16)
        #expect(SubmissionID(bytes: id.bytes) == id, "seed \(seed)")
        #expect(id.hexadecimal.count == 32)
        #expect(SubmissionID(id.hexadecimal) == id, "seed \(seed)")
        #expect(id.description.count == 36)
        #expect(SubmissionID(id.description.uppercased()) == id, "seed \(seed)")
    }

    @Test("The text is that of RFC 9562, bytes in network order")
    func knownText() throws {
        // RFC 9562, appendix A.6: the example of version 7.
        let id = try #require(SubmissionID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"))
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(id.bytes.prefix(3) == [0x01, 0x7F, 0x22])
        #expect(id.bytes.last == 0x8F)
        #expect(id.high == 0x017F_22E2_79B0_7CC3)
    }

    @Test(
        "Other texts are no identifier",
        arguments: [
            "", "017f22e279b07cc398c4dc0c0c07398", "017f22e279b07cc398c4dc0c0c07398ff",
            "017f22e2079b0-7cc3-98c4-dc0c0c07398f", "017f22e279b07cc398c4dc0c0c07398g",
            "017f22e-279b0-7cc3-98c4-dc0c0c07398f", "{17f22e279b07cc398c4dc0c0c07398}",
            "đ17f22e279b07cc398c4dc0c0c07398",
        ]
    )
    func noIdentifier(text: String) {
        #expect(SubmissionID(text) == nil)
    }

    @Test("Fewer or more than 16 bytes are no identifier", arguments: [0, 1, 15, 17, 32])
    func wrongByteCount(count: Int) {
        #expect(SubmissionID(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test("Identifiers are ordered by their bytes")
    func order() {
        #expect(SubmissionID(high: 1, low: .max) < SubmissionID(high: 2, low: 0))
        #expect(SubmissionID(high: 1, low: 1) < SubmissionID(high: 1, low: 2))
    }

    @Test("Idempotency keys are short and printable")
    func idempotencyKeys() {
        #expect(IdempotencyKey("desk-7/42")?.rawValue == "desk-7/42")
        #expect(IdempotencyKey(String(repeating: "k", count: 64)) != nil)
        for text in ["", "a b", "khoá", "a\u{0}", "a\n", String(repeating: "k", count: 65)] {
            #expect(IdempotencyKey(text) == nil)
        }
    }

    @Test("Lanes keep their codes and have Vietnamese names")
    func lanes() {
        #expect(
            Lane.allCases.map(\.rawValue) == ["feedback", "complaint", "denunciation", "commendation", "out-of-scope"]
        )
        #expect(
            Lane.allCases.map(\.vietnameseName)
                == ["Phản ánh, kiến nghị", "Khiếu nại", "Tố cáo", "Khen ngợi", "Ngoài phạm vi tiếp nhận"]
        )
        #expect(Lane(rawValue: "petition") == nil)
    }
}
