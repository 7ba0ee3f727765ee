import ArgumentParser

/// `langnghe-bench`: measures, and runs the simulation of delivery at length.
@main
struct BenchProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-bench",
        abstract: "Measures Lắng Nghe on this machine. Build it with -c release; see ops/bench.",
        subcommands: [IntakeCommand.self, DeskCommand.self, SimulateCommand.self]
    )
}
