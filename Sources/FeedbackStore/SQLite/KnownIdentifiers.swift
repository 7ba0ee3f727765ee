import CaseLifecycle
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The identifiers of accepted submissions, for the few kiosks that have begun a new epoch and may send some again.
///
/// Read from the journal when a kiosk is first asked about (one walk over the journal since the kiosk's first epoch),
/// then kept up to date with every commit.
struct KnownIdentifiers {
    /// The most identifiers held, at about 32 bytes each; beyond it those of other kiosks are forgotten.
    static let maximumCount = 4_000_000

    private var byKiosk: [String: Set<SubmissionID>] = [:]

    /// What the journal has of a kiosk that was loaded.
    func identifiers(of kiosk: String) -> Set<SubmissionID> {
        self.byKiosk[kiosk] ?? []
    }

    /// Takes note of accepted submissions, if their kiosk is loaded.
    mutating func note(_ run: WireSubmissionRun) {
        guard !self.byKiosk.isEmpty, self.byKiosk[run.kiosk] != nil else { return }
        for submission in run.submissions {
            guard let id = SubmissionID(bytes: JournalScanner.identifier(of: submission)) else { continue }
            self.byKiosk[run.kiosk]?.insert(id)
        }
    }

    /// Takes note of a submission that was released from quarantine.
    mutating func note(released submission: Data) {
        guard let id = SubmissionID(bytes: JournalScanner.identifier(of: submission)) else { return }
        for kiosk in self.byKiosk.keys { self.byKiosk[kiosk]?.insert(id) }
    }

    /// Loads the kiosks whose identifiers the requests want checked, as the journal has them before the batch.
    mutating func load(for requests: [WriteRequest], through position: UInt64, in database: Database) throws {
        var wanted: Set<String> = []
        for case .entries(let entries, checkingIdentifiers: true) in requests {
            for entry in entries {
                guard case .submissions(let run)? = entry.content, self.byKiosk[run.kiosk] == nil else { continue }
                wanted.insert(run.kiosk)
            }
        }
        guard !wanted.isEmpty else { return }
        if self.byKiosk.values.reduce(0, { $0 + $1.count }) > KnownIdentifiers.maximumCount { self.byKiosk = [:] }
        for kiosk in wanted { self.byKiosk[kiosk] = try KnownIdentifiers.read(kiosk, in: database) }
    }

    private static func read(_ kiosk: String, in database: Database) throws -> Set<SubmissionID> {
        let first = try UInt64.fetchOne(
            database,
            sql: "SELECT min(started_position) FROM kiosk_ledger WHERE kiosk = ?",
            arguments: [kiosk]
        )
        guard let first else { return [] }
        var identifiers: Set<SubmissionID> = []
        let name = Array(kiosk.utf8)
        try JournalTable.forEachBatch(from: first, in: database) { batch in
            let body = batch.body.span
            let isWhole = JournalScanner.forEachSubmission(in: body) { submission in
                // One released from quarantine names no kiosk: it counts for all.
                if submission.kiosk.map({ body.equals(name, $0) }) ?? true,
                    let id = SubmissionID(in: body, JournalScanner.identifier(in: body, submission.bytes))
                {
                    identifiers.insert(id)
                }
                return true
            }
            guard isWhole else { throw StoredValueProblem(table: "journal_batch") }
            return true
        }
        return identifiers
    }
}

extension Span<UInt8> {
    /// Whether the bytes of a range are these.
    func equals(_ other: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count == other.count else { return false }
        for offset in other.indices where self[range.lowerBound + offset] != other[offset] { return false }
        return true
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
