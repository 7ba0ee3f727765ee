import Settings
import Testing

@Suite("Types of settings")
struct SettingTypeTests {
    /// The reason for refusing a text, or `nil` when it is accepted.
    private func refusal<Value>(_ type: SettingType<Value>, _ text: String) -> String? {
        do {
            _ = try type.parse([text])
            return nil
        } catch {
            return error.reason
        }
    }

    @Test(
        "Sizes",
        arguments: [
            ("0", 0), ("512", 512), ("512B", 512), ("64KiB", 65_536), ("64 KiB", 65_536), ("2kB", 2000),
            ("1GiB", 1 << 30),
        ]
    )
    func sizes(text: String, bytes: Int) throws {
        let type = SettingType<Int>.byteSize(in: 0...(Int.max))
        #expect(try type.parse([text]) == bytes)
        #expect(try type.parse(type.format(bytes)) == bytes)
    }

    @Test(
        "Sizes refused",
        arguments: ["", "KiB", "-1", "1.5MiB", "1XB", "99999999999TiB", "9223372036854775808", "1KiBx", "٣"]
    )
    func wrongSizes(text: String) {
        #expect(refusal(.byteSize(in: 0...(Int.max)), text) != nil)
    }

    @Test(
        "Lengths of time",
        arguments: [
            ("250ms", Duration.milliseconds(250)), ("30s", .seconds(30)), ("5m", .seconds(300)),
            ("1h30m", .seconds(5400)),
            ("2d", .seconds(172_800)), ("7us", .microseconds(7)), ("0s", .zero), ("1m30s500ms", .milliseconds(90_500)),
        ]
    )
    func durations(text: String, duration: Duration) throws {
        let type = SettingType<Duration>.duration(in: .zero...(.seconds(1 << 40)))
        #expect(try type.parse([text]) == duration)
        #expect(try type.parse(type.format(duration)) == duration)
    }

    @Test(
        "Lengths of time refused",
        arguments: [
            "", "5", "s", "5x", "-5s", "30m1h", "1s1s", "1.5s", "5 s", "9223372036854775807d",
            "9223372036854775807us1us",
        ]
    )
    func wrongDurations(text: String) {
        #expect(refusal(.duration(in: .zero...(.seconds(1 << 40))), text) != nil)
    }

    @Test("What is written is read back: 2,000 random quantities")
    func roundTrips() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(state: seed)
        let sizes = SettingType<Int>.byteSize(in: 0...(Int.max))
        let times = SettingType<Duration>.duration(in: .zero...(.seconds(Int64.max)))
        for _ in 0..<2000 {
            let bytes = Int.random(in: 0...(Int.max), using: &generator) >> Int.random(in: 0..<63, using: &generator)
            #expect(try sizes.parse(sizes.format(bytes)) == bytes, "seed \(seed)")
            let time = Duration.microseconds(Int64(bytes))
            #expect(try times.parse(times.format(time)) == time, "seed \(seed)")
        }
    }

    @Test(
        "Endpoints to listen on",
        arguments: [
            "tcp://*:5710", "tcp://127.0.0.1:*", "tcp://[::]:5710", "tcp://[fe80::1%eth0]:1", "tcp://eth0:5710",
            "ipc:///run/langnghe/agent.sock",
        ]
    )
    func bindEndpoints(text: String) throws {
        #expect(try ZeroMQEndpoint(text, for: .bind).text == text)
    }

    @Test(
        "Endpoints refused",
        arguments: [
            "", "tcp:/x:1", "tcp://", "tcp://host", "tcp://:5710", "tcp://host:", "tcp://host:0", "tcp://host:65536",
            "tcp://host:+1", "tcp://::1:5710", "tcp://[]:1", "tcp://[x y]:1", "tcp://ho st:1", "ipc://",
            "ipc://relative",
            "ipc:///a\nb", "inproc://x", "udp://h:1", "ipc:///" + String(repeating: "x", count: 107),
        ]
    )
    func wrongEndpoints(text: String) {
        #expect(refusal(.endpoint(.bind), text) != nil)
    }

    @Test("An endpoint to connect to says host and port", arguments: ["tcp://*:5710", "tcp://host:*"])
    func connectEndpoints(text: String) {
        #expect(refusal(.endpoint(.connect), text) != nil)
        #expect(refusal(.endpoint(.connect), "tcp://provincial-centre.example:5710") == nil)
    }

    @Test("Whole numbers keep their range")
    func integers() throws {
        let type = SettingType<Int>.integer(in: -5...200_000)
        #expect(try type.parse(["200_000"]) == 200_000)
        #expect(try type.parse(["-5"]) == -5)
        #expect(refusal(type, "-6") == "is too small")
        #expect(refusal(type, "200001") == "is too large")
        #expect(refusal(type, "1e3") == "is not a whole number")
        #expect(refusal(type, "99999999999999999999") == "is not a whole number")
    }

    @Test("A list says which of its values is wrong, and how many it may have")
    func lists() {
        let type = SettingType<[Int]>.list(of: .integer(in: 1...9), count: 1...2)
        #expect(throws: InvalidValue("has as value 2 one that is too large")) { _ = try type.parse(["1", "10"]) }
        #expect(throws: InvalidValue("has 0 values")) { _ = try type.parse([]) }
        #expect(throws: InvalidValue("has 3 values")) { _ = try type.parse(["1", "1", "1"]) }
    }

    @Test("Choices and paths help on")
    func hints() {
        #expect(
            refusal(SettingType<SampleProgram.Level>.choice, "wraning")
                == "is none of the choices; did you mean warning?"
        )
        #expect(refusal(SettingType<String>.path, "~/x")?.contains("only a shell") == true)
    }

    @Test("Keys and their other names")
    func keys() {
        #expect(SettingKey(parsing: "intake.batch-size")?.flag == "--intake-batch-size")
        #expect(SettingKey(parsing: "intake.batch-size")?.environmentName == "LANGNGHE_INTAKE_BATCH_SIZE")
        for text in ["", ".", "a.", "A", "a b", "1a", "a_b", "-a", "ă"] {
            #expect(SettingKey(parsing: text) == nil, "\(text)")
        }
    }
}

/// Sebastiano Vigna's SplitMix64, for tests that can be run again from their seed.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
