import CaseLifecycle
import CivilTime

extension SQLiteReading {
    package func openCases(
        ofEditions editions: [String],
        after number: UInt64,
        limit: Int
    ) throws(StoreError) -> [CaseFile] {
        try self.reading {
            try CaseTable.openCases(ofEditions: editions, after: number, limit: max(1, limit), in: $0)
        }
    }

    package func caseCounts(
        received: Range<Timestamp>,
        overdueAt time: Timestamp
    ) throws(StoreError) -> [CaseCount] {
        try self.reading { try CaseTable.counts(received: received, overdueAt: time, in: $0) }
    }

    package func openCaseCounts(
        overdueAt time: Timestamp
    ) throws(StoreError) -> (counts: [OpenCaseCount], newest: NewestNumbers) {
        try self.reading {
            (try CaseTable.openCounts(overdueAt: time, in: $0), try ProjectionTables.newestNumbers(in: $0))
        }
    }
}
