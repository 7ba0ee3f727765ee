/// One run of kiosks, network, disks, aggregator and a subscriber in one thread, under a seeded scheduler.
///
/// Faults strike for a while; then they stop, everything runs until it is quiet, and what the machines promise is
/// checked. The same seed and configuration always give the same run.
package struct Simulation: Sendable {
    private let seed: UInt64
    private let configuration: SimulationConfiguration

    /// Makes a run; nothing happens before `run()`.
    package init(seed: UInt64, configuration: SimulationConfiguration = SimulationConfiguration()) {
        self.seed = seed
        self.configuration = configuration
    }

    /// Runs to the end.
    ///
    /// When something went wrong, the run is repeated to write down its last steps.
    package func run() -> SimulationOutcome {
        var world = World(seed: self.seed, configuration: self.configuration)
        world.run()
        guard !world.outcome.violations.isEmpty, !self.configuration.traces else { return world.outcome }
        var tracing = self.configuration
        tracing.traces = true
        return Simulation(seed: self.seed, configuration: tracing).run()
    }
}

/// What a range of seeds has shown.
package struct SimulationSummary: Sendable {
    /// How many runs there were.
    package var runs = 0
    /// How many steps they took together.
    package var steps = 0
    /// How many submissions were thanked for.
    package var thanked = 0
    /// How often each fault came about, by its raw value.
    package var faultCounts = [Int](repeating: 0, count: SimulatedFault.allCases.count)
    /// How many runs broke an invariant.
    package var failures = 0
    /// The first of them, at most ten.
    package var failed: [SimulationOutcome] = []

    /// How often a fault came about.
    package func count(of fault: SimulatedFault) -> Int { self.faultCounts[fault.rawValue] }
}

/// Runs one simulation for each seed of a range.
///
/// - Parameters:
///   - seeds: The seeds, each a run.
///   - configuration: What each run is made of.
///   - progress: Called after each run with the summary so far; `false` ends the sweep early.
/// - Returns: The summary of all runs made.
package func simulate(
    seeds: some Sequence<UInt64>,
    configuration: SimulationConfiguration = SimulationConfiguration(),
    progress: (SimulationSummary) -> Bool = { _ in true }
) -> SimulationSummary {
    var summary = SimulationSummary()
    for seed in seeds {
        let outcome = Simulation(seed: seed, configuration: configuration).run()
        summary.runs += 1
        summary.steps += outcome.steps
        summary.thanked += outcome.thanked
        for index in outcome.faultCounts.indices { summary.faultCounts[index] += outcome.faultCounts[index] }
        if !outcome.violations.isEmpty {
            summary.failures += 1
            if summary.failed.count < 10 { summary.failed.append(outcome) }
        }
        guard progress(summary) else { break }
    }
    return summary
}
