import ArgumentParser
import CivilTime
import FeedbackStore
import Foundation

/// `langnghe-bench desk`: what officers wait for, with many open cases.
struct DeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Measure inbox and time limits with many open cases.",
        discussion: """
            Fills a new store with open cases of one province, a tenth of them at one unit, then measures that unit's \
            inbox, one case with its history, and the look for who is to be told.
            """
    )

    @Option(help: "How many open cases.")
    var cases = 10_000
    @Option(help: "How often each is measured.")
    var rounds = 200

    func validate() throws {
        guard (100...1_000_000).contains(self.cases) else { throw ValidationError("--cases takes 100 to 1000000.") }
        guard (1...100_000).contains(self.rounds) else { throw ValidationError("--rounds takes 1 to 100000.") }
    }

    func run() throws {
        let folder = try BenchFolder()
        defer { folder.remove() }
        print("Filling a store with \(self.cases) open cases…")
        let load = try DeskLoad(cases: self.cases, path: "\(folder.path)/store.sqlite")
        let filling = load.filling
        print("Filled in \(filling.seconds) s: \(filling.perSecond) cases/s with their time limits, 200 a commit.")
        print(self.row("", "median µs", "p99 µs", "most µs"))
        try self.measure("inbox of a unit, first 50") { try load.inbox(limit: 50) }
        try self.measure("inbox of a unit, all \(self.cases / 10)") { try load.inbox(limit: 1000) }
        try self.measure("one case whole") { try load.oneCase() }
        try self.measure("look for notices, none due") { try load.look(atEnd: false) }
        try self.measure("look for notices, 200 of all") { try load.look(atEnd: true) }
        try load.close()
    }

    private func measure(_ what: String, _ body: () throws -> Void) throws {
        var times: [Int64] = []
        for _ in 0..<self.rounds {
            let start = ContinuousClock.now
            try body()
            times.append(start.duration(to: .now).wholeMicroseconds)
        }
        times.sort()
        let p99 = times[min(times.count - 1, times.count * 99 / 100)]
        print(self.row(what, "\(times[times.count / 2])", "\(p99)", "\(times.last ?? 0)"))
    }

    private func row(_ what: String, _ columns: String...) -> String {
        let name = what.padding(toLength: 36, withPad: " ", startingAt: 0)
        return name + columns.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }
}
