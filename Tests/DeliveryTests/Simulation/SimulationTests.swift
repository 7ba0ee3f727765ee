import DeliverySimulation
import Foundation
import Testing

/// A setting of the simulation from the environment.
///
/// - Throws: when it is set and not a number.
private func environmentNumber(_ name: String) throws -> UInt64? {
    guard let text = ProcessInfo.processInfo.environment[name] else { return nil }
    let number: UInt64 = try #require(UInt64(text), "\(name) must be a whole number, not \"\(text)\"")
    return number
}

@Suite("Delivery under simulated faults")
struct SimulationTests {
    @Test("What is thanked for arrives exactly once and in order, whatever fails")
    func promisesHold() throws {
        var configuration = SimulationConfiguration()
        var seeds: Range<UInt64> = 1..<((try environmentNumber("LANGNGHE_SIMULATION_SEEDS") ?? 2000) + 1)
        if let seed = try environmentNumber("LANGNGHE_SIMULATION_SEED") {
            seeds = seed..<(seed + 1)
            configuration.traces = true
            for line in Simulation(seed: seed, configuration: configuration).run().trace { print(line) }
        }
        let summary = simulate(seeds: seeds, configuration: configuration)
        for failed in summary.failed {
            Issue.record(
                """
                seed \(failed.seed): \(failed.violations.joined(separator: "; "))
                run it alone with LANGNGHE_SIMULATION_SEED=\(failed.seed); its last steps:
                \(failed.trace.suffix(60).joined(separator: "\n"))
                """
            )
        }
        #expect(summary.failures == 0)
        #expect(summary.runs == seeds.count)
        #expect(summary.thanked > 0)
        guard seeds.count >= 1000 else { return }
        for fault in SimulatedFault.allCases {
            #expect(summary.count(of: fault) > 0, "\(fault) was not exercised by \(seeds.count) seeds")
        }
    }

    @Test("The simulator notices each defect built in", arguments: SimulatedDefect.allCases)
    func noticesDefects(defect: SimulatedDefect) {
        var configuration = SimulationConfiguration()
        configuration.defect = defect
        configuration.maximumCalmSteps = 1500
        let summary = simulate(seeds: 1...400, configuration: configuration) { $0.failures == 0 }
        #expect(summary.failures == 1, "\(defect) went unnoticed in \(summary.runs) runs")
        #expect(summary.failed.first?.trace.isEmpty == false, "a failed run shows its last steps")
    }

    @Test("The same seed gives the same run", arguments: [3, 14, 159] as [UInt64])
    func deterministic(seed: UInt64) {
        var configuration = SimulationConfiguration()
        configuration.traces = true
        let first = Simulation(seed: seed, configuration: configuration).run()
        let second = Simulation(seed: seed, configuration: configuration).run()
        #expect(first.steps == second.steps)
        #expect(first.trace == second.trace)
        #expect(first.faultCounts == second.faultCounts)
        #expect(Simulation(seed: seed + 1, configuration: configuration).run().trace != first.trace)
    }

    @Test("The generator is SplitMix64")
    func generator() {
        // The reference implementation's first numbers for seed 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64").
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test("A sweep can be ended early")
    func endsEarly() {
        #expect(simulate(seeds: 1...100) { $0.runs < 3 }.runs == 3)
    }
}
