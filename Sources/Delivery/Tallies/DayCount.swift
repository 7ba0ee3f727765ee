package import CivilTime

/// What one side counts of a kiosk's submissions of one day and epoch; kiosk and province count alike.
package struct DayCount: Sendable, Hashable {
    /// How many.
    package var count: UInt64 = 0
    /// The lowest sequence; 0 when there is none.
    package var firstSequence: UInt64 = 0
    /// The highest sequence; 0 when there is none.
    package var lastSequence: UInt64 = 0
    /// A chain over sequences and identifiers in ascending sequence: two that are equal are of the same submissions.
    package var digest = DayCount.emptyDigest

    /// The digest of no submissions.
    package static let emptyDigest = [UInt8](repeating: 0, count: 32)

    /// Counts nothing.
    package init() {}

    /// Gathers a count.
    package init(count: UInt64, firstSequence: UInt64, lastSequence: UInt64, digest: [UInt8]) {
        self.count = count
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.digest = digest
    }

    /// Whether it has the form of a count.
    ///
    /// More than there are sequences is one, too: it shows that somebody meddled with a kiosk's disk.
    package var isConsistent: Bool {
        guard self.digest.count == 32 else { return false }
        guard self.count > 0 else { return self == DayCount() }
        return self.firstSequence > 0 && self.firstSequence <= self.lastSequence
    }

    /// Counts one more, whose sequence is higher than all before.
    ///
    /// - Parameters:
    ///   - sequence: The submission's number in its epoch.
    ///   - id: Its 16 bytes.
    ///   - sha256: The hash function, which a pure target has not.
    package mutating func add(_ sequence: UInt64, id: some Collection<UInt8>, sha256: ([UInt8]) -> [UInt8]) {
        self.digest = sha256(self.digest + bigEndian(sequence) + id)
        if self.count == 0 { self.firstSequence = sequence }
        self.lastSequence = sequence
        self.count += 1
    }

    /// The bytes that are signed; proto/README.md describes them.
    ///
    /// - Parameters:
    ///   - kiosk: The name of the kiosk's key, which has no zero byte.
    ///   - day: The day.
    ///   - epoch: The kiosk's epoch.
    ///   - isOver: Whether the day was over when it was counted; otherwise the count is no whole day's.
    /// - Returns: The same bytes for kiosk and province when they count the same.
    package func statement(ofKiosk kiosk: String, on day: Day, epoch: UInt64, isOver: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for text in [DayCount.context, kiosk, day.description] { bytes += Array(text.utf8) + [0] }
        for number in [epoch, self.count, self.firstSequence, self.lastSequence] { bytes += bigEndian(number) }
        return bytes + self.digest + [isOver ? 1 : 0]
    }

    /// What the statement begins with, so that the signature stands for nothing else.
    private static let context = "langnghe kiosk day tally 2"
}

/// Which day of which epoch of a kiosk is counted.
package struct KioskDayKey: Sendable, Hashable {
    /// The kiosk's epoch.
    package var epoch: UInt64
    /// The day on the province's clocks.
    package var day: Day

    /// Names a day.
    package init(epoch: UInt64, day: Day) {
        self.epoch = epoch
        self.day = day
    }
}

/// The eight bytes of a number, the highest first.
private func bigEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
}
