import FeedbackProtocol

/// What happened to a case, for people who handle it.
enum CaseHistoryText {
    /// Every entry, with what it brought.
    static func table(_ detail: WireCaseDetail) -> Table {
        var table = Table([
            .number("#"), .text("AT (+07)"), .wrapping("EVENT"), .wrapping("STATE"), .wrapping("BY"),
            .wrapping("REASON"),
        ])
        for entry in detail.history {
            table.add([
                "\(entry.version)", LocalTime.short(entry.at), Labels.event(entry.event), Labels.state(entry.state),
                entry.actor, self.remark(entry),
            ])
        }
        return table
    }

    /// The reason, or the citizen's words, and besides the answer, which stands by itself, what else was said.
    private static func remark(_ entry: WireCaseHistoryEntry) -> String {
        let details = entry.details
        let brought = [
            details.officer.isEmpty ? "" : "-> \(details.officer)",
            details.coordinatingUnit.isEmpty ? "" : "+ \(details.coordinatingUnit)",
            details.releasedUnit.isEmpty ? "" : "- \(details.releasedUnit)",
            details.legalGround, details.outcome,
            details.relatedCase == 0 ? "" : "case \(details.relatedCase)",
            details.rating == 0 ? "" : self.rating(details.rating),
        ]
        let words = brought.filter { !$0.isEmpty }.joined(separator: ", ")
        guard !words.isEmpty else { return entry.reason }
        return entry.reason.isEmpty ? "[\(words)]" : "\(entry.reason) [\(words)]"
    }

    /// The newest public answer; empty when there is none.
    static func answer(_ detail: WireCaseDetail) -> String {
        detail.history.last { !$0.details.answer.isEmpty }?.details.answer ?? ""
    }

    /// What came of the case: an outcome or a legal ground, by its id in the rules; empty while nothing did.
    static func outcome(_ detail: WireCaseDetail) -> String {
        let end = detail.history.last { !$0.details.outcome.isEmpty || !$0.details.legalGround.isEmpty }?.details
        return end.map { $0.outcome.isEmpty ? $0.legalGround : $0.outcome } ?? ""
    }

    /// How the citizen rated the handling; empty when they did not.
    static func rating(_ detail: WireCaseDetail) -> String {
        detail.history.last { $0.details.rating != 0 }.map { self.rating($0.details.rating) } ?? ""
    }

    private static func rating(_ level: UInt32) -> String { "\(level) of 5" }
}
