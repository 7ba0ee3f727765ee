import CaseLifecycle
import CivilTime

extension SQLiteReading {
    package func letters(ofCase number: UInt64) throws(StoreError) -> [CaseLetter] {
        try self.reading { try LetterTable.letters(of: number, in: $0) }
    }

    package func drafts(ofUnit unit: String, limit: Int) throws(StoreError) -> [CaseLetter] {
        try self.reading { try LetterTable.drafts(ofUnit: unit, limit: min(max(1, limit), 1000), in: $0) }
    }

    package func draftsWithoutSignature(limit: Int) throws(StoreError) -> [CaseLetter] {
        try self.reading { try LetterTable.draftsWithoutSignature(limit: max(1, limit), in: $0) }
    }

    package func dueLetters(
        at time: Timestamp,
        limit: Int
    ) throws(StoreError) -> [(caseNumber: UInt64, time: LetterTime)] {
        try self.reading { try LetterTimeTable.due(at: time, limit: max(1, limit), in: $0) }
    }

    package func letterRegister(
        ofUnit unit: String,
        series: LetterRegisterName,
        year: Int,
        after number: UInt32,
        limit: Int
    ) throws(StoreError) -> (lines: [LetterRegisterLine], last: UInt32) {
        try self.reading { database in
            let page = try LetterTable.register(
                ofUnit: unit,
                series: series.rawValue,
                year: year,
                after: number,
                limit: min(max(1, limit), 1000),
                in: database
            )
            let last = try LetterTable.last(unit: unit, series: series.rawValue, year: year, in: database)
            return (page, last?.number ?? 0)
        }
    }
}
