extension SQLiteReading {
    package func scopeCheckpoint(
        of stream: ScopeCounters.Stream,
        unitPath: [String],
        before sequence: UInt64
    ) throws(StoreError) -> ScopeCheckpoint {
        try self.reading {
            try ProjectionTables.checkpoint(of: stream, unitPath: unitPath, before: sequence, in: $0)
        } ?? (0, ScopeCounters())
    }

    package func caseChanges(
        after position: UInt64,
        in unitPath: [String],
        limit: Int
    ) throws(StoreError) -> (records: [CaseChangeRecord], through: UInt64?) {
        try self.reading {
            try CaseChangeTable.changes(after: position, of: unitPath, limit: max(1, limit), in: $0)
        }
    }

    package func standingCases(_ query: StandingCaseQuery, limit: Int) throws(StoreError) -> [CaseChangeRecord] {
        try self.reading { try CaseChangeTable.standing(query, limit: max(1, limit), in: $0) }
    }
}
