package import FeedbackProtocol

/// What an officer can type, in Vietnamese.
package enum DeskHelp {
    /// The commands, and what the key can do with the case shown last.
    package static func lines(_ detail: WireCaseDetail?) -> [String] {
        var lines = [
            "  12                 xem vụ việc số 12",
            "  next               xem vụ việc tiếp theo trong hộp việc",
            "  inbox              hộp việc: việc đến hạn trước đứng trước",
            "  explain 12         vì sao hạn là ngày đó",
            "  LỆNH 12 …          làm một việc với vụ 12, ví dụ: accept 12",
            "  case …, unit …     như 'langnghe case …' ngoài dấu nhắc",
            "  quit, Ctrl-D       thoát",
        ]
        guard let detail else { return lines }
        lines += ["", "Với vụ \(detail.summary.number), khóa này làm được:"]
        if detail.allowed.isEmpty { lines.append("  (không có việc nào)") }
        var table = Table([.text("LỆNH"), .wrapping("VIỆC"), .wrapping("CẦN")])
        for event in detail.allowed {
            table.add([event.event, event.label, EventNeeds.names(event.requirements)])
        }
        return detail.allowed.isEmpty ? lines : lines + table.lines()
    }
}
