import ArgumentParser
import FeedbackProtocol
import Identity
import OperatorClient

extension CaseCommands {
    struct Reads: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say who read a sealed case and when; asking is itself a reading."
        )
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @OptionGroup var person: ActorOptions
        @OptionGroup var desk: DeskOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let reference = try CaseReference.parse(self.reference)
            let actor = self.person.actor
            let detail = try await self.desk.ask { desk throws(OperatorError) in
                try await desk.caseDetail(reference, actor: actor)
            }
            if self.output.json {
                Terminal.write(detail.reads.map { CaseReadText.json($0).line })
            } else if detail.reads.isEmpty {
                Terminal.write(
                    TextLayout.wrap("No readings: the case is not sealed, or your key may not know who read it.")
                )
            } else {
                Terminal.write(CaseReadText.table(detail.reads).lines())
            }
        }
    }
}

/// The file of a secret key as named on the command line.
enum SecretKeyFile {
    /// - Throws: ``OperatorError`` when it is missing, open to others or no such file.
    static func read(_ path: String) throws(OperatorError) -> ContactSecretKey {
        do throws(IdentityError) {
            return try ContactKeyFiles.readSecretKey(at: path)
        } catch {
            throw OperatorError(wrapping: error)
        }
    }
}
