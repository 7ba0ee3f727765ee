import ArgumentParser
import FeedbackProtocol
import FeedbackStore
import OperatorClient
import Transparency

/// The commands `langnghe transparency …`.
struct TransparencyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transparency",
        abstract: "Prove, and check, that nothing a citizen gave was left out of the record.",
        discussion: """
            Everything that citizens give and that opens a case is a leaf of a tree whose signed heads are published: on \
            the feed under tree/, hourly and when it grew. Whoever holds a slip gets a proof that the case is there; \
            whoever notes heads can show that nothing was taken out since.
            """,
        subcommands: [Verify.self, Proof.self, Heads.self, Consistency.self, Key.self]
    )

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a proof, on any machine: no network and no data folder is needed.",
            discussion: """
                Give the key that the province published, and the code on your slip: a proof may hold and be another \
                slip's. After a change of the key give both.
                Ends with 0 when it holds, 1 when a check failed, 2 when it is only consistent in itself because no key \
                was given, or when nothing shows that the heads given fit it, 65 when the file is no proof.
                """
        )
        @Argument(
            help: ArgumentHelp("The proof, from 'proof' here or at a kiosk, or 'consistency'.", valueName: "file")
        )
        var file: String
        @Option(
            help: ArgumentHelp(
                "The public key that the province published; can be given again, for one of before.",
                valueName: "digits"
            )
        )
        var key: [String] = []
        @Option(help: ArgumentHelp("The tracking code on the slip.", valueName: "code"))
        var code: String?
        @Option(
            help: ArgumentHelp(
                "Heads noted earlier or later, from 'heads --json', or a proof between heads; can be given again.",
                valueName: "file"
            )
        )
        var head: [String] = []
        @OptionGroup var output: OutputOptions

        func run() throws {
            let keys = try Set(self.key.map { try ProofInput.key($0) })
            let code = try self.code.map { try ProofInput.code($0) }
            let proof = try ProofInput.proof(self.file)
            let noted = try self.head.flatMap { try ProofInput.heads($0) }
            let verdict = ProofVerdict(proof, publishedKeys: keys, noted: noted, code: code)
            if self.output.json { Terminal.write(verdict.json) } else { Terminal.write(verdict.lines) }
            if !verdict.isSound { throw OperatorError(.negative, "") }
            if !verdict.isProven { throw OperatorError(.unproven, "") }
        }
    }

    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the proof for a slip, as a kiosk does; operators only."
        )
        @Argument(help: "The tracking code on the slip.")
        var code: String
        @Option(help: ArgumentHelp("Write to a new file (default: standard output).", valueName: "file"))
        var output: String?
        @Flag(help: "Leave out what tells whose slip it is.")
        var withoutCode = false
        @Option(
            help: ArgumentHelp(
                "Prove too that nothing was taken out since these heads; can be given again.",
                valueName: "file"
            )
        )
        var head: [String] = []
        @OptionGroup var desk: DeskOptions

        func run() async throws {
            let noted = try self.head.flatMap { try ProofInput.heads($0) }
            let query = WireGetProof.make {
                $0.trackingCode = self.code
                $0.earlierSizes = noted.map(\.head.tree.size)
            }
            let file = try await self.desk.ask { desk throws(OperatorError) in try await desk.proof(query) }
            try ProofOutput.put(self.withoutCode ? file.withoutSlip : file, self.output)
        }
    }

    struct Heads: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the heads that were published, oldest first.",
            discussion: "With --json each is a line that 'verify --head' takes."
        )
        @Option(help: ArgumentHelp("Only the newest ones.", valueName: "number"))
        var last: Int?
        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let last, last < 1 { throw ValidationError("--last takes a number from 1.") }
        }

        func run() throws {
            let heads = try TransparencyFolder.heads(self.data.folder, last: self.last)
            if self.output.json {
                Terminal.write(heads.map { ProofFile.line(of: $0.head) })
            } else {
                Terminal.write(HeadText.lines(heads))
            }
        }
    }

    struct Consistency: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that the tree of a later head has all that the tree of an earlier one had."
        )
        @Argument(help: "The earlier head's number of leaves.")
        var first: UInt64
        @Argument(help: "The later one's (default: the newest head's).")
        var second: UInt64?
        @Option(help: ArgumentHelp("Write to a new file (default: standard output).", valueName: "file"))
        var output: String?
        @OptionGroup var data: DataOptions

        func run() throws {
            let file = try TransparencyFolder.consistency(self.data.folder, from: self.first, to: self.second)
            try ProofOutput.put(file, self.output)
        }
    }

    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public key that checks the heads; publish it where nobody can change it unseen."
        )
        @OptionGroup var data: DataOptions

        func run() throws {
            Terminal.write(try TransparencyFolder.publicKey(self.data.folder))
        }
    }
}

/// Where a proof goes.
private enum ProofOutput {
    static func put(_ file: ProofFile, _ path: String?) throws(OperatorError) {
        guard let path else {
            return Terminal.write(file.text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init))
        }
        try ProofInput.write(file, to: path)
        Terminal.tell("Wrote \(path).")
    }
}
