import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("Random changes of the rules")
struct RuleMutationTests {
    /// Words the changes are made of: what rules say, and what they never should.
    private static let words = [
        "assign", "answer", "received", "assigned", "answered", "officer", "leader", "system", "feedback", "complaint",
        "denunciation", "running", "stopped", "suspended", "final", "open", "sealed", "opens", "within", "after",
        "same",
        "number", "contact", "2025-07-01", "0001-01-01", "9999-12-31", "7 working-days", "3660 calendar-days", "1", "0",
        "-1", "9223372036854775807", "[]", "{}", "[a, b]", "null", "~", "''", "\"", "'", ": ", "- ", "#", "&a", "*a",
        "!t", "\t", "Ả", "\u{0}", "\u{FEFF}", "|", ">", "%",
    ]

    private func changed(_ text: String, using generator: inout SplitMix64) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard !lines.isEmpty else { break }
            let index = Int.random(in: lines.indices, using: &generator)
            let word = Self.words.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: lines.remove(at: index)
            case 1: lines.insert(lines[index], at: index)
            case 2: lines.swapAt(index, Int.random(in: lines.indices, using: &generator))
            case 3: lines[index] = String(lines[index].dropLast(Int.random(in: 0...12, using: &generator)))
            case 4: lines[index] = "  " + lines[index]
            case 5: lines[index] += word
            default:
                var words = lines[index].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
                if let place = words.indices.randomElement(using: &generator) { words[place] = word }
                lines[index] = words.joined(separator: " ")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Whether the text loads; whatever it is, it gives sound rules or problems with lines.
    private func check(_ text: String, seed: UInt64) -> Bool {
        do throws(RuleFileError) {
            let rules = try CaseRules(parsing: [YAMLFile(name: "changed.yaml", text: text)])
            for ruleSet in rules.ruleSets {
                #expect(ruleSet.lanes.count == Lane.allCases.count, "seed \(seed)")
                for lane in Lane.allCases { #expect(ruleSet.lifecycle(for: lane) != nil, "seed \(seed)") }
            }
            return true
        } catch {
            // YAML counts a line break more than `split` where a text ends with one.
            let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 2
            #expect(!error.problems.isEmpty, "seed \(seed)")
            for problem in error.problems {
                #expect(problem.file == "changed.yaml", "seed \(seed)")
                #expect((1...lines).contains(problem.line), "seed \(seed): \(problem)")
                #expect(!problem.reason.isEmpty, "seed \(seed)")
            }
            return false
        }
    }

    @Test("They load or give problems with lines, and never trap", arguments: RuleSeeds.all)
    func small(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<6 { _ = self.check(self.changed(SmallRules.text, using: &generator), seed: seed) }
    }

    @Test("The changes are neither all harmless nor all fatal")
    func coverage() {
        var loaded = 0
        var refused = 0
        for seed in RuleSeeds.fixed {
            var generator = SplitMix64(seed: seed)
            if self.check(self.changed(SmallRules.text, using: &generator), seed: seed) {
                loaded += 1
            } else {
                refused += 1
            }
        }
        #expect(loaded > 0)
        #expect(refused > loaded)
    }
}

/// SplitMix64: a small generator whose whole run follows from its seed.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
private struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The seeds of the changes: the same ones always, and fresh ones printed for each run.
private enum RuleSeeds {
    /// Add a seed that failed here to run it always.
    static let fixed: [UInt64] = Array(1...40)

    static let all: [UInt64] = {
        let fresh = (0..<8).map { _ in UInt64.random(in: .min ... .max) }
        print("Case rule seeds: 1 to 40 and \(fresh)")
        return fixed + fresh
    }()
}
