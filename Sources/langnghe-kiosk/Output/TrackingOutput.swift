import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import KioskAgent
import Settings

/// What a citizen reads of a case, for a screen or a slip of 80 columns.
enum TrackingOutput {
    /// For the help of the commands that show a case.
    static let exitCodes = """
        Exit codes: 0 shown or taken, 1 no such case, not possible now or seen too late, 64 wrong usage, 65 not a \
        tracking code, 69 no agent runs, 75 no connection, or too many tries (try again later).
        """

    /// Prints a reply and says how the program ends.
    static func show(
        _ reply: WireCitizenReply,
        _ settings: EffectiveSettings,
        isTaken: Bool = false,
        asJSON: Bool
    ) throws -> ExitStatus {
        if asJSON {
            try JSONOutput.print(TrackingReport(reply))
        } else {
            var lines: [String] = []
            if reply.hasCase { lines += TrackingText(register: try Register(parsing: .bundled)).lines(reply.case) }
            if reply.hasError {
                lines = [reply.error.explanation] + (lines.isEmpty ? [] : [""]) + lines
            } else if isTaken {
                lines = ["Đã ghi nhận ý kiến của ông/bà. Xin cảm ơn.", ""] + lines
            }
            print(lines.flatMap { TrackingText.wrapped($0) }.joined(separator: "\n"))
        }
        return reply.hasError ? Self.status(of: reply.error) : .success
    }

    /// How the program ends after an error.
    static func status(of error: WireCitizenError) -> ExitStatus {
        switch error.code {
        case .malformed: .invalidData
        case .wait, .unavailable: .temporaryFailure
        case .unknownCode, .staleVersion, .notPossible, .unspecified, .UNRECOGNIZED: .negative
        }
    }
}

/// A case in the citizen's words.
struct TrackingText {
    /// The columns of a screen or a slip.
    private static let width = 80

    let register: Register

    /// A case and what belongs to it.
    func lines(_ seen: WireCitizenCase) -> [String] {
        var lines = ["Tình trạng:   \(seen.stateLabel)"]
        if seen.lane != .unspecified { lines += self.facts(seen) }
        if !seen.trackingCode.isEmpty {
            lines.append("Mã riêng:     \((try? TrackingCode(parsing: seen.trackingCode))?.description ?? "")")
        }
        if seen.hasMergedInto {
            lines += ["", "Nội dung này được giải quyết chung với một vụ việc trùng:"]
            lines += self.lines(seen.mergedInto).map { "  " + $0 }
        }
        for (index, part) in seen.parts.enumerated() {
            lines += ["", "Nội dung \(index + 1):"] + self.lines(part).map { "  " + $0 }
        }
        if !seen.choices.isEmpty {
            lines += ["", "Ông/bà có thể:"] + seen.choices.map { "  - \($0.label)" }
        }
        return lines
    }

    private func facts(_ seen: WireCitizenCase) -> [String] {
        var lines = ["Tiếp nhận:    \(Self.day(seen.receivedAt))"]
        if let name = self.unit(seen) { lines.append("Đơn vị:       \(name)") }
        if seen.paused {
            lines.append("Thời hạn:     đang tạm dừng")
        } else if seen.dueAt != 0 {
            // What is due at midnight is due on the day before.
            let day = Self.day(seen.dueAt - 1)
            lines.append("Thời hạn:     đến hết ngày \(day)\(seen.dueProvisional ? " (tạm tính)" : "")")
        }
        if !seen.question.isEmpty { lines.append("Cần bổ sung:  \(seen.question)") }
        if !seen.outcomeLabel.isEmpty { lines.append("Kết quả:      \(seen.outcomeLabel)") }
        if !seen.answer.isEmpty { lines.append("Trả lời:      \(seen.answer)") }
        if seen.rating > 0 { lines.append("Đã đánh giá:  mức \(seen.rating) trên 5") }
        if let last = Day(seen.reopenUntil) {
            lines.append("Nếu chưa giải quyết xong, xin báo đến hết ngày \(last.vietnameseDescription).")
        }
        return lines
    }

    private func unit(_ seen: WireCitizenCase) -> String? {
        guard let edition = self.register.edition(id: seen.registerEdition), let code = UnitCode(seen.unit)
        else { return nil }
        return edition.displayName(of: code)
    }

    private static func day(_ microseconds: Int64) -> String {
        Timestamp(microseconds: microseconds).localDay.vietnameseDescription
    }

    /// A line, broken between words; what goes on stands a little to the right of what began.
    static func wrapped(_ line: String) -> [String] {
        var rest = line.map { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? " " : $0 }
        let indent = rest.prefix { $0 == " " } + "    "
        var lines: [String] = []
        while rest.count > Self.width {
            let start = min(indent.count, Self.width)
            let cut = rest[start...Self.width].lastIndex(of: " ") ?? Self.width
            lines.append(String(rest[..<cut]))
            rest = Array(indent + rest[cut...].drop { $0 == " " })
        }
        return lines + [String(rest)]
    }
}

/// A reply for programs.
struct TrackingReport: Encodable {
    struct Choice: Encodable {
        let event: String
        let label: String
        let needsText: Bool
        let needsRating: Bool
    }
    struct Seen: Encodable {
        let stateLabel: String
        let version: UInt32
        let open: Bool
        let lane: String?
        let receivedAt: String?
        let unit: String?
        let registerEdition: String?
        let dueAt: String?
        let dueProvisional: Bool
        let paused: Bool
        let question: String?
        let answer: String?
        let outcome: String?
        let answeredAt: String?
        let rating: UInt32?
        let reopenUntil: String?
        let trackingCode: String?
        let choices: [Choice]
        let parts: [Seen]
        let mergedInto: [Seen]

        init(_ seen: WireCitizenCase) {
            self.stateLabel = seen.stateLabel
            self.version = seen.version
            self.open = seen.open
            self.lane = seen.lane.lane?.rawValue
            self.receivedAt = Self.time(seen.receivedAt)
            self.unit = Self.text(seen.unit)
            self.registerEdition = Self.text(seen.registerEdition)
            self.dueAt = Self.time(seen.dueAt)
            self.dueProvisional = seen.dueProvisional
            self.paused = seen.paused
            self.question = Self.text(seen.question)
            self.answer = Self.text(seen.answer)
            self.outcome = Self.text(seen.outcomeLabel)
            self.answeredAt = Self.time(seen.answeredAt)
            self.rating = seen.rating == 0 ? nil : seen.rating
            self.reopenUntil = Self.text(seen.reopenUntil)
            self.trackingCode = Self.text(seen.trackingCode)
            self.choices = seen.choices.map {
                Choice(event: $0.event, label: $0.label, needsText: $0.needsText, needsRating: $0.needsRating)
            }
            self.parts = seen.parts.map(Seen.init)
            self.mergedInto = seen.hasMergedInto ? [Seen(seen.mergedInto)] : []
        }

        private static func text(_ text: String) -> String? { text.isEmpty ? nil : text }

        private static func time(_ microseconds: Int64) -> String? {
            microseconds == 0 ? nil : Timestamp(microseconds: microseconds).localDescription
        }
    }

    let seen: Seen?
    let error: String?
    let explanation: String?
    let retryAfterSeconds: UInt32?

    init(_ reply: WireCitizenReply) {
        self.seen = reply.hasCase ? Seen(reply.case) : nil
        self.error = reply.hasError ? "\(reply.error.code)" : nil
        self.explanation = reply.hasError ? reply.error.explanation : nil
        self.retryAfterSeconds = reply.error.retryAfterSeconds == 0 ? nil : reply.error.retryAfterSeconds
    }
}
