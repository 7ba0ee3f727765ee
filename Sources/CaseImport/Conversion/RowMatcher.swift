/// Tells which rows of a file earlier imports know.
///
/// The rows of one request are compared as a set: their order in the file doesn't matter. Each known row stands for one
/// row of the file, so that two equal rows are two cases. What fits no known row waits for the end of the file; it is a
/// changed row when a known one is left over then, and a new case when none is.
struct RowMatcher: Sendable {
    /// A row with its facts, before it has a place among the rows of its request.
    struct Candidate: Sendable {
        var source: String
        var request: String
        var requestKey: ImportDigest
        var line: Int
        var facts: ImportedFacts
        var rowDigest: ImportDigest
        var factsDigest: ImportDigest
    }

    /// The most rows of one request; more of them mean that the mapping names a wrong column for its number.
    static let maximumRows = 1000

    private let ledger: ImportLedger
    private let hash: ImportHash
    /// For requests that are known, what no row of the file stands for yet.
    private var leftOver: [ImportDigest: [ImportLedger.Entry]] = [:]
    /// For each request of the file, how many rows it has.
    private var rows: [ImportDigest: Int32] = [:]
    /// For requests that are known, the last place that a new row took.
    private var taken: [ImportDigest: Int] = [:]
    private var waiting: [Candidate] = []

    init(ledger: ImportLedger, hash: @escaping ImportHash) {
        self.ledger = ledger
        self.hash = hash
    }

    /// Counts a row of a request, or gives `false` when it has too many.
    mutating func admit(_ requestKey: ImportDigest) -> Bool {
        let isAdmitted = self.rows[requestKey, default: 0] < RowMatcher.maximumRows
        if isAdmitted { self.rows[requestKey, default: 0] += 1 }
        return isAdmitted
    }

    /// Takes a row that was admitted; `nil` when it has to wait for the end of the file.
    mutating func match(_ candidate: Candidate) -> RowResult? {
        let key = candidate.requestKey
        let known = self.ledger.entries(of: key)
        guard !known.isEmpty else { return .new(self.placed(candidate, at: Int(self.rows[key] ?? 1))) }
        var left = self.leftOver[key] ?? known
        defer { self.leftOver[key] = left }
        let isSame = { (entry: ImportLedger.Entry) in entry.factsDigest == candidate.factsDigest }
        let isSameRow = { (entry: ImportLedger.Entry) in entry.rowDigest == candidate.rowDigest }
        if let same = left.firstIndex(where: isSame) {
            return .unchanged(self.placed(candidate, at: left.remove(at: same).ordinal))
        }
        if let other = left.firstIndex(where: isSameRow) {
            return .conflict(self.placed(candidate, at: left.remove(at: other).ordinal), .meaningChanged)
        }
        self.waiting.append(candidate)
        return nil
    }

    /// Ends the file and gives what waited for it, in the order of the file.
    mutating func finish() -> [RowResult] {
        let waiting = self.waiting
        self.waiting = []
        return waiting.map { candidate in
            let key = candidate.requestKey
            guard var left = self.leftOver[key], !left.isEmpty else {
                // Before `placed`, which as its caller would hold on to a copy of all places.
                let place = self.nextPlace(key)
                return .new(self.placed(candidate, at: place))
            }
            let entry = left.removeFirst()
            self.leftOver[key] = left
            return .conflict(self.placed(candidate, at: entry.ordinal), .rowChanged)
        }
    }

    /// The next place among the rows of a known request that no other has, from 1.
    private mutating func nextPlace(_ key: ImportDigest) -> Int {
        let known = self.ledger.entries(of: key)
        var place = self.taken[key, default: 0]
        repeat { place += 1 } while known.contains { $0.ordinal == place }
        self.taken[key] = place
        return place
    }

    private func placed(_ candidate: Candidate, at ordinal: Int) -> ImportedCase {
        let row = ImportedRowID(source: candidate.source, request: candidate.request, ordinal: ordinal)
        return ImportedCase(
            row: row,
            id: row.caseID(self.hash),
            line: candidate.line,
            facts: candidate.facts,
            requestKey: candidate.requestKey,
            rowDigest: candidate.rowDigest,
            factsDigest: candidate.factsDigest
        )
    }
}
