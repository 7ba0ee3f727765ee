import CaseLifecycle
import Foundation
import KioskAgent

/// What is printed when a submission was kept.
enum KeptOutput {
    /// For the help of the commands that keep something.
    static let exitCodes = """
        Exit codes: 0 kept on the disk, 64 wrong usage, 65 invalid data, 69 agent or outbox not available, 75 outbox \
        full (try again later).
        """

    private struct Report: Encodable {
        let submissionID: String
        let sequence: UInt64
        let trackingCode: String?
        let keptBy: String
    }

    /// Thanks the citizen in Vietnamese, or tells a program in JSON.
    static func show(_ kept: KeptSubmission, _ keeper: OutboxAccess.Keeper, asJSON: Bool) throws {
        if asJSON {
            try JSONOutput.print(
                Report(
                    submissionID: kept.id.hexadecimal,
                    sequence: kept.sequence,
                    trackingCode: kept.trackingCode?.description,
                    keptBy: keeper.rawValue
                )
            )
            return
        }
        print("Xin cảm ơn ông/bà đã góp ý.")
        if let code = kept.trackingCode { print("Mã tra cứu: \(code)") }
        if keeper == .command {
            print("Ý kiến đã được lưu tại máy này và sẽ được gửi đi khi phần mềm của ki-ốt hoạt động.")
        }
    }
}

/// JSON for programs: one object a line, names in snake case.
enum JSONOutput {
    /// The object as text.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Prints the object.
    static func print(_ value: some Encodable) throws {
        Swift.print(try self.text(value))
    }
}
