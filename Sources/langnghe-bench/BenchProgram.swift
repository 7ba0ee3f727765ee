import ArgumentParser

/// `langnghe-bench`: measures, runs the simulation of delivery at length, and works statistics out for comparison.
@main
struct BenchProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-bench",
        abstract: "Measures Lắng Nghe on this machine. Build it with -c release; see ops/bench.",
        subcommands: [
            IntakeCommand.self, DeskCommand.self, FeedCommand.self, SimulateCommand.self, StatisticsCommand.self,
            DropsCommand.self,
        ]
    )
}
