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

    private let ledger: ImportLedger
    private let hash: ImportHash
    /// For requests that are known, what no row of the file stands for yet.
    private var leftOver: [ImportDigest: [ImportLedger.Entry]] = [:]
    /// For each request of the file, how many places its new rows took.
    private var taken: [ImportDigest: Int32] = [:]
    private var waiting: [Candidate] = []

    init(ledger: ImportLedger, hash: @escaping ImportHash) {
        self.ledger = ledger
        self.hash = hash
    }

    /// Takes a row; `nil` when it has to wait for the end of the file.
    mutating func match(_ candidate: Candidate) -> RowResult? {
        let key = candidate.requestKey
        let known = self.ledger.entries(of: key)
        guard !known.isEmpty else { return .new(self.placed(candidate, at: self.nextPlace(key, known: []))) }
        var left = self.leftOver[key] ?? known
        defer { self.leftOver[key] = left }
        let isSame = { (entry: ImportLedger.Entry) in entry.factsDigest == candidate.factsDigest }
        let isSameRow = { (entry: ImportLedger.Entry) in entry.rowDigest == candidate.rowDigest }
        let exact = left.firstIndex { isSame($0) && isSameRow($0) } ?? left.firstIndex(where: isSame)
        if let exact { return .unchanged(self.placed(candidate, at: left.remove(at: exact).ordinal)) }
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
                return .new(self.placed(candidate, at: self.nextPlace(key, known: self.ledger.entries(of: key))))
            }
            let entry = left.removeFirst()
            self.leftOver[key] = left
            return .conflict(self.placed(candidate, at: entry.ordinal), .rowChanged)
        }
    }

    /// The next place among the rows of a request that nothing known has, from 1.
    private mutating func nextPlace(_ key: ImportDigest, known: [ImportLedger.Entry]) -> Int {
        var place = Int(self.taken[key] ?? 0) + 1
        while known.contains(where: { $0.ordinal == place }) { place += 1 }
        self.taken[key] = Int32(clamping: place)
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
