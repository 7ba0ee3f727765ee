import ArgumentParser
import CaseLifecycle
import OperatorClient

extension CaseCommands {
    struct Split: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Split a mixed entry into cases of their own (tách đơn), at the screening desk.",
            discussion: """
                Each --part is LANE:SUBJECT:TEXT, or LANE:SUBJECT@UNIT:TEXT for a part about another unit (its code). \
                Lanes: feedback, complaint, denunciation, commendation, out-of-scope. The parts are received with the \
                whole, get numbers and tracking codes of their own and are routed one by one; the citizen finds them \
                with the code on the slip.
                """
        )
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @Option(name: .customLong("part"), help: ArgumentHelp("A part, two to ten times.", valueName: "part"))
        var parts: [String] = []
        @Option(help: "Why, for the history.")
        var reason = ""
        @OptionGroup var change: CaseChange

        func validate() throws {
            guard (2...CaseEventDetails.maximumPartCount).contains(self.parts.count) else {
                throw ValidationError("Give two to \(CaseEventDetails.maximumPartCount) parts, each with --part.")
            }
        }

        func run() async throws {
            let lookup = try self.change.edition.lookup()
            var parts: [CasePart] = []
            for text in self.parts { parts.append(try CasePartText.part(text, lookup)) }
            try await self.change.run("split", self.reference, reason: self.reason, parts: parts)
        }
    }
}
