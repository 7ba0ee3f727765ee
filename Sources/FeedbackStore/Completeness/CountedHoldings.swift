import CivilTime
import Delivery
import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What some batches of the journal hold of kiosks' submissions.
package struct CountedHoldings: Sendable {
    /// One kiosk's day in one epoch.
    struct Group: Hashable {
        let kiosk: String
        let key: KioskDayKey
    }

    /// What came in one group, in ascending sequence.
    struct Addition {
        var submissions: [(sequence: UInt64, id: Data)] = []
        var quarantined: UInt64 = 0
    }

    private(set) var groups: [Group: Addition] = [:]
    /// What went to quarantine, by the number that it is held under.
    private(set) var held: [UInt64: Group] = [:]
    /// The numbers of what an operator has discarded.
    private(set) var discarded: [UInt64] = []

    /// Counts the submissions in batches of the journal, in its order.
    ///
    /// - Throws: ``StoreError`` with `damaged` when a batch is none of this version's journal.
    package init(_ batches: some Sequence<JournalBatchRecord>) throws(StoreError) {
        for batch in batches {
            var position = batch.firstPosition
            for entry in try batch.entries() {
                defer { position += entry.positions }
                switch entry.content {
                case .submissions(let run):
                    for (index, bytes) in run.submissions.enumerated() {
                        self.add(bytes, of: run.kiosk, epoch: run.epoch, sequence: run.firstSequence &+ UInt64(index))
                    }
                case .quarantined(let held):
                    let group = self.add(held.submission, of: held.kiosk, epoch: held.epoch, sequence: held.sequence)
                    self.groups[group]?.quarantined += 1
                    self.held[position] = group
                case .quarantineDecided(let decision) where !decision.released:
                    self.discarded.append(decision.number)
                default: break
                }
            }
        }
    }

    @discardableResult
    private mutating func add(_ bytes: Data, of kiosk: String, epoch: UInt64, sequence: UInt64) -> Group {
        let place = SubmissionPlace(bytes)
        let group = Group(kiosk: kiosk, key: KioskDayKey(epoch: epoch, day: place.capturedAt.localDay))
        self.groups[group, default: Addition()].submissions.append((sequence, place.id))
        return group
    }
}

extension WireJournalEntry {
    /// How many positions of the journal it takes.
    fileprivate var positions: UInt64 {
        if case .submissions(let run)? = self.content { return UInt64(run.submissions.count) }
        return 1
    }
}

/// What places a submission in a tally, taken from its bytes whatever they are.
private struct SubmissionPlace {
    /// The 16 bytes of its identifier, zeros when it has none.
    let id: Data
    /// When it was captured, the start of 1970 when it does not say.
    let capturedAt: Timestamp

    init(_ bytes: Data) {
        let id = JournalScanner.identifier(of: bytes)
        self.id = id.isEmpty ? Data(repeating: 0, count: 16) : id
        self.capturedAt = Timestamp(microseconds: Int64(bitPattern: Self.capturedAt(in: bytes.span)))
    }

    /// The last field 2, wherever it stands; 0 when there is none or the bytes are no message.
    private static func capturedAt(in bytes: Span<UInt8>) -> UInt64 {
        var reader = ProtobufReader(0..<bytes.count)
        var captured: UInt64 = 0
        while !reader.isAtEnd {
            guard let field = reader.readField(in: bytes) else { return 0 }
            if field.number == 2, case .number(let value) = field.value { captured = value }
        }
        return captured
    }
}
