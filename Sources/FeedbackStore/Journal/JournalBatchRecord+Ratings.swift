import FeedbackProtocol

extension JournalBatchRecord {
    /// The ratings in the batch, those of one office that stand one after the other together, not numbered yet.
    ///
    /// - Returns: Them in the journal's order.
    /// - Throws: ``StoreError`` with `damaged` when the body is no batch of this version's journal.
    package func ratings() throws(StoreError) -> [CommittedRatings] {
        try self.ratingsOfKiosks().map(\.ratings)
    }

    /// The ratings in the batch with the kiosk each came from; `nil` for what an operator released from quarantine.
    ///
    /// - Returns: Them in the journal's order.
    /// - Throws: ``StoreError`` with `damaged` when the body is no batch of this version's journal.
    package func ratingsOfKiosks() throws(StoreError) -> [(kiosk: String?, ratings: CommittedRatings)] {
        guard let entries = try? WireJournalBatch(decoding: self.body).entries else {
            throw StoreError(
                .damaged,
                "The batch at position \(self.firstPosition) cannot be read. Run `langnghe journal verify`."
            )
        }
        var found: [(kiosk: String?, ratings: CommittedRatings)] = []
        var position = self.firstPosition
        for entry in entries {
            guard case .submissions(let run)? = entry.content else {
                if case .quarantineDecided(let decision)? = entry.content, decision.releasesRating {
                    found.append((nil, CommittedRatings(decision, at: position, in: self)))
                }
                position &+= 1
                continue
            }
            var next = 0
            // What is routed is a case; all between is ratings.
            for end in run.routings.map({ Int($0.index) }) + [run.submissions.count] {
                guard next <= end, end <= run.submissions.count else { break }
                if next < end {
                    found.append((run.kiosk, CommittedRatings(run, next..<end, at: position, in: self)))
                }
                next = end + 1
            }
            position &+= UInt64(run.submissions.count)
        }
        return found
    }
}

extension CommittedRatings {
    fileprivate init(_ run: WireSubmissionRun, _ indices: Range<Int>, at position: UInt64, in batch: JournalBatchRecord)
    {
        self.init(
            submissions: run.submissions,
            indices: indices,
            firstNumber: position &+ UInt64(indices.lowerBound),
            recordedAt: batch.recordedAt,
            unitPath: run.officePath,
            registerEdition: run.registerEdition
        )
    }

    fileprivate init(_ decision: WireQuarantineDecided, at position: UInt64, in batch: JournalBatchRecord) {
        self.init(
            submissions: [decision.submission],
            indices: 0..<1,
            firstNumber: position,
            recordedAt: batch.recordedAt,
            unitPath: decision.routing.unitPath,
            registerEdition: decision.routing.registerEdition
        )
    }
}

extension WireQuarantineDecided {
    /// Whether the decision accepted a rating that was held.
    fileprivate var releasesRating: Bool {
        guard self.released, self.hasRouting, let held = try? WireSubmission(decoding: self.submission),
            case .rating? = held.content
        else { return false }
        return true
    }
}
