import ArgumentParser
import DeliverySimulation
import Foundation

/// Runs the deterministic simulation of delivery over many seeds.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Simulates kiosks, network, disks and aggregator under faults, one run for each seed."
    )

    @Option(help: "How many seeds to run.")
    var seeds: UInt64 = 200_000

    @Option(help: "The first seed.")
    var first: UInt64 = 1

    func validate() throws {
        let (_, overflow) = self.first.addingReportingOverflow(self.seeds)
        guard self.seeds > 0, !overflow else { throw ValidationError("--seeds must be at least 1.") }
    }

    func run() throws {
        let step = max(1, self.seeds / 100)
        let summary = simulate(seeds: self.first...(self.first + self.seeds - 1)) { soFar in
            if UInt64(soFar.runs) % step == 0 { self.tell("\r\(soFar.runs) of \(self.seeds) seeds") }
            return true
        }
        self.tell("\n")
        print("\(summary.runs) runs, \(summary.steps) steps, \(summary.thanked) submissions thanked for")
        for fault in SimulatedFault.allCases { print("  \(fault): \(summary.count(of: fault))") }
        for outcome in summary.failed {
            print("Seed \(outcome.seed) broke: \(outcome.violations.joined(separator: "; "))")
            print("  alone: langnghe-bench simulate --first \(outcome.seed) --seeds 1")
        }
        print("\(summary.runs - summary.failures) passed, \(summary.failures) failed")
        guard summary.failures == 0 else { throw ExitCode(1) }
    }

    private func tell(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
