package import FeedbackProtocol

/// Commands that wait, and what became of them, for officers.
package enum QueueText {
    /// The queue as a table.
    package static func table(_ queue: WireDeskQueue) -> Table {
        var table = Table([.number("#"), .number("VỤ"), .wrapping("VIỆC"), .text("LÚC"), .wrapping("TÌNH TRẠNG")])
        for queued in queue.commands {
            table.add([
                "\(queued.number)", "\(queued.command.caseNumber)", Labels.event(queued.command.event),
                LocalTime.short(queued.queuedAt), self.state(queued, in: queue),
            ])
        }
        return table
    }

    private static func state(_ queued: WireQueuedCommand, in queue: WireDeskQueue) -> String {
        if queued.refused == .staleVersion { return "xung đột: vụ việc đã thay đổi" }
        if queued.refused != .unspecified { return "bị từ chối: \(queued.explanation)" }
        return queue.isBlocked(queued) ? "chờ lệnh \(queued.after)" : "chờ gửi"
    }

    /// What became of one command, as lines.
    package static func lines(_ queued: WireQueuedCommand, _ outcome: QueueSender.Outcome) -> [String] {
        let what = "\(queued.number). Vụ \(queued.command.caseNumber), \(Labels.event(queued.command.event))"
        switch outcome {
        case .done(let detail):
            return TextLayout.wrap(
                "\(what): xong; nay \(Labels.stateLabel(detail.summary.state)), phiên bản \(detail.summary.version)."
            )
        case .refused(_, let explanation): return TextLayout.wrap("\(what): bị từ chối. \(explanation)")
        case .blocked: return TextLayout.wrap("\(what): chưa gửi, vì lệnh \(queued.after) chưa xong.")
        case .conflict(let current):
            var lines = TextLayout.wrap("\(what): xung đột, vụ việc đã thay đổi từ khi xem.")
            for entry in current?.history ?? [] where entry.version >= queued.command.expectedVersion + 1 {
                lines += TextLayout.wrap(
                    "\(LocalTime.short(entry.at)) \(entry.actor): \(Labels.event(entry.event))",
                    indent: "    "
                )
            }
            if let summary = current?.summary {
                lines += TextLayout.wrap(
                    "Nay: \(Labels.stateLabel(summary.state)), phiên bản \(summary.version).",
                    indent: "    "
                )
            }
            return lines
                + TextLayout.wrap(
                    "Bỏ lệnh: langnghe desk queue --drop \(queued.number); rồi làm lại nếu vẫn cần.",
                    indent: "    "
                )
        }
    }

    /// What became of one command, as a JSON object.
    package static func json(_ queued: WireQueuedCommand, _ outcome: QueueSender.Outcome) -> JSONValue {
        var members: [JSONValue.Member] = self.members(queued)
        switch outcome {
        case .done(let detail):
            members += [
                .init("outcome", .text("done")), .init("state", .text(detail.summary.state)),
                .init("version", .natural(UInt64(detail.summary.version))),
            ]
        case .conflict(let detail):
            members += [
                .init("outcome", .text("conflict")), .init("state", .optional(detail?.summary.state ?? "")),
                .init("version", .natural(UInt64(detail?.summary.version ?? 0))),
            ]
        case .refused(_, let explanation):
            members += [.init("outcome", .text("refused")), .init("explanation", .text(explanation))]
        case .blocked: members.append(.init("outcome", .text("blocked")))
        }
        return .object(members)
    }

    /// One waiting command as the members of a JSON object.
    package static func members(_ queued: WireQueuedCommand) -> [JSONValue.Member] {
        [
            .init("number", .natural(queued.number)),
            .init("case_number", .natural(queued.command.caseNumber)),
            .init("event", .text(queued.command.event)),
            .init("expected_version", .natural(UInt64(queued.command.expectedVersion))),
            .init("after", .natural(queued.after)),
            .init("queued_at", LocalTime.json(queued.queuedAt)),
        ]
    }
}
