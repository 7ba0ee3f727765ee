import Testing
import ZeroMQ

@Suite("Z85 and CURVE keys")
struct KeyTests {
    @Test("The example of RFC 32 is written and read")
    func example() throws {
        let bytes: [UInt8] = [0x86, 0x4F, 0xD2, 0x6F, 0xB5, 0x59, 0xF7, 0x5B]
        #expect(try Z85.encode(bytes) == "HelloWorld")
        #expect(try Z85.decode("HelloWorld") == bytes)
        #expect(try Z85.encode([0xFF, 0xFF, 0xFF, 0xFF]) == "%nSc0")
    }

    @Test("Random bytes come back from their text")
    func roundTrip() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix(state: seed)
        for _ in 0..<500 {
            let bytes = (0..<4 * Int.random(in: 0...20, using: &generator)).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
            #expect(try Z85.decode(Z85.encode(bytes)) == bytes, "seed \(seed)")
        }
    }

    @Test(
        "What isn't Z85 is refused without being repeated",
        arguments: ["HelloWorl", "Hello\"orld", "%%%%%", "Hellö12345", "#####", "%nSc1", "Hello World"]
    )
    func refused(text: String) {
        let error = #expect(throws: ZeroMQError.self) {
            _ = try Z85.decode(text)
        }
        #expect(error.map { !"\($0)".contains(text) } == true)
    }

    @Test("A key pair is found from its secret key, and never shows it")
    func pair() throws {
        let pair = try CurveKeyPair.generate()
        let secret = pair.secretKey.revealZ85()
        #expect(secret.utf8.count == 40 && pair.publicKey.z85.utf8.count == 40)
        #expect(try CurveKeyPair(secretKey: CurveSecretKey(z85: secret)) == pair)
        #expect(try CurveKeyPair.generate() != pair)
        var dumped = ""
        dump(pair, to: &dumped)
        let server = CurveServer(secretKey: pair.secretKey, domain: nil)
        for text in ["\(pair)", String(reflecting: pair), dumped, "\(server)", "\(pair.secretKey)"] {
            #expect(!text.contains(secret))
            #expect(!text.contains(String(describing: pair.secretKey.revealZ85().utf8.map { $0 })))
        }
        #expect(throwsCode { () throws(ZeroMQError) in _ = try CurveSecretKey(z85: "short") } == .invalidKey)
        #expect(throwsCode { () throws(ZeroMQError) in _ = try CurvePublicKey(bytes: [1]) } == .invalidKey)
    }

    @Test("The test key of libzmq's manual has the public key printed there")
    func knownKey() throws {
        let secret = try CurveSecretKey(z85: "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs")
        #expect(try secret.publicKey().z85 == "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID")
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
