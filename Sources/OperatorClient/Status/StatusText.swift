package import FeedbackProtocol

/// The aggregator's figures for people and programs.
package enum StatusText {
    /// The figures and the kiosks, in lines.
    package static func lines(_ status: WireAggregatorStatus) -> [String] {
        var sheet = FactSheet()
        sheet.add("Aggregator", "\(status.origin), \(status.software)")
        sheet.add("Since", LocalTime.text(status.startedAt))
        sheet.add("Journal", "\(status.newestPosition) positions")
        sheet.add("Submissions", "\(status.submissions)")
        sheet.add("Cases", "\(status.cases) at \(status.unitsWithCases) units")
        sheet.add("In quarantine", "\(status.quarantined)")
        sheet.add("Feed events", "\(status.feedEvents)")
        sheet.add("Refused", "\(status.refusedConnections) connections, \(status.refusedSubmissions) submissions")
        sheet.add("", "\(status.refusedSubscriptions) subscriptions, \(status.refusedRequests) desk requests")
        sheet.add("Wrong codes", "\(status.wrongTrackingCodes) tracking codes of no case were tried at kiosks")
        sheet.add("Proofs", self.standing(status.tree))
        let explanation = status.tree.explanation
        let tree = explanation.isEmpty ? [] : TextLayout.wrap("The tree of proofs: \(explanation)")
        guard !status.kiosks.isEmpty else { return sheet.lines + tree }
        var table = Table([
            .text("KIOSK"), .text("OFFICE"), .number("RECEIVED"), .number("HEARD OF"), .number("GAP"),
            .text("LAST SEEN (+07)"),
        ])
        for kiosk in status.kiosks {
            let seen = LocalTime.short(kiosk.lastSeenAt)
            table.add([
                kiosk.kiosk, kiosk.office, "\(kiosk.receivedThrough)", "\(kiosk.heardOf)", "\(self.gap(kiosk))",
                seen.isEmpty ? "never" : seen,
            ])
        }
        return sheet.lines + tree + [""] + table.lines()
    }

    /// The figures as a JSON object.
    package static func json(_ status: WireAggregatorStatus) -> JSONValue {
        [
            "origin": .text(status.origin),
            "software": .text(status.software),
            "started_at": LocalTime.json(status.startedAt),
            "newest_position": .natural(status.newestPosition),
            "submissions": .natural(status.submissions),
            "cases": .natural(status.cases),
            "units_with_cases": .natural(UInt64(status.unitsWithCases)),
            "quarantined": .natural(status.quarantined),
            "feed_events": .natural(status.feedEvents),
            "refused_connections": .natural(status.refusedConnections),
            "refused_submissions": .natural(status.refusedSubmissions),
            "refused_subscriptions": .natural(status.refusedSubscriptions),
            "refused_requests": .natural(status.refusedRequests),
            "wrong_tracking_codes": .natural(status.wrongTrackingCodes),
            "tree": [
                "standing": .text(self.standing(status.tree)),
                "explanation": .optional(status.tree.explanation),
            ],
            "kiosks": .array(
                status.kiosks.map { kiosk in
                    [
                        "kiosk": .text(kiosk.kiosk),
                        "office": .optional(kiosk.office),
                        "epoch": .natural(kiosk.epoch),
                        "received_through": .natural(kiosk.receivedThrough),
                        "heard_of": .natural(kiosk.heardOf),
                        "gap": .natural(self.gap(kiosk)),
                        "last_seen_at": LocalTime.json(kiosk.lastSeenAt),
                    ]
                }
            ),
        ]
    }

    /// How the tree of proofs is, in a word.
    private static func standing(_ tree: WireTreeStatus) -> String {
        switch tree.standing {
        case .building: "being built"
        case .published: "published"
        case .delayed: "delayed"
        case .stopped: "stopped"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }

    /// How many submissions the kiosk has spoken of that are not here yet.
    private static func gap(_ kiosk: WireKioskLedgerEntry) -> UInt64 {
        kiosk.heardOf > kiosk.receivedThrough ? kiosk.heardOf - kiosk.receivedThrough : 0
    }
}
