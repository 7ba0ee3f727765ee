import ArgumentParser
import Foundation

/// Measures the intake beside the C floor, in turn, under the same load.
struct IntakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Acknowledged submissions a second and time to receipt, beside the C floor in the same run.",
        discussion: """
            Both sides use CURVE on loopback and answer only after fsync. The floor is a ROUTER that stores each message in
            SQLite, one commit for all that have come: no decoding, no routing, no check for duplicates. Files are written
            to the current folder, which must be on the disk.
            """
    )

    @Option(help: "How often each load is run against each side; medians are shown.")
    var rounds = 3

    @Option(help: "The floor's store: sqlite or file.")
    var floor = "sqlite"

    @Option(help: "Only loads whose name has this text, such as 64x16.")
    var only = ""

    @Option(help: "Divides the number of submissions, for a quick look.")
    var shorten = 1

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    func validate() throws {
        guard self.rounds > 0, self.shorten > 0 else { throw ValidationError("Give numbers from 1.") }
    }

    func run() throws {
        let loads = IntakeLoad.all.filter { self.only.isEmpty || $0.name.contains(self.only) }
        guard !loads.isEmpty else { throw ValidationError("No load has \"\(self.only)\" in its name.") }
        var results: [LoadResult] = []
        for load in loads {
            var result = LoadResult(load: load)
            for round in 1...self.rounds {
                self.tell("\(load.name), round \(round) of \(self.rounds)")
                result.floor.append(try MeasuredSide.floor(store: self.floor).run(load, shortenedBy: self.shorten))
                result.product.append(try MeasuredSide.product.run(load, shortenedBy: self.shorten))
            }
            results.append(result)
        }
        print(self.json ? try IntakeReport.json(results) : IntakeReport.table(results))
    }

    private func tell(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}
