internal import CaseLifecycle

/// The first sixteen bytes of a cryptographic hash.
package struct ImportDigest: Sendable, Hashable {
    /// Bytes 0 to 7, the first in the highest place.
    package let high: UInt64
    /// Bytes 8 to 15, the first in the highest place.
    package let low: UInt64

    /// Makes a digest of its halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a digest of a hash's first sixteen bytes; of a shorter hash, with zeros after it.
    package init(firstBytesOf hash: some Sequence<UInt8>) {
        var halves: [UInt64] = [0, 0]
        for (index, byte) in hash.prefix(16).enumerated() {
            halves[index / 8] |= UInt64(byte) << UInt64(56 - index % 8 * 8)
        }
        self.init(high: halves[0], low: halves[1])
    }

    /// The digest as an identifier: UUID version 8 (RFC 9562, 5.8), 122 of the digest's bits and six fixed ones.
    var identifier: SubmissionID {
        SubmissionID(
            high: self.high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: self.low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }
}

/// A cryptographic hash such as SHA-256; this module has none of its own.
package typealias ImportHash = @Sendable ([UInt8]) -> ImportDigest

/// Texts and numbers written one after the other so that no two different lists give the same bytes.
struct HashInput {
    private(set) var bytes: [UInt8] = []

    /// Begins with a word that says what is hashed.
    init(_ purpose: String) {
        self.add(purpose)
    }

    mutating func add(_ text: String) {
        self.add(Int64(text.utf8.count))
        self.bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ number: Int64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            self.bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }

    /// A number that may be missing.
    mutating func add(_ number: Int64?) {
        self.bytes.append(number == nil ? 0 : 1)
        if let number { self.add(number) }
    }
}
