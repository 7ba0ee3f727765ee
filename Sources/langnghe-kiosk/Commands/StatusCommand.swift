import ArgumentParser
import CivilTime
import FeedbackProtocol
import Foundation
import KioskAgent
import Settings

/// `langnghe-kiosk status`.
struct StatusCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… status",
        abstract: "Show how the kiosk is."
    )

    @Flag(help: "Print JSON for programs.")
    var json = false

    private struct Report: Encodable {
        let agent: String
        let office: String
        let connection: String
        let epoch: String
        let newestSequence: UInt64
        let receiptedThrough: UInt64
        let outboxDepth: UInt64
        let outboxBytes: UInt64
        let outboxLimit: UInt64
        let oldestUnreceiptedAt: String?
        let rejected: UInt64
        let nearlyFull: Bool
        let lastProblem: String?
        let provinceKey: String?
        let provinceKeyChanges: UInt32
        let days: [ReportedDay]
    }

    private struct ReportedDay: Encodable {
        let day: String
        let epoch: String
        let given: UInt64
        let received: UInt64
        let provinceHolds: UInt64?
        let signedAlike: Bool
    }

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let (status, keeper) = try await OutboxAccess.status(settings)
        let oldest =
            status.oldestUnreceiptedAt == 0
            ? nil : Timestamp(microseconds: status.oldestUnreceiptedAt).localDescription
        if self.json {
            try JSONOutput.print(
                Report(
                    agent: keeper == .agent ? "running" : "not running",
                    office: status.office,
                    connection: status.connection,
                    epoch: String(status.epoch),
                    newestSequence: status.newestSequence,
                    receiptedThrough: status.receiptedThrough,
                    outboxDepth: status.outboxDepth,
                    outboxBytes: status.outboxBytes,
                    outboxLimit: status.outboxLimit,
                    oldestUnreceiptedAt: oldest,
                    rejected: status.rejected,
                    nearlyFull: status.nearlyFull,
                    lastProblem: status.lastProblem.isEmpty ? nil : status.lastProblem,
                    provinceKey: Self.provinceKey(status),
                    provinceKeyChanges: status.provinceKeyChanges,
                    days: status.days.map { day in
                        ReportedDay(
                            day: day.day,
                            epoch: String(day.epoch),
                            given: day.given,
                            received: day.received,
                            provinceHolds: day.signed ? day.provinceHolds : nil,
                            signedAlike: day.agreed
                        )
                    }
                )
            )
            return .success
        }
        print("Office        \(status.office)")
        print("Connection    \(status.connection)")
        print("Outbox        \(status.outboxDepth) of \(status.outboxLimit) submissions, \(status.outboxBytes) bytes")
        print("Oldest        \(oldest ?? "none")")
        print("Receipted     through \(status.receiptedThrough) of \(status.newestSequence), epoch \(status.epoch)")
        print("Rejected      \(status.rejected)")
        for line in DayLines(status.days, today: currentTime().localDay).lines { print(line) }
        print("Province key  \(Self.provinceKey(status) ?? "not known until it has signed a day")")
        if status.provinceKeyChanges > 0 {
            let time = Timestamp(microseconds: status.provinceKeyChangedAt).localDescription
            print("WARNING       The key changed at \(time): ask the province whether it did that.")
        }
        if status.nearlyFull { print("WARNING       The outbox is nearly full: restore the connection.") }
        if !status.lastProblem.isEmpty { print("Last problem  \(status.lastProblem)") }
        return .success
    }

    /// The key that the province signs days with, in hexadecimal digits.
    private static func provinceKey(_ status: WireAgentStatus) -> String? {
        guard !status.provinceKey.isEmpty else { return nil }
        return status.provinceKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// `langnghe-kiosk outbox`.
struct OutboxCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… outbox",
        abstract: "List what is not delivered yet, oldest first, and what was rejected, newest first."
    )

    @Option(help: "The most of either, 1 to 1000.")
    var limit = 100
    @Flag(help: "Print JSON for programs.")
    var json = false

    private struct Item: Encodable {
        let sequence: UInt64
        let submissionID: String
        let capturedAt: String
        let kind: String
        let size: UInt32
        let state: String
        let rejection: String?
    }
    private struct List: Encodable {
        let items: [Item]
        let total: UInt64
    }

    func validate() throws {
        guard (1...1000).contains(self.limit) else { throw ValidationError("--limit is 1 to 1000.") }
    }

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let list = try await OutboxAccess.outbox(settings, limit: self.limit)
        let items = list.items.map { item in
            Item(
                sequence: item.sequence,
                submissionID: item.submissionID.map { String(format: "%02x", $0) }.joined(),
                capturedAt: Timestamp(microseconds: item.capturedAt).localDescription,
                kind: item.kind,
                size: item.size,
                state: item.state,
                rejection: item.state == "rejected" ? "\(item.rejection)" : nil
            )
        }
        if self.json {
            try JSONOutput.print(List(items: items, total: list.total))
            return .success
        }
        for item in items {
            let rejection = item.rejection.map { " (\($0))" } ?? ""
            print("\(item.sequence)  \(item.capturedAt)  \(item.kind)  \(item.size) B  \(item.state)\(rejection)")
        }
        print("\(items.count) of \(list.total) shown")
        return .success
    }
}
