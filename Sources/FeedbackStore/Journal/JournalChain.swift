import CivilTime
import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What ties the journal's batches together, so that nothing in it can be changed unnoticed.
///
/// `hash = SHA-256(previous_hash ‖ first_position ‖ count ‖ recorded_at ‖ body)`: 32 bytes, then three 64-bit integers
/// with the highest byte first (`recorded_at` in two's complement), then the body as stored. SHA-256 is FIPS 180-4.
enum JournalChain {
    /// What the first batch names as the hash before it.
    static let genesis = [UInt8](repeating: 0, count: 32)

    /// The hash of one batch, 32 bytes.
    static func hash(
        previous: [UInt8],
        firstPosition: UInt64,
        count: UInt64,
        recordedAt: Timestamp,
        body: some DataProtocol
    ) -> [UInt8] {
        var head = previous
        head.reserveCapacity(56)
        for number in [firstPosition, count, UInt64(bitPattern: recordedAt.microseconds)] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                head.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        var function = SHA256()
        function.update(data: head)
        function.update(data: body)
        return Array(function.finalize())
    }
}
