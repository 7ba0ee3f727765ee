import ArgumentParser
import CivilTime
import FeedbackStore
import Foundation
import Identity
import KioskAgent
import Logging
import ServiceLifecycle
import Settings
import ZeroMQ

/// `langnghe-kiosk`: the agent of one kiosk, and commands for scripts and front ends.
@main
enum KioskProgram {
    static func main() async {
        // Outbox, socket and lists are for this user alone, wherever they are put.
        _ = umask(0o077)
        let status = await Self.run()
        exit(status.rawValue)
    }

    private static func run() async -> ExitStatus {
        do {
            switch try KioskSettings.program.load(.ofThisProcess()) {
            case .print(let text):
                print(text)
                return .success
            case .run(let settings, let command):
                return try await Self.run(command, settings)
            }
        } catch let error as SettingsError {
            // It names the program itself.
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return .usage
        } catch let error as AgentError {
            return Terminal.fail(error.message, ExitStatus(error.code))
        } catch let error as IdentityError where error.code == .notFound {
            return Terminal.fail(
                "\(error) Name the kiosk's key file with --key-file; the province makes it with 'langnghe keys new'.",
                .unavailable
            )
        } catch let error as StoreError {
            return Terminal.fail(error.explanation, .unavailable)
        } catch let error as ZeroMQError {
            return Terminal.fail(error.explanation, .unavailable)
        } catch {
            return Terminal.fail("\(error)", .unavailable)
        }
    }

    private static func run(_ command: [String], _ settings: EffectiveSettings) async throws -> ExitStatus {
        let arguments = Array(command.dropFirst())
        switch command.first {
        case "rate": return try await RateCommand.execute(arguments, settings)
        case "complain": return try await ComplainCommand.execute(arguments, settings)
        case "commend": return try await CommendCommand.execute(arguments, settings)
        case "track": return try await TrackCommand.execute(arguments, settings)
        case "tell": return try await TellCommand.execute(arguments, settings)
        case "proof": return try await ProofCommand.execute(arguments, settings)
        case "status": return try await StatusCommand.execute(arguments, settings)
        case "outbox": return try await OutboxCommand.execute(arguments, settings)
        case "simulate": return try await SimulateCommand.execute(arguments, settings)
        default: return try await RunCommand.execute(arguments, settings)
        }
    }
}

/// What a program's end says, as in sysexits.h.
enum ExitStatus: Int32 {
    case success = 0
    case negative = 1
    case usage = 64
    case invalidData = 65
    case unavailable = 69
    case temporaryFailure = 75
    case interrupted = 130

    /// The status for an agent's error.
    init(_ code: AgentError.Code) {
        self =
            switch code {
            case .malformed, .invalid: .invalidData
            case .outboxFull: .temporaryFailure
            case .disk, .unavailable: .unavailable
            case .offline: .temporaryFailure
            }
    }
}

/// Standard output and error.
enum Terminal {
    /// Ends the program at once.
    static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }

    /// Says on standard error what is wrong, and gives the status to end with.
    static func fail(_ text: String, _ status: ExitStatus) -> ExitStatus {
        FileHandle.standardError.write(Data("langnghe-kiosk: \(text)\n".utf8))
        return status
    }
}

/// The kiosk's clock.
func currentTime() -> Timestamp {
    Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
}
