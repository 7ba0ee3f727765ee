import Delivery

/// What is on the disk, by number and identifier, for status, lists and the recognition of repeats.
struct HeldSubmissions {
    private var entries: [OutboxEntry]
    private var head = 0
    private var ids: Set<SubmissionID>
    /// The number of the oldest, or of the next one when there is none.
    private(set) var firstSequence: UInt64
    private(set) var bytes: Int

    init(_ contents: OutboxContents) {
        self.entries = contents.entries
        self.ids = Set(contents.entries.map(\.id))
        self.firstSequence = contents.firstSequence
        self.bytes = contents.entries.reduce(0) { $0 + $1.byteCount }
    }

    var count: Int { self.entries.count - self.head }
    var newestSequence: UInt64 { self.firstSequence + UInt64(self.count) - 1 }
    var receiptedThrough: UInt64 { self.firstSequence - 1 }
    var oldest: OutboxEntry? { self.count > 0 ? self.entries[self.head] : nil }

    func contains(_ id: SubmissionID) -> Bool { self.ids.contains(id) }

    /// Takes in a completed write.
    mutating func apply(_ write: OutboxWrite) {
        switch write {
        case .persist(_, _, let entries):
            self.entries += entries
            for entry in entries {
                self.ids.insert(entry.id)
                self.bytes += entry.byteCount
            }
        case .deleteThrough(_, let sequence, _, _): self.remove(through: sequence)
        case .startEpoch: self.firstSequence = 1
        }
    }

    private mutating func remove(through sequence: UInt64) {
        while self.firstSequence <= sequence, self.count > 0 {
            let entry = self.entries[self.head]
            self.ids.remove(entry.id)
            self.bytes -= entry.byteCount
            self.head += 1
            self.firstSequence += 1
        }
        if self.head > 1024, self.head > self.entries.count / 2 {
            self.entries.removeFirst(self.head)
            self.head = 0
        }
    }
}
