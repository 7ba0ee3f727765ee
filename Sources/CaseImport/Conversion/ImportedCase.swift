package import AdministrativeRegister
package import CaseLifecycle
package import CivilTime

/// What one row of a spreadsheet says about one case, in the register's and the rules' own terms.
///
/// There is nothing in it that a citizen wrote: columns that the mapping does not name are never read.
package struct ImportedCase: Sendable, Hashable {
    /// The row it came from.
    package let row: ImportedRowID
    /// The case's identifier, which follows from ``row``.
    package let id: SubmissionID
    /// The line of the file on which the row begins, from 1.
    package let line: Int
    /// The facts of the case.
    package let facts: ImportedFacts
    /// What all rows of the same request share.
    package let requestKey: ImportDigest
    /// A digest of the columns the mapping reads, as they stand in the file.
    package let rowDigest: ImportDigest
    /// A digest of ``facts``.
    package let factsDigest: ImportDigest

    /// What has to be kept of the case so that a later import knows the row again.
    package var ledgerEntry: ImportLedger.Entry {
        ImportLedger.Entry(
            requestKey: self.requestKey,
            ordinal: self.row.ordinal,
            rowDigest: self.rowDigest,
            factsDigest: self.factsDigest
        )
    }
}

/// The facts of an imported case.
package struct ImportedFacts: Sendable, Hashable {
    /// The office it was received for: the place the row names.
    package let office: UnitCode
    /// The unit that answers or answered for it.
    package let responsibleUnit: UnitCode
    /// The lane (luồng xử lý).
    package let lane: CaseLifecycle.Lane
    /// The subject's code.
    package let subject: String
    /// The code of the field of service (lĩnh vực).
    package let field: String
    /// How it reached the administration, such as `web`; `nil` when the mapping does not say.
    package let channel: String?
    /// When it was received.
    package let receivedAt: Timestamp
    /// The day by whose end it was due, as the source wrote it; `nil` when the source gave none.
    package let dueDay: Day?
    /// The end of ``dueDay`` in the source's time zone, which no longer belongs to it.
    package let dueAt: Timestamp?
    /// When it was closed, never before ``receivedAt``; `nil` unless ``standing`` is closed.
    package let closedAt: Timestamp?
    /// When it was cancelled, never before ``receivedAt``; `nil` unless ``standing`` is cancelled.
    package let cancelledAt: Timestamp?
    /// The day of the closing or the cancelling in the source's time zone.
    package let endDay: Day?
    /// Whether it is open, closed or cancelled.
    package let standing: Standing
    /// The state it is in.
    package let state: CaseState
    /// What came out of it (kết quả giải quyết), if the mapping says.
    package let outcome: CaseOutcomeID?

    /// How a case counts.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        /// Somebody must still answer.
        case open
        /// Answered.
        case closed
        /// Taken back, a double or a mistake: neither on time nor late.
        case cancelled
    }

    /// All facts, for the digest.
    var hashInput: [UInt8] {
        var input = HashInput("langnghe import facts 1")
        for text in [
            self.office.text, self.responsibleUnit.text, self.lane.rawValue, self.subject, self.field,
            self.channel ?? "", self.standing.rawValue, self.state.rawValue, self.outcome?.rawValue ?? "",
        ] {
            input.add(text)
        }
        input.add(self.receivedAt.microseconds)
        input.add(self.dueAt?.microseconds)
        input.add(self.closedAt?.microseconds)
        input.add(self.cancelledAt?.microseconds)
        return input.bytes
    }
}
