import ArgumentParser
import Foundation
import KioskAgent
import Logging
import Settings

/// A command of `langnghe-kiosk`: its own flags, and what it does with them.
protocol KioskCommand: ParsableCommand {
    /// Does it.
    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus
}

extension KioskCommand {
    /// Reads the command's flags and does it.
    static func execute(_ arguments: [String], _ settings: EffectiveSettings) async throws -> ExitStatus {
        let command: Self
        do {
            command = try Self.parse(arguments)
        } catch {
            let code = Self.exitCode(for: error)
            let message = Self.fullMessage(for: error)
            guard code.isSuccess else {
                FileHandle.standardError.write(Data((message + "\n").utf8))
                return .usage
            }
            print(message)
            return .success
        }
        return try await command.execute(settings)
    }
}

/// `langnghe-kiosk run`.
struct RunCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… run",
        abstract: "Keep and deliver submissions until Ctrl-C or SIGTERM."
    )

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        try await KioskDaemon.run(settings)
    }
}
