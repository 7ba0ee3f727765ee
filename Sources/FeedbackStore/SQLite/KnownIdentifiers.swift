package import CaseLifecycle
import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The identifiers of accepted submissions, for the kiosks that have begun a new epoch and may send some again.
///
/// Read from the journal when a kiosk is first asked about, then kept up to date with every commit. Those that were not
/// asked about for the longest time are forgotten when there are too many.
package struct KnownIdentifiers {
    private struct Kiosk {
        var identifiers: Set<SubmissionID> = []
        /// The number of the batch that last asked about it; 0 for none.
        var lastBatch: UInt64 = 0
    }

    /// The most identifiers held, at about 32 bytes each, unless one batch alone needs more.
    package let maximumCount: Int

    /// How many identifiers are held.
    package private(set) var count = 0
    /// How many walks over the journal there were.
    package internal(set) var walks = 0

    private var batch: UInt64 = 0
    private var byKiosk: [String: Kiosk] = [:]
    /// Released from quarantine: they name no kiosk and count for all.
    private var released: Set<SubmissionID> = []

    /// Makes an empty memory.
    package init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// The kiosks held.
    package var kiosks: Set<String> { Set(self.byKiosk.keys) }

    /// Whether the journal has accepted an identifier from a kiosk that is held.
    package func contains(_ id: SubmissionID, of kiosk: String) -> Bool {
        guard let held = self.byKiosk[kiosk] else { return false }
        return held.identifiers.contains(id) || self.released.contains(id)
    }

    /// Takes note of accepted submissions, if their kiosk is held.
    mutating func note(_ run: WireSubmissionRun) {
        guard !self.byKiosk.isEmpty, self.byKiosk[run.kiosk] != nil else { return }
        for submission in run.submissions {
            guard let id = SubmissionID(bytes: JournalScanner.identifier(of: submission)) else { continue }
            self.note(id, of: run.kiosk)
        }
    }

    /// Takes note of a submission that was released from quarantine.
    mutating func note(released submission: Data) {
        guard let id = SubmissionID(bytes: JournalScanner.identifier(of: submission)) else { return }
        self.note(released: id)
    }

    /// Takes note of an identifier that was released from quarantine.
    mutating func note(released id: SubmissionID) {
        guard !self.byKiosk.isEmpty else { return }
        if self.released.insert(id).inserted { self.count += 1 }
    }

    /// Takes note of an identifier, if its kiosk is held.
    mutating func note(_ id: SubmissionID, of kiosk: String) {
        if self.byKiosk[kiosk]?.identifiers.insert(id).inserted == true { self.count += 1 }
    }

    /// Begins a batch that asks about kiosks: they stay at least until the next one.
    ///
    /// - Returns: Those that are not held yet.
    mutating func begin(asking wanted: Set<String>) -> Set<String> {
        self.batch += 1
        for kiosk in wanted { self.byKiosk[kiosk]?.lastBatch = self.batch }
        self.makeRoom()
        return wanted.filter { self.byKiosk[$0] == nil }
    }

    /// Holds a kiosk without identifiers, as one the present batch asks about or as one that may go at once.
    mutating func hold(_ kiosk: String, isAskedFor: Bool) {
        self.byKiosk[kiosk] = Kiosk(lastBatch: isAskedFor ? self.batch : 0)
    }

    /// Forgets kiosks while there are too many identifiers: the one not asked about for the longest time first, among
    /// equals the one with the most.
    ///
    /// - Returns: Those forgotten; never one the present batch asks about.
    @discardableResult
    mutating func makeRoom() -> [String] {
        var forgotten: [String] = []
        while self.count > self.maximumCount {
            let oldest = self.byKiosk.filter { $0.value.lastBatch < self.batch }
                .min {
                    ($0.value.lastBatch, -$0.value.identifiers.count) < (
                        $1.value.lastBatch, -$1.value.identifiers.count
                    )
                }
            guard let oldest else { break }
            self.byKiosk[oldest.key] = nil
            self.count -= oldest.value.identifiers.count
            forgotten.append(oldest.key)
        }
        return forgotten
    }
}
