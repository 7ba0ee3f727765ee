import Delivery
import FeedbackProtocol

/// What is durable of every epoch of every kiosk, held in memory by the writer; the table follows each commit.
struct LedgerBook {
    /// One epoch of one kiosk.
    struct Key: Hashable {
        let kiosk: String
        let epoch: UInt64
    }

    /// What is durable of one epoch.
    struct Mark: Equatable {
        let key: Key
        /// The journal position of the epoch's start.
        let startedPosition: UInt64
        let previousEpoch: UInt64
        var throughSequence: UInt64 = 0
        /// `nil` when there is no such submission or it has no identifier.
        var throughIdentifier: Delivery.SubmissionID?
        fileprivate(set) var isChanged = false
    }

    private(set) var marks: [Mark] = []
    private var indexByKey: [Key: Int] = [:]
    private var changed: [Int] = []

    /// Makes an empty book.
    init() {}

    /// The mark of an epoch, or `nil` when it was never begun.
    func mark(_ key: Key) -> Mark? {
        self.indexByKey[key].map { self.marks[$0] }
    }

    /// Adds a mark read from the table.
    mutating func restore(_ mark: Mark) {
        self.indexByKey[mark.key] = self.marks.count
        self.marks.append(mark)
    }

    /// Begins an epoch; the caller has checked that it is new.
    mutating func begin(_ key: Key, previousEpoch: UInt64, at position: UInt64) {
        self.restore(Mark(key: key, startedPosition: position, previousEpoch: previousEpoch))
        self.noteChange(self.marks.count - 1)
    }

    /// Moves an epoch's mark forward.
    ///
    /// - Parameters:
    ///   - key: The epoch.
    ///   - sequence: The first sequence that was added; must follow the mark.
    ///   - count: How many were added, at least 1.
    ///   - identifier: The identifier of the last one; asked for once the move is allowed.
    /// - Returns: Why the mark cannot move, or `nil` when it has.
    mutating func advance(
        _ key: Key,
        from sequence: UInt64,
        count: Int,
        identifier: @autoclosure () -> Delivery.SubmissionID?
    ) -> EntriesRefusal? {
        guard let index = self.indexByKey[key] else { return .unknownEpoch(kiosk: key.kiosk, epoch: key.epoch) }
        let expected = self.marks[index].throughSequence + 1
        guard sequence == expected else {
            return .sequenceGap(kiosk: key.kiosk, epoch: key.epoch, expected: expected, given: sequence)
        }
        let (through, overflow) = self.marks[index].throughSequence.addingReportingOverflow(UInt64(count))
        guard !overflow, through < UInt64(Int64.max) else { return .malformed }
        self.marks[index].throughSequence = through
        self.marks[index].throughIdentifier = identifier()
        self.noteChange(index)
        return nil
    }

    /// The marks changed since the last call, in the order of their first change.
    mutating func takeChanged() -> [Mark] {
        defer { self.changed.removeAll(keepingCapacity: true) }
        return self.changed.map { index in
            self.marks[index].isChanged = false
            return self.marks[index]
        }
    }

    private mutating func noteChange(_ index: Int) {
        guard !self.marks[index].isChanged else { return }
        self.marks[index].isChanged = true
        self.changed.append(index)
    }
}

extension LedgerBook {
    /// Whether entries could follow what the book holds, without changing it; `nil` when they could.
    func refusal(of entries: [WireJournalEntry]) -> EntriesRefusal? {
        if entries.count == 1, case .submissions(let run)? = entries[0].content {
            return self.refusal(of: run, following: self.mark(Key(run))?.throughSequence)
        }
        var through: [Key: UInt64] = [:]
        for entry in entries {
            let refusal: EntriesRefusal?
            switch entry.content {
            case .submissions(let run)?:
                let key = Key(run)
                refusal = self.refusal(of: run, following: through[key] ?? self.mark(key)?.throughSequence)
                through[key] = run.firstSequence &+ UInt64(run.submissions.count) &- 1
            case .quarantined(let quarantined)?:
                let key = Key(kiosk: quarantined.kiosk, epoch: quarantined.epoch)
                refusal = self.refusal(key, sequence: quarantined.sequence, count: 1, following: through[key])
                through[key] = quarantined.sequence
            case .epochStarted(let started)?:
                let key = Key(kiosk: started.kiosk, epoch: started.epoch)
                let isKnown = self.indexByKey[key] != nil || through[key] != nil
                refusal = isKnown ? .epochKnown(kiosk: key.kiosk, epoch: key.epoch) : nil
                through[key] = 0
            case .quarantineDecided?, .caseCommand?, .deadlines?, .deadlineNotice?, .caseImported?, .caseRead?,
                .casePartOpened?, .letterDrafted?, .letterSigned?, .letterDiscarded?, .caseSucceeded?, nil:
                refusal = .malformed
            }
            if let refusal { return refusal }
        }
        return nil
    }

    private func refusal(of run: WireSubmissionRun, following through: UInt64?) -> EntriesRefusal? {
        guard !run.submissions.isEmpty, !run.officePath.isEmpty else { return .malformed }
        var next: UInt32 = 0
        for routing in run.routings {
            guard routing.index >= next, routing.index < run.submissions.count else { return .malformed }
            next = routing.index + 1
        }
        return self.refusal(Key(run), sequence: run.firstSequence, count: run.submissions.count, following: through)
    }

    private func refusal(_ key: Key, sequence: UInt64, count: Int, following through: UInt64?) -> EntriesRefusal? {
        guard let through = through ?? self.mark(key)?.throughSequence else {
            return .unknownEpoch(kiosk: key.kiosk, epoch: key.epoch)
        }
        guard sequence == through + 1 else {
            return .sequenceGap(kiosk: key.kiosk, epoch: key.epoch, expected: through + 1, given: sequence)
        }
        return sequence.addingReportingOverflow(UInt64(count)).overflow ? .malformed : nil
    }
}

extension LedgerBook.Key {
    /// The epoch a run belongs to.
    init(_ run: WireSubmissionRun) {
        self.init(kiosk: run.kiosk, epoch: run.epoch)
    }
}
