import CaseLifecycle

/// Finds identifiers that occur twice among millions, with bounded memory: each walk looks at a share of them.
struct DuplicateSearch {
    /// The most identifiers looked at in one walk, 24 bytes each.
    static let maximumCount: UInt64 = 8_000_000

    private struct Seen {
        let id: SubmissionID
        let position: UInt64
    }

    private let walk: UInt64
    private let walks: UInt64
    private var seen: [Seen] = []

    /// Makes a search for one of several walks; `walk` is 0 up to but not including `walks`.
    init(walk: UInt64, of walks: UInt64) {
        self.walk = walk
        self.walks = walks
    }

    /// Takes note of one accepted submission.
    mutating func note(_ record: SubmissionRecord) {
        // The low half of a UUIDv7 is random, which shares them out evenly.
        guard let id = SubmissionID(bytes: record.identifier), id.low % self.walks == self.walk else { return }
        self.seen.append(Seen(id: id, position: record.position))
    }

    /// The positions at which an identifier occurs for the second time or later, in no order.
    mutating func duplicates() -> [UInt64] {
        self.seen.sort { ($0.id, $0.position) < ($1.id, $1.position) }
        return zip(self.seen, self.seen.dropFirst()).filter { $0.id == $1.id }.map { $1.position }
    }
}
