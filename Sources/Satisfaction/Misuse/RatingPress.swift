package import CivilTime

/// One press of a rating at a kiosk, as far as the screening for misuse needs it.
package struct RatingPress: Sendable, Hashable {
    /// The kiosk's number of the press, which tells presses of one instant apart and orders them.
    package let sequence: UInt64
    /// When it was captured, by the kiosk's clock.
    package let time: Timestamp
    /// 1 (worst) to the number of levels of the scale; other levels are neither low nor high.
    package let level: Int
    /// The counter that was rated; `nil` for the office as a whole, which is a counter of its own here.
    package let counter: String?
    /// The 16 bytes of the visit id; `nil` when the press belongs to no visit.
    package let visit: UInt128?

    /// Makes a press.
    package init(sequence: UInt64, time: Timestamp, level: Int, counter: String? = nil, visit: UInt128? = nil) {
        self.sequence = sequence
        self.time = time
        self.level = level
        self.counter = counter
        self.visit = visit
    }

    /// Whether it comes before another: by capture time, and within one instant by number.
    func precedes(_ other: RatingPress) -> Bool {
        (self.time, self.sequence) < (other.time, other.sequence)
    }
}
