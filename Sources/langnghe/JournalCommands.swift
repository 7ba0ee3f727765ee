import ArgumentParser
import FeedbackStore
import OperatorClient

/// The commands `langnghe journal …`.
struct JournalCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Check the journal on the aggregator's server.",
        subcommands: [Verify.self, Rebuild.self, Compare.self, Show.self]
    )

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that the journal is whole and unchanged, also while the aggregator runs.",
            discussion: "The tallies of ratings are counted anew from the journal and compared, where there are any."
        )
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let (report, tallies) = try JournalAudit.reading(self.data.folder) { reader throws(StoreError) in
                let report = try reader.verify { progress in
                    Terminal.progress("Checked \(progress.position) of \(progress.through) positions")
                    return true
                }
                let tallies = TallyAudit.check(self.data.folder, reader) { progress in
                    Terminal.progress("Counted ratings to \(progress.position) of \(progress.through) positions")
                }
                return (report, tallies)
            }
            Terminal.progress("Checking the tree of proofs")
            let tree = try TreeAudit.check(self.data.folder)
            Terminal.progress("")
            if self.output.json {
                Terminal.write(VerificationText.json(report, tallies, tree: tree))
            } else {
                Terminal.write(VerificationText.lines(report) + TallyAudit.lines(tallies) + (tree?.lines ?? []))
            }
            if !report.isSound || !tallies.isSound || tree?.isSound == false { throw OperatorError(.negative, "") }
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make cases, quarantine and counters anew from the journal.",
            discussion: "The aggregator must be stopped. All becomes new at the end, or nothing does."
        )
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let position: UInt64?
            let configuration = try JournalAudit.configuration(self.data.folder)
            do {
                position = try StoreRebuild.rebuild(
                    path: self.data.folder.store,
                    configuration: configuration
                ) { progress in
                    Terminal.progress("Told \(progress.position) of \(progress.through) positions")
                    return true
                }
            } catch {
                Terminal.progress("")
                throw JournalAudit.explained(error, self.data.folder)
            }
            Terminal.progress("")
            if self.output.json {
                Terminal.write(["through_position": .natural(position ?? 0)] as JSONValue)
            } else {
                Terminal.write("Rebuilt from the journal, up to position \(position ?? 0).")
            }
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look up in the journal what kiosks thanked for, id by id.",
            discussion: "Ends with 1 when anything was lost or stands in the journal twice."
        )
        @Option(help: ArgumentHelp("Submission ids in hexadecimal, one a line.", valueName: "file"))
        var published: String
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let published = try PublishedIDs.read(self.published)
            let (comparison, counts) = try JournalAudit.compare(published, self.data.folder)
            if self.output.json {
                Terminal.write(comparison.json(counts))
            } else {
                Terminal.write(comparison.sheet(counts).lines)
                if !comparison.lost.isEmpty {
                    let shown = comparison.lost.prefix(20).map { "  \($0)" }
                    let more = comparison.lost.count - shown.count
                    Terminal.write(["Lost:"] + shown + (more > 0 ? ["  … and \(more) more"] : []))
                }
            }
            if !comparison.isSound { throw OperatorError(.negative, "") }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what stands at a position, without what citizens wrote."
        )
        @Argument(help: "The journal position.")
        var position: UInt64
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let entry = try JournalAudit.entry(at: self.position, self.data.folder)
            if self.output.json { Terminal.write(entry.json) } else { Terminal.write(entry.sheet.lines) }
        }
    }
}
