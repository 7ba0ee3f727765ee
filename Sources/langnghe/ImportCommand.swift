import ArgumentParser
import CivilTime
import OperatorClient

/// `langnghe import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import cases from before this system out of spreadsheets (CSV).",
        discussion: """
            Each row becomes a case with its original dates, once: importing a file again adds only what is new in it. \
            What the columns mean, the mapping says; columns it does not name are never read. Try with --dry-run first. \
            Rows that can't be cases, and rows that were changed since they were imported, are listed with their lines, \
            and the exit code is 1 then; all other rows are imported.
            """
    )
    @Argument(help: ArgumentHelp("The spreadsheets, as CSV in UTF-8.", valueName: "file"))
    var files: [String]
    @Option(help: ArgumentHelp("What their columns mean, in YAML.", valueName: "file"))
    var mapping: String
    @Flag(help: "Import nothing; say what would come of it.")
    var dryRun = false
    @Flag(help: "With --dry-run: don't ask the aggregator which rows are cases already.")
    var offline = false
    @OptionGroup var actor: ActorOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !self.offline || self.dryRun else { throw ValidationError("--offline goes with --dry-run only.") }
    }

    func run() async throws {
        let now = Clock.now
        let mapping = try ImportFiles.mapping(self.mapping, rulesIn: self.desk.keys.data.folder, on: now.localDay)
        let run = ImportRun(mapping: mapping, actor: self.actor.actor, now: now) { Terminal.progress($0) }
        let isWhole =
            if self.offline {
                try await self.take(run, nil)
            } else {
                try await self.desk.ask { desk throws(OperatorError) in
                    var run = run
                    try await run.learn(from: desk)
                    return try await self.take(run, desk)
                }
            }
        if !isWhole { throw OperatorError(.negative, "") }
    }

    /// Takes all files.
    ///
    /// - Returns: Whether there is nothing for a person to look at.
    private func take(_ run: ImportRun, _ desk: DeskClient?) async throws(OperatorError) -> Bool {
        var run = run
        var isWhole = true
        for path in self.files {
            let file = try await run.take(path, to: self.dryRun ? nil : desk)
            Terminal.progress("")
            if self.output.json { Terminal.write(file.json) } else { Terminal.write(file.lines) }
            if !file.isWhole { isWhole = false }
        }
        return isWhole
    }
}
