/// Something that the feed told once, with the numbers it had.
package enum ReplayedEvent: Sendable {
    /// Ratings of one office, one after the other, all of the scope that is told again.
    case ratings(CommittedRatings)
    /// A change of a case; of its two places at least one is in the scope.
    case caseChange(CaseChangeRecord)
}

/// A scope's events of one stream, told again from a number on, piece by piece.
///
/// A value that only remembers how far it is: it holds no connection and no transaction, so to forget it is to end it.
package struct FeedReplay: Sendable {
    /// How much of the journal is read at once; at least one batch.
    private static let readSize = 256 * 1024
    /// How many changes of cases are read at once.
    private static let readCount = 1000
    /// How often is read for one piece, so that nobody waits long for others' scopes: about 4 MiB of the journal.
    package static let mostReads = 16

    /// The stream that is told.
    package let stream: ScopeCounters.Stream
    /// The codes from the root to the unit whose events are told, with those below it.
    package let unitPath: [String]
    /// The number of the event that comes next.
    package private(set) var nextSequence: UInt64
    /// The journal had no more when it was read last.
    package private(set) var isAtEnd = false

    private var position: UInt64 = 0
    private var counters = ScopeCounters()
    /// What was read and not told yet.
    private var pending: ArraySlice<ReplayedEvent> = []
    /// The last reading brought nothing of the scope: look whether many can be left out.
    private var isSparse = true

    /// Begins with the event of a number.
    ///
    /// - Parameters:
    ///   - stream: The stream to tell.
    ///   - unitPath: The codes from the root to the unit; at least one.
    ///   - sequence: The first number, from 1.
    package init(_ stream: ScopeCounters.Stream, unitPath: [String], from sequence: UInt64) {
        self.stream = stream
        self.unitPath = unitPath
        self.nextSequence = max(1, sequence)
    }

    /// Gives the next events, as many as there is room for.
    ///
    /// - Parameters:
    ///   - last: The number of the last one wanted.
    ///   - limit: The most events, at least 1; a case that moved within the scope makes two and may exceed it by one.
    ///   - mostReads: How often the store is read at most, at least once.
    ///   - store: Where the journal is.
    /// - Returns: Them in order. None when the range has ended or ``isAtEnd``; else it takes longer to find them, and it
    ///   goes on with the next call.
    /// - Throws: ``StoreError`` when the database cannot be read.
    package mutating func next(
        through last: UInt64,
        limit: Int,
        mostReads: Int = FeedReplay.mostReads,
        from store: any FeedbackStoreReading
    ) throws(StoreError) -> [ReplayedEvent] {
        var told: [ReplayedEvent] = []
        var room = UInt64(max(1, limit))
        var reads = 0
        self.isAtEnd = false
        while room > 0, self.nextSequence <= last {
            guard let first = self.pending.first else {
                guard reads < max(1, mostReads) else { break }
                reads += 1
                guard try self.read(from: store) else {
                    self.isAtEnd = true
                    break
                }
                continue
            }
            guard let numbers = try self.numbers(of: first), numbers.upperBound >= self.nextSequence else {
                self.pending.removeFirst()
                continue
            }
            guard numbers.lowerBound <= self.nextSequence else { throw StoreError.lacksFeedEvents }
            let (end, isBeyond) = self.nextSequence.addingReportingOverflow(room - 1)
            let wanted = self.nextSequence...(isBeyond ? last : min(last, end))
            switch first {
            case .ratings(let ratings):
                guard let part = ratings.limited(to: wanted, atDepth: self.unitPath.count - 1) else { return told }
                told.append(.ratings(part))
                room -= UInt64(part.indices.count)
                self.nextSequence += UInt64(part.indices.count)
            case .caseChange:
                told.append(first)
                room -= min(room, numbers.upperBound - self.nextSequence + 1)
                self.nextSequence = numbers.upperBound + 1
            }
            if self.nextSequence > numbers.upperBound { self.pending.removeFirst() }
        }
        return told
    }

    /// The numbers that something has in the scope; `nil` when it is outside.
    ///
    /// - Throws: ``StoreError`` with `damaged` when they are none that were ever told.
    private func numbers(of event: ReplayedEvent) throws(StoreError) -> ClosedRange<UInt64>? {
        let depth = self.unitPath.count - 1
        switch event {
        case .ratings(let ratings):
            guard ratings.unitPath.starts(with: self.unitPath), !ratings.indices.isEmpty else { return nil }
            let base = ratings.baseSequences[depth]
            let (last, overflow) = base.addingReportingOverflow(UInt64(ratings.indices.count))
            guard !overflow, last < .max else { throw StoreError.lacksFeedEvents }
            return (base + 1)...last
        case .caseChange(let record):
            let numbers = [record.departure, record.place].compactMap { place -> UInt64? in
                guard let place, place.unitPath.starts(with: self.unitPath) else { return nil }
                return place.scopeSequences[depth]
            }
            guard let first = numbers.first, let last = numbers.last else { return nil }
            guard first <= last, last < .max else { throw StoreError.lacksFeedEvents }
            return first...last
        }
    }
}

extension FeedReplay {
    /// Reads on, and keeps what is of the scope.
    ///
    /// - Returns: `false` when there is no more.
    private mutating func read(from store: any FeedbackStoreReading) throws(StoreError) -> Bool {
        if self.isSparse {
            let checkpoint = try store.scopeCheckpoint(
                of: self.stream,
                unitPath: self.unitPath,
                before: self.nextSequence
            )
            if checkpoint.position > self.position { (self.position, self.counters) = checkpoint }
        }
        let read =
            switch self.stream {
            case .ratings: try self.readRatings(from: store)
            case .caseChanges: try self.readCaseChanges(from: store)
            }
        guard let read else { return false }
        self.pending = []
        for event in read where try self.numbers(of: event) != nil { self.pending.append(event) }
        self.isSparse = self.pending.isEmpty
        return true
    }

    private mutating func readRatings(from store: any FeedbackStoreReading) throws(StoreError) -> [ReplayedEvent]? {
        guard self.position < .max else { return nil }
        let batches = try store.journal(from: self.position + 1, maximumBytes: Self.readSize)
        var read: [ReplayedEvent] = []
        for batch in batches {
            for var ratings in try batch.ratings() where ratings.firstNumber > self.position {
                ratings.count(in: &self.counters)
                read.append(.ratings(ratings))
            }
            self.position = batch.newestPosition
        }
        return batches.isEmpty ? nil : read
    }

    private mutating func readCaseChanges(
        from store: any FeedbackStoreReading
    ) throws(StoreError) -> [ReplayedEvent]? {
        let found = try store.caseChanges(after: self.position, in: self.unitPath, limit: Self.readCount)
        guard let through = found.through else { return nil }
        self.position = through
        return found.records.map { .caseChange($0) }
    }
}
