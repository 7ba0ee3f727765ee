/// The entries on the kiosk's disk, numbered without a hole, removed from the front.
struct OutboxQueue: Sendable {
    /// Entries, of which the first `head` are removed already.
    private var storage: [OutboxEntry]
    private var head = 0
    private(set) var firstSequence: UInt64
    private(set) var bytes: Int
    /// The submission numbered `firstSequence - 1`.
    private(set) var lastRemovedID: SubmissionID?

    init(_ contents: OutboxContents) {
        self.storage = contents.entries
        self.firstSequence = max(1, min(contents.firstSequence, .max - 1 - UInt64(contents.entries.count)))
        self.lastRemovedID = contents.lastRemovedID
        self.bytes = contents.entries.reduce(0) { $0 + $1.byteCount }
    }

    var count: Int { self.storage.count - self.head }
    /// The number the next entry will get.
    var nextSequence: UInt64 { self.firstSequence + UInt64(self.count) }
    var oldest: OutboxEntry? { self.head < self.storage.count ? self.storage[self.head] : nil }

    /// The submission with a number, also of the one removed last, or `nil` when the queue doesn't know it.
    func id(at sequence: UInt64) -> SubmissionID? {
        if sequence + 1 == self.firstSequence { return self.lastRemovedID }
        guard sequence >= self.firstSequence, sequence < self.nextSequence else { return nil }
        return self.storage[self.head + Int(sequence - self.firstSequence)].id
    }

    mutating func append(_ entries: [OutboxEntry]) {
        self.storage.append(contentsOf: entries)
        self.bytes += entries.reduce(0) { $0 + $1.byteCount }
    }

    mutating func remove(through sequence: UInt64) {
        guard sequence >= self.firstSequence else { return }
        let removed = Int(min(sequence, self.nextSequence - 1) - self.firstSequence) + 1
        guard removed > 0 else { return }
        self.lastRemovedID = self.storage[self.head + removed - 1].id
        self.bytes -= self.storage[self.head..<(self.head + removed)].reduce(0) { $0 + $1.byteCount }
        self.head += removed
        self.firstSequence += UInt64(removed)
        if self.head > 1024, self.head > self.storage.count / 2 {
            self.storage.removeFirst(self.head)
            self.head = 0
        }
    }

    /// Numbers everything from 1 on.
    mutating func renumber() {
        self.firstSequence = 1
        self.lastRemovedID = nil
    }

    /// How many entries from `sequence` on fit one message: at most `count`, at most `bytes` in sum, but at least one.
    func batchCount(from sequence: UInt64, count: Int, bytes: Int) -> Int {
        guard sequence >= self.firstSequence, sequence < self.nextSequence, count > 0 else { return 0 }
        let start = self.head + Int(sequence - self.firstSequence)
        var total = 0
        var taken = 0
        for entry in self.storage[start...].prefix(count) {
            total += entry.byteCount
            if taken > 0, total > bytes { break }
            taken += 1
        }
        return taken
    }
}
