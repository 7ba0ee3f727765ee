import AdministrativeRegister
import ArgumentParser
import CivilTime
import Identity
import OperatorClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where the aggregator's data folder is.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The aggregator's data folder (default: LANGNGHE_DATA, or /var/lib/langnghe).",
            valueName: "dir"
        )
    )
    var data: String?

    var folder: DataFolder {
        DataFolder(self.data ?? self.environmentFolder ?? "/var/lib/langnghe")
    }

    /// What the environment says, unless it says nothing.
    private var environmentFolder: String? {
        ProcessInfo.processInfo.environment["LANGNGHE_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// As whom the aggregator is spoken to, and how long it may take.
struct KeyOptions: ParsableArguments {
    @OptionGroup var data: DataOptions

    @Option(
        help: ArgumentHelp("The key file to act with (default: operator.key in the data folder).", valueName: "file")
    )
    var key: String?

    @Option(help: ArgumentHelp("Seconds an answer may take, 0.1 to 3600.", valueName: "seconds"))
    var timeout: Double = 5

    func validate() throws {
        guard (0.1...3600).contains(self.timeout) else {
            throw ValidationError("--timeout takes seconds from 0.1 to 3600.")
        }
    }

    /// The key file's path.
    var file: String { self.key ?? self.data.folder.operatorKey }

    func door(_ endpoint: String) throws(OperatorError) -> AggregatorDoor {
        let path = self.file
        do throws(IdentityError) {
            let file = try ClientKeyFile(contentsOf: path)
            return AggregatorDoor(endpoint: endpoint, key: file, timeout: .milliseconds(Int64(self.timeout * 1000)))
        } catch {
            guard error.code == .notFound else {
                throw OperatorError(
                    error.code == .unsafePermissions || error.code == .fileSystem ? .notPermitted : .badData,
                    error.message,
                    cause: error
                )
            }
            throw OperatorError(
                .notPermitted,
                "There is no key file \(path). On the aggregator's server name its data folder with --data; elsewhere "
                    + "have 'langnghe keys new' make a key there and name the file with --key.",
                cause: error
            )
        }
    }
}

/// The desk's address.
struct DeskOptions: ParsableArguments {
    @OptionGroup var keys: KeyOptions

    @Option(
        help: ArgumentHelp("Where the aggregator's desk is; LANGNGHE_DESK says it for good.", valueName: "endpoint")
    )
    var desk = ProcessInfo.processInfo.environment["LANGNGHE_DESK"] ?? "tcp://127.0.0.1:5711"

    /// Asks the desk.
    func ask<Result>(
        _ body: (DeskClient) async throws(OperatorError) -> Result
    ) async throws(OperatorError) -> Result {
        try await DeskClient.connected(to: self.keys.door(self.desk), body)
    }
}

/// The register edition that codes and names belong to.
struct EditionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The register edition (default: LANGNGHE_REGISTER_EDITION, or \(RegisterLookup.defaultEdition)).",
            valueName: "id"
        )
    )
    var edition: String?

    func lookup() throws(OperatorError) -> RegisterLookup {
        var id = self.edition ?? ProcessInfo.processInfo.environment["LANGNGHE_REGISTER_EDITION"]
        if id == "today" { id = try RegisterLookup().register.edition(on: Clock.now.localDay).id }
        return try RegisterLookup(edition: id ?? RegisterLookup.defaultEdition)
    }
}

/// Whether a program reads the output.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Write JSON.")
    var json = false
}

/// The person who acts.
struct ActorOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("Who acts, as the office knows them.", valueName: "name"))
    var actor = ""
}

/// The system's clock and randomness.
enum Clock {
    static var now: Timestamp {
        Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
}

enum Randomness {
    /// 16 bytes that nobody chose before.
    static func idempotencyKey() -> [UInt8] {
        (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    }
}
