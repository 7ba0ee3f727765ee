import CaseLifecycle
package import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension KnownIdentifiers {
    /// Makes sure that kiosks are held, as the journal has them before the batch.
    ///
    /// One walk over the journal, from the oldest epoch needed on, also serves all other kiosks with several epochs as
    /// far as there is room: after a restored backup every kiosk begins a new one.
    ///
    /// - Parameters:
    ///   - wanted: The kiosks the batch asks about.
    ///   - database: Where the journal is.
    /// - Throws: The database's error; what is held is of no use then.
    package mutating func load(_ wanted: Set<String>, in database: Database) throws {
        guard !wanted.isEmpty else { return }
        let missing = self.begin(asking: wanted)
        guard !missing.isEmpty else { return }
        for kiosk in missing { self.hold(kiosk, isAskedFor: true) }
        let held = self.kiosks
        var first: UInt64?
        var wholeFirst: UInt64?
        var loading = missing
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT kiosk, min(started_position) AS first, count(*) AS epochs FROM kiosk_ledger GROUP BY kiosk"
        )
        while let row = try rows.next() {
            let kiosk = try row.text("kiosk")
            let position = try row.number("first")
            if missing.contains(kiosk) {
                first = min(first ?? position, position)
            } else if try row.number("epochs") > 1, !held.contains(kiosk) {
                loading.insert(kiosk)
            } else {
                continue
            }
            wholeFirst = min(wholeFirst ?? position, position)
        }
        // Kiosks that begin with this batch have nothing in the journal.
        guard first != nil, let wholeFirst else { return }
        for kiosk in loading.subtracting(missing) { self.hold(kiosk, isAskedFor: false) }
        try self.walk(from: wholeFirst, loading: loading, in: database)
    }

    private mutating func walk(from position: UInt64, loading: Set<String>, in database: Database) throws {
        self.walks += 1
        var loading = loading
        try JournalTable.forEachBatch(from: position, in: database) { batch in
            let body = batch.body.span
            // Submissions of one kiosk follow one another.
            var range: Range<Int>?
            var kiosk: String?
            let isWhole = JournalScanner.forEachSubmission(in: body) { submission in
                guard let id = SubmissionID(in: body, JournalScanner.identifier(in: body, submission.bytes)) else {
                    return true
                }
                guard let name = submission.kiosk else {
                    self.note(released: id)
                    return true
                }
                if name != range {
                    range = name
                    let text = body.text(name)
                    kiosk = loading.contains(text) ? text : nil
                }
                if let kiosk { self.note(id, of: kiosk) }
                return true
            }
            guard isWhole else { throw StoredValueProblem(table: "journal_batch") }
            loading.subtract(self.makeRoom())
            return true
        }
    }
}

extension Span<UInt8> {
    /// The text that the bytes of a range are.
    func text(_ range: Range<Int>) -> String {
        String(decoding: range.map { self[$0] }, as: UTF8.self)
    }
}

extension SubmissionID {
    /// The identifier at a range of the bytes, or `nil` unless there are 16.
    init?(in bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.count == 16 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        for offset in 0..<8 {
            halves.0 = halves.0 << 8 | UInt64(bytes[range.lowerBound + offset])
            halves.1 = halves.1 << 8 | UInt64(bytes[range.lowerBound + 8 + offset])
        }
        self.init(high: halves.0, low: halves.1)
    }
}
