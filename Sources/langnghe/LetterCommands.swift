import AdministrativeRegister
import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The commands `langnghe letter …`.
struct LetterCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter",
        abstract: "List, show, draft, sign and print letters of cases, and show their registers.",
        discussion: """
            Most letters are drafted by the rules: with an event of the case, or before a time limit is due. A person \
            signs them; then they are numbered in the unit's register and kept as they were printed.
            """,
        subcommands: [List.self, Show.self, Draft.self, Sign.self, Discard.self, Register.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a unit's drafts that wait to be signed, or the letters of a case."
        )
        @Option(name: .customLong("case"), help: ArgumentHelp("All letters of this case.", valueName: "number"))
        var caseNumber: UInt64?
        @Option(help: ArgumentHelp("The unit, by code or name (default: the key's).", valueName: "unit"))
        var unit: String?
        @OptionGroup var desk: DeskOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            var unit = ""
            if let name = self.unit { unit = try self.edition.lookup().unit(name).code.text }
            let query = WireListLetters.make {
                $0.caseNumber = self.caseNumber ?? 0
                $0.unit = unit
                $0.limit = 1000
            }
            let letters = try await self.desk.ask { desk throws(OperatorError) in try await desk.letters(query) }
            if self.output.json {
                Terminal.write(letters.map { LetterText.json($0).line })
            } else if letters.isEmpty {
                Terminal.write(self.caseNumber == nil ? "No draft waits to be signed." : "The case has no letters.")
            } else {
                Terminal.write(LetterText.table(letters).lines())
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a letter as it was signed, or a draft as it would be now."
        )
        @Argument(help: "The case's number.")
        var caseNumber: UInt64
        @Argument(help: "The letter's number in the case.")
        var letter: UInt32
        @Option(help: ArgumentHelp("Write the page for A4 paper to this file.", valueName: "file"))
        var html: String?
        @OptionGroup var desk: DeskOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let found = try await self.desk.ask { desk throws(OperatorError) in
                try await desk.letter(self.letter, ofCase: self.caseNumber)
            }
            if let html {
                do {
                    try Data(found.html.utf8).write(to: URL(filePath: html), options: .atomic)
                } catch {
                    throw OperatorError(.cannotCreate, "\(html) cannot be written; name another file.", cause: error)
                }
            }
            if self.output.json {
                Terminal.write(LetterText.json(found))
            } else if let html {
                Terminal.write("Wrote \(html); print it from a browser on A4.")
            } else {
                Terminal.write(LetterText.lines(found))
            }
        }
    }

    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft a letter that the rules leave to a person, such as congratulations."
        )
        @Argument(help: "The case's number.")
        var caseNumber: UInt64
        @Argument(help: "The letter's rule, such as congratulations.")
        var rule: String
        @OptionGroup var change: LetterChange

        func run() async throws {
            let wish = WireDraftLetter.make {
                $0.idempotencyKey = Data(Randomness.idempotencyKey())
                $0.caseNumber = self.caseNumber
                $0.rule = self.rule
                $0.actor = self.change.actor.actor
            }
            try await self.change.run(.draftLetter(wish))
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fill in what a draft lacks, sign it, and give it the next number of its register.",
            discussion: "'langnghe letter show' says what is still to be filled in. A signed letter stays as it is."
        )
        @Argument(help: "The case's number.")
        var caseNumber: UInt64
        @Argument(help: "The letter's number in the case.")
        var letter: UInt32
        @Option(help: ArgumentHelp("The signer's name, as printed.", valueName: "name"))
        var name: String
        @Option(help: ArgumentHelp("The signer's position, such as \"Chủ tịch\".", valueName: "text"))
        var position: String
        @Option(help: ArgumentHelp("By what right, such as \"KT. CHỦ TỊCH\".", valueName: "text"))
        var authority: String?
        @Option(help: ArgumentHelp("The reason the letter gives.", valueName: "text"))
        var reason: String?
        @Option(help: ArgumentHelp("The one new day, such as 2026-12-01.", valueName: "day"))
        var newDate: String?
        @Option(help: ArgumentHelp("The answer, or what the citizen can do instead.", valueName: "text"))
        var answer: String?
        @Option(
            help: ArgumentHelp("An office it is for instead of the citizen; several times for more.", valueName: "text")
        )
        var office: [String] = []
        @OptionGroup var change: LetterChange

        func run() async throws {
            let wish = WireSignLetter.make {
                $0.idempotencyKey = Data(Randomness.idempotencyKey())
                $0.caseNumber = self.caseNumber
                $0.letter = self.letter
                $0.actor = self.change.actor.actor.isEmpty ? self.name : self.change.actor.actor
                $0.edits = .make {
                    $0.signerName = self.name
                    $0.signerPosition = self.position
                    $0.signerAuthority = self.authority ?? ""
                    $0.reason = self.reason ?? ""
                    $0.newDueDay = self.newDate ?? ""
                    $0.answer = self.answer ?? ""
                    $0.offices = self.office
                }
            }
            try await self.change.run(.signLetter(wish))
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that a draft will not be signed, and why.")
        @Argument(help: "The case's number.")
        var caseNumber: UInt64
        @Argument(help: "The letter's number in the case.")
        var letter: UInt32
        @Option(help: "Why.")
        var reason: String
        @OptionGroup var change: LetterChange

        func run() async throws {
            let wish = WireDiscardLetter.make {
                $0.idempotencyKey = Data(Randomness.idempotencyKey())
                $0.caseNumber = self.caseNumber
                $0.letter = self.letter
                $0.reason = self.reason
                $0.actor = self.change.actor.actor
            }
            try await self.change.run(.discardLetter(wish))
        }
    }

    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a unit's register of letters of a year (sổ đăng ký văn bản đi)."
        )
        @Option(help: ArgumentHelp("The unit, by code or name (default: the key's).", valueName: "unit"))
        var unit: String?
        @Option(help: "The year.")
        var year: UInt32 = UInt32(Clock.now.localDay.civilDate.year)
        @Option(help: "The register: outgoing, decisions or letters.")
        var register = "outgoing"
        @Option(help: ArgumentHelp("Only greater numbers.", valueName: "number"))
        var after: UInt32 = 0
        @OptionGroup var desk: DeskOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            var unit = ""
            if let name = self.unit { unit = try self.edition.lookup().unit(name).code.text }
            let query = WireListLetterRegister.make {
                $0.unit = unit
                $0.year = self.year
                $0.series = self.register
                $0.after = self.after
                $0.limit = 1000
            }
            let page = try await self.desk.ask { desk throws(OperatorError) in try await desk.letterRegister(query) }
            if self.output.json {
                Terminal.write(page.entries.map { LetterText.json($0).line })
            } else if page.entries.isEmpty {
                Terminal.write("The register has no \(self.after > 0 ? "further " : "")letters.")
            } else {
                Terminal.write(LetterText.register(page).lines())
                Terminal.write("Last number: \(page.last)")
            }
        }
    }
}

/// What all changes of letters take.
struct LetterChange: ParsableArguments {
    @OptionGroup var actor: ActorOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run(_ wish: WireDeskRequest.OneOf_Content) async throws(OperatorError) {
        let letter = try await self.desk.ask { desk throws(OperatorError) in try await desk.changeLetter(wish) }
        if self.output.json {
            Terminal.write(LetterText.json(letter))
        } else {
            Terminal.write(LetterText.lines(letter))
        }
    }
}
