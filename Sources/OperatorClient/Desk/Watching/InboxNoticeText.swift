import FeedbackProtocol

/// Notices as lines for officers and programs.
package enum InboxNoticeText {
    /// What is said when the inbox must be listed again.
    package static let lookAgain = "* Hộp việc đã thay đổi khi không theo dõi được; xem lại danh sách (inbox)."

    /// What happened, as a line: `* vụ 12: mới, hạn 30/11/2022 (còn 5 ngày)`.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - now: Microseconds since 1970-01-01T00:00:00Z.
    /// - Returns: One line without its end.
    package static func line(_ event: InboxFollower.Event, now: Int64) -> String {
        switch event {
        case .lookAgain: return self.lookAgain
        case .told(let told): return self.line(told, now: now)
        case .notice(let notice):
            let start = "* vụ \(notice.caseNumber): "
            switch notice.kind {
            case .came: return start + (notice.version <= 2 ? "mới" : "chuyển đến") + self.due(notice, now)
            case .changed:
                let state = notice.state.isEmpty ? "có thay đổi" : Labels.stateLabel(notice.state)
                return start + state + self.due(notice, now)
            case .left: return start + "đã chuyển sang đơn vị khác"
            case .timeLimit: return self.line(notice.told, now: now)
            case .lookAgain, .unspecified, .UNRECOGNIZED: return self.lookAgain
            }
        }
    }

    private static func line(_ told: WireTimeLimitTold, now: Int64) -> String {
        let left = InboxText.timeLeft(told.dueAt, now: now)
        let word = told.level == "unit" ? "nhắc hạn" : "báo cáo vượt cấp, hạn"
        return "* vụ \(told.caseNumber): \(word) \(DeadlineText.due(told.dueAt, isProvisional: false)) (\(left))"
    }

    private static func due(_ notice: WireInboxNotice, _ now: Int64) -> String {
        guard notice.dueAt != 0 else { return "" }
        let day = DeadlineText.due(notice.dueAt, isProvisional: notice.dueProvisional)
        return ", hạn \(day) (\(InboxText.timeLeft(notice.dueAt, now: now)))"
    }

    /// What happened, as a JSON object.
    package static func json(_ event: InboxFollower.Event) -> JSONValue {
        switch event {
        case .lookAgain: return ["kind": .text("look-again")]
        case .told(let told): return .object([.init("kind", .text("time-limit"))] + self.members(told))
        case .notice(let notice):
            if notice.hasTold { return .object([.init("kind", .text("time-limit"))] + self.members(notice.told)) }
            return .object([
                .init("kind", .text(self.kind(notice.kind))),
                .init("case_number", .natural(notice.caseNumber)),
                .init("unit", .text(notice.unit)),
                .init("state", .optional(notice.state)),
                .init("version", .natural(UInt64(notice.version))),
                .init("event", .optional(notice.event)),
                .init("due_at", LocalTime.json(notice.dueAt)),
            ])
        }
    }

    private static func members(_ told: WireTimeLimitTold) -> [JSONValue.Member] {
        [
            .init("case_number", .natural(told.caseNumber)),
            .init("unit", .text(told.unit)),
            .init("rule", .text(told.rule)),
            .init("notice", .text(told.notice)),
            .init("level", .text(told.level)),
            .init("role", .text(told.role)),
            .init("due_at", LocalTime.json(told.dueAt)),
            .init("position", .natural(told.position)),
        ]
    }

    private static func kind(_ kind: WireInboxNoticeKind) -> String {
        switch kind {
        case .came: "came"
        case .changed: "changed"
        case .left: "left"
        case .timeLimit: "time-limit"
        case .lookAgain, .unspecified, .UNRECOGNIZED: "look-again"
        }
    }
}
