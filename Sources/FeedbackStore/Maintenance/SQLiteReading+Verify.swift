import GRDB

extension SQLiteReading {
    package func verify(
        progress: (MaintenanceProgress) -> Bool
    ) throws(StoreError) -> VerificationReport {
        try storing { try self.verified(progress: progress) }
    }

    private func verified(progress: (MaintenanceProgress) -> Bool) throws -> VerificationReport {
        var verification = try StoreVerification(law: self.law)
        let through = try self.database.read { try JournalTable.head(in: $0).position }
        while try self.checkChunk(of: &verification) {
            let position = verification.report.throughPosition
            guard progress(MaintenanceProgress(position: position, through: max(through, position))) else {
                verification.report.wasStopped = true
                return verification.report
            }
        }
        try self.findDuplicates(&verification.report)
        verification.report.problems.sort { $0.position < $1.position }
        return verification.report
    }

    /// Checks the next batches, or at the journal's end the projections within the same snapshot.
    ///
    /// - Returns: Whether there may be more.
    private func checkChunk(of verification: inout StoreVerification) throws -> Bool {
        try self.database.read { database in
            guard try !verification.checkChunk(in: database) else { return true }
            try verification.compareProjections(with: database)
            return false
        }
    }

    /// Looks for identifiers that stand in the journal twice, in as many walks as memory asks for.
    private func findDuplicates(_ report: inout VerificationReport) throws {
        let walks = report.submissions / DuplicateSearch.maximumCount + 1
        for walk in 0..<walks {
            for position in try self.duplicates(DuplicateSearch(walk: walk, of: walks)) {
                report.note(
                    .duplicateSubmission,
                    at: position,
                    "The submission is in the journal twice. Look for a kiosk with a restored disk, and tell the "
                        + "developers."
                )
            }
        }
    }

    private func duplicates(_ search: DuplicateSearch) throws -> [UInt64] {
        var search = search
        do {
            try self.forEachSubmission(from: 1) { record in
                search.note(record)
                return true
            }
        } catch {
            // A damaged batch is among the problems already; what stands before it is looked at.
            guard error.code == .damaged else { throw error }
        }
        return search.duplicates()
    }
}
