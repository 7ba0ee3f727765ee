import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

/// `langnghe feed snapshot`.
struct FeedSnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Show what stands in a unit and below it, as a dashboard would begin with it.",
        discussion: """
            Cases by state, ratings by level, and the number of the newest event in each: whoever follows from there on \
            misses nothing. With --json one object a line: what was taken, then each case, or each office on each scale.
            """
    )
    @OptionGroup var unit: FeedUnitOptions
    @Option(help: "What of it.")
    var stream = FeedCommands.NumberedStream.all
    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("Of ratings only those of this day or later.", valueName: "day")
    )
    var fromDay: String?
    @OptionGroup var door: ReplayDoorOptions
    @OptionGroup var keys: KeyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let fromDay, Day(fromDay) == nil { throw ValidationError("A day is written like 2026-01-31.") }
    }

    func run() async throws {
        let lookup = try self.unit.edition.lookup()
        let door = try self.keys.door(self.door.replay)
        let path = try FeedUnit.pathOrRoot(named: self.unit.unit, key: door.key, in: lookup)
        let day = self.fromDay.flatMap { Day($0) }?.daysSinceEpoch
        let (cases, ratings) = try await ReplayClient.connected(to: door) { client throws(OperatorError) in
            var cases: WireSnapshotPiece?
            var ratings: WireSnapshotPiece?
            if self.stream != .rating { cases = try await client.snapshot(.cases, of: path) }
            if self.stream != .case { ratings = try await client.snapshot(.ratings, of: path, from: day) }
            return (cases, ratings)
        }
        let text = SnapshotText(lookup, path: path)
        guard self.output.json else { return Terminal.write(text.lines(cases: cases, ratings: ratings)) }
        if let cases { Terminal.write(text.json(cases, .cases).map(\.line)) }
        if let ratings { Terminal.write(text.json(ratings, .ratings).map(\.line)) }
    }
}
