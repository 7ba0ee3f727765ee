import AdministrativeRegister
import ArgumentParser
import Identity
import OperatorClient

/// The commands `langnghe keys …`.
struct KeysCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, list and revoke keys, on the aggregator's server.",
        subcommands: [New.self, NewKiosks.self, List.self, Revoke.self, InspectorateKeyCommands.self]
    )

    enum Role: String, ExpressibleByArgument, CaseIterable {
        case kiosk, desk, subscriber, `operator`
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key; a running aggregator lets it in at once.",
            discussion: "The secret is written to the key file alone, readable by its owner, and never shown."
        )
        @Argument(help: "A name never given before: a-z, 0-9, '-', '.' and '_', such as kiosk-29242-1.")
        var name: String
        @Option(help: "What the key is for.")
        var role: Role
        @Option(help: ArgumentHelp("The unit, by code or name; every role but operator has one.", valueName: "unit"))
        var unit: String?
        @Option(
            name: .customLong("as"),
            help: "What the holder of a desk's key is at the unit: \(DeskRole.names) (default: officer)."
        )
        var actsAs: String?
        @Option(help: ArgumentHelp("The key file (default: NAME.key in the data folder's keys).", valueName: "file"))
        var output: String?
        @OptionGroup var data: DataOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var format: OutputOptions

        func validate() throws {
            if self.role == .operator, self.unit != nil {
                throw ValidationError("An operator has no unit; leave out --unit.")
            }
            if self.role != .operator, self.unit == nil {
                throw ValidationError("A \(self.role.rawValue) needs --unit; find its code with 'langnghe unit find'.")
            }
            guard let actsAs = self.actsAs else { return }
            if self.role != .desk { throw ValidationError("--as is for --role desk; leave it out.") }
            if DeskRole(rawValue: actsAs) == nil {
                throw ValidationError("--as takes one of \(DeskRole.names), not '\(actsAs)'.")
            }
        }

        func run() throws {
            let unit = try self.unit.map { try self.edition.lookup().unit($0).code.text }
            let issuer = KeyIssuer(self.data.folder, now: Clock.now)
            let issued: (key: KeyIssuer.IssuedKey, isNewFolder: Bool)
            do {
                let role = try PrincipalRole(name: self.role.rawValue, unit: unit, deskRole: self.actsAs)
                issued = try issuer.issue(try PrincipalName(self.name), role, to: self.output)
            } catch {
                throw OperatorError(wrapping: error)
            }
            if issued.isNewFolder { KeysCommands.tellOfNewFolder(self.data.folder) }
            if self.format.json {
                Terminal.write(["name": .text(issued.key.name.text), "file": .text(issued.key.path)] as JSONValue)
            } else {
                Terminal.write(
                    ["Made the key of \(issued.key.name): \(issued.key.path)"]
                        + TextLayout.wrap(KeyText.advice(issued.key))
                )
            }
        }
    }

    struct NewKiosks: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key for the first kiosk of every commune that has none.",
            discussion: "Names are kiosk-OFFICE-1. Those that exist are left as they are."
        )
        @Flag(help: "All wards, communes and townships of the edition.")
        var all = false
        @Option(help: ArgumentHelp("Only those of this unit, by code or name.", valueName: "unit"))
        var under: String?
        @Option(help: ArgumentHelp("Where the key files go (default: keys in the data folder).", valueName: "dir"))
        var outputDir: String?
        @OptionGroup var data: DataOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var format: OutputOptions

        func validate() throws {
            guard self.all != (self.under != nil) else {
                throw ValidationError("Say which kiosks: --all, or --under UNIT.")
            }
        }

        func run() throws {
            let lookup = try self.edition.lookup()
            let top = try self.under.map { try lookup.unit($0).code } ?? lookup.edition.root.code
            let offices = lookup.communes.map(\.code).filter { lookup.edition.isUnit($0, within: top) }
            let directory = self.outputDir ?? self.data.folder.keys
            let result = try KeyIssuer(self.data.folder, now: Clock.now)
                .issueKiosks(offices: offices.map(\.text), to: self.outputDir)
            if result.isNewFolder { KeysCommands.tellOfNewFolder(self.data.folder) }
            if self.format.json {
                Terminal.write(
                    [
                        "made": .integer(Int64(result.made.count)),
                        "kept": .integer(Int64(result.kept.count)),
                        "without_file": .array(result.withoutFile.map { .text($0.text) }),
                        "directory": .text(directory),
                    ] as JSONValue
                )
                return
            }
            var lines = ["Made \(result.made.count) keys in \(directory); \(result.kept.count) were there."]
            if !result.made.isEmpty {
                lines += TextLayout.wrap(
                    "Copy each file to its kiosk over a safe channel, readable by the kiosk's user alone, then delete it "
                        + "here."
                )
            }
            if !result.withoutFile.isEmpty {
                lines += TextLayout.wrap(
                    "\(result.withoutFile.count) kiosks have keys whose files are not here, as it should be once they "
                        + "are at their kiosks. Where one is lost, revoke it with 'langnghe keys revoke' and run this "
                        + "again."
                )
            }
            Terminal.write(lines)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all keys, revoked ones too.")
        @OptionGroup var data: DataOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            let principals = try KeyIssuer(self.data.folder, now: Clock.now).all()
            if self.format.json {
                Terminal.write(principals.map { KeyText.json($0).line })
            } else if principals.isEmpty {
                Terminal.write("There are no keys yet; make one with 'langnghe keys new'.")
            } else {
                Terminal.write(KeyText.table(principals, try self.edition.lookup()).lines())
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a key out of force; a running aggregator stops obeying it at once."
        )
        @Argument(help: "The key's name.")
        var name: String
        @Option(help: "Why, in one line that names no citizen.")
        var reason: String
        @OptionGroup var data: DataOptions

        func run() throws {
            do {
                let name = try PrincipalName(self.name)
                try KeyIssuer(self.data.folder, now: Clock.now).revoke(name, reason: self.reason)
                Terminal.write("Revoked \(name). Delete its key file wherever it is; the name is not given again.")
            } catch {
                throw OperatorError(wrapping: error)
            }
        }
    }

    static func tellOfNewFolder(_ folder: DataFolder) {
        let text = "\(folder.path) is new: made the keys of its aggregator and, for you, \(folder.operatorKey)."
        for line in TextLayout.wrap(text) { Terminal.tell(line) }
    }
}
