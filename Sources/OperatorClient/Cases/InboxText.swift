import CivilTime
package import FeedbackProtocol

/// A unit's inbox for people: what is due first, with the time left.
package enum InboxText {
    /// The inbox as a table.
    ///
    /// - Parameters:
    ///   - list: The cases, in the order to show them.
    ///   - now: Microseconds since 1970-01-01T00:00:00Z.
    /// - Returns: A table of at most 80 columns.
    package static func table(_ list: WireCaseList, now: Int64) -> Table {
        var table = Table([
            .number("CASE"), .text("TIME LEFT"), .text("DUE"), .wrapping("STATE"), .wrapping("SUBJECT"),
            .wrapping("OFFICER"),
        ])
        for file in list.cases {
            table.add([
                "\(file.number)", self.timeLeft(file.dueAt, now: now),
                DeadlineText.due(file.dueAt, isProvisional: file.dueProvisional), Labels.stateLabel(file.state),
                Labels.subjectLabel(file.subject), file.officer,
            ])
        }
        return table
    }

    /// The time until something is due, in whole days on the province's calendar; empty when nothing is.
    package static func timeLeft(_ dueAt: Int64, now: Int64) -> String {
        guard dueAt != 0 else { return "" }
        // What is due at midnight is due on the day before.
        let lastDay = Timestamp(microseconds: dueAt - 1).localDay.daysSinceEpoch
        let days = Int(lastDay) - Int(Timestamp(microseconds: now).localDay.daysSinceEpoch)
        if now >= dueAt { return days == 0 ? "trễ hạn" : "trễ \(-days) ngày" }
        return days == 0 ? "hôm nay" : "còn \(days) ngày"
    }
}
