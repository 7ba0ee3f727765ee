import AdministrativeRegister
import ArgumentParser
import OperatorClient

/// The commands `langnghe unit …`.
struct UnitCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit",
        abstract: "Look up administrative units in the register.",
        subcommands: [Find.self, Show.self, List.self]
    )

    struct Find: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find units by code or by name in any spelling.",
            discussion: "For instance: langnghe unit find phuong 1, tp tra vinh"
        )
        @Argument(help: "A code, or a name with or without marks, kind and the units above.")
        var text: [String]
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let lookup = try self.edition.lookup()
            let matches = lookup.edition.matches(for: self.text.joined(separator: " "))
            let listing = UnitListing(lookup)
            guard !matches.isEmpty else {
                let near = lookup.edition.units(withWords: self.text.joined(separator: " "))
                if !near.isEmpty {
                    return Terminal.write(
                        self.output.json ? near.map { listing.json($0).line } : listing.table(near).lines()
                    )
                }
                throw OperatorError(
                    .negative,
                    "No unit of edition \(lookup.edition.id) fits. Try fewer words, or another edition with --edition."
                )
            }
            if self.output.json {
                Terminal.write(matches.map { listing.json($0.unit, quality: $0.quality).line })
            } else {
                Terminal.write(listing.table(matches).lines())
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one unit.")
        @Argument(help: "The unit's code, or its name when no other unit has it.")
        var unit: String
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let lookup = try self.edition.lookup()
            let unit = try lookup.unit(self.unit)
            let listing = UnitListing(lookup)
            if self.output.json {
                Terminal.write(listing.json(unit))
            } else {
                Terminal.write(listing.sheet(unit).lines)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all units, or those below one.")
        @Option(help: ArgumentHelp("Only this unit, by code or name, and those below it.", valueName: "unit"))
        var under: String?
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let lookup = try self.edition.lookup()
            let top = try self.under.map { try lookup.unit($0).code } ?? lookup.edition.root.code
            let units = lookup.edition.subtree(of: top)
            let listing = UnitListing(lookup)
            if self.output.json {
                Terminal.write(units.map { listing.json($0).line })
            } else {
                Terminal.write(listing.table(units).lines())
            }
        }
    }
}
