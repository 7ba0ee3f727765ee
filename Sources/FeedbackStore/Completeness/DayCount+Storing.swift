import Crypto
package import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DayCount {
    /// Counts one more submission, whose sequence is higher than all before, with SHA-256 (FIPS 180-4).
    mutating func add(_ sequence: UInt64, id: some Collection<UInt8>) {
        self.add(sequence, id: id) { Array(SHA256.hash(data: $0)) }
    }

    /// Reads the four columns whose names begin so.
    init(_ row: Row, _ prefix: String) throws {
        self.init(
            count: try row.number("\(prefix)count"),
            firstSequence: try row.number("\(prefix)first"),
            lastSequence: try row.number("\(prefix)last"),
            digest: try row.bytes("\(prefix)digest")
        )
    }

    /// The values of the four columns, in their order.
    var columns: [(any DatabaseValueConvertible)?] {
        [self.count.stored, self.firstSequence.stored, self.lastSequence.stored, Data(self.digest)]
    }
}

/// A count with the signature of one side, as it was told.
package struct SignedDayCount: Sendable, Hashable {
    /// What is counted.
    package var count: DayCount
    /// Whether the day was over then; what was signed before that proves nothing of the whole day.
    package var isOver: Bool
    /// The Ed25519 key it was signed with, 32 bytes.
    package var publicKey: [UInt8]
    /// The signature over the count's statement, 64 bytes.
    package var signature: [UInt8]

    /// Gathers what was signed.
    package init(count: DayCount, isOver: Bool, publicKey: [UInt8], signature: [UInt8]) {
        self.count = count
        self.isOver = isOver
        self.publicKey = publicKey
        self.signature = signature
    }

    /// The bytes that must have been signed; see ``Delivery/DayCount/statement(ofKiosk:on:epoch:isOver:)``.
    package func statement(ofKiosk kiosk: String, _ key: KioskDayKey) -> [UInt8] {
        self.count.statement(ofKiosk: kiosk, on: key.day, epoch: key.epoch, isOver: self.isOver)
    }

    /// Reads the seven columns whose names begin so.
    init(_ row: Row, _ prefix: String) throws {
        self.init(
            count: try DayCount(row, prefix),
            isOver: try row.decode(Bool.self, forColumn: "\(prefix)over"),
            publicKey: try row.bytes("\(prefix)key"),
            signature: try row.bytes("\(prefix)signature")
        )
    }

    /// The values of the seven columns: the count's, `key`, `signature` and `over`.
    var columns: [(any DatabaseValueConvertible)?] {
        let others: [(any DatabaseValueConvertible)?] = [Data(self.publicKey), Data(self.signature), self.isOver]
        return self.count.columns + others
    }
}
