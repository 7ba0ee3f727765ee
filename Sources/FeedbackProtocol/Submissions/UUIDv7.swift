package import CaseLifecycle
package import CivilTime

/// Universally unique identifiers of version 7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, the
/// version, 12 random bits, the variant, 62 random bits.
package enum UUIDv7 {
    /// Makes an identifier.
    ///
    /// - Parameters:
    ///   - time: When; an instant before 1970 counts as 1970, one after the year 10889 as the last that fits.
    ///   - generator: One whose output cannot be guessed.
    /// - Returns: The identifier.
    package static func make(at time: Timestamp, using generator: inout some RandomNumberGenerator) -> SubmissionID {
        let milliseconds = min(UInt64(max(time.microseconds, 0)) / 1000, (1 << 48) - 1)
        let high = milliseconds << 16 | 0x7000 | generator.next() >> 52
        let low = 1 << 63 | generator.next() >> 2
        return SubmissionID(high: high, low: low)
    }

    /// Whether the version and variant bits are those of version 7.
    package static func hasLayout(_ id: SubmissionID) -> Bool {
        id.high >> 12 & 0xF == 7 && id.low >> 62 == 0b10
    }

    /// The time in an identifier, to the millisecond.
    package static func time(of id: SubmissionID) -> Timestamp {
        Timestamp(microseconds: Int64(id.high >> 16) * 1000)
    }
}
