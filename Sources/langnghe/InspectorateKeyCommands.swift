import ArgumentParser
import Identity
import OperatorClient

/// The commands `langnghe keys inspectorate …`.
struct InspectorateKeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspectorate",
        abstract: "Make the inspectorate's key pair, and put its public half into force.",
        discussion: "Kiosks seal denunciations to it, so that nobody but the inspectorate can read them.",
        subcommands: [New.self, Use.self]
    )

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a pair; run this on a machine of the inspectorate's, not on the server."
        )
        @Option(help: ArgumentHelp("The folder for the two files.", valueName: "dir"))
        var output: String

        func run() throws {
            let pair = try InspectorateKeys.make(inFolder: self.output)
            Terminal.write(
                ["Made key \(pair.id): \(pair.publicFile) and \(pair.secretFile)."]
                    + TextLayout.wrap(
                        "The secret file opens denunciations ('langnghe case show NUMBER --open-with FILE'): it never "
                            + "leaves the inspectorate, and a copy of it is kept in a safe place. Bring the public file "
                            + "to the server's operator, for 'langnghe keys inspectorate use'."
                    )
            )
        }
    }

    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a public key into force, on the aggregator's server; key files made from now on name it."
        )
        @Argument(help: "The file inspectorate-public.key.")
        var file: String
        @Flag(help: "Take the place of the key that is in force.")
        var replace = false
        @OptionGroup var data: DataOptions

        func run() throws {
            let result = try InspectorateKeys.use(self.file, in: self.data.folder, replaces: self.replace)
            Terminal.write(result.lines)
        }
    }
}
