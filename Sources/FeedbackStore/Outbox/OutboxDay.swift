package import Delivery
import GRDB

/// What a kiosk counts of one of its days.
package struct OutboxDay: Sendable, Hashable {
    /// Which day of which epoch.
    package let key: KioskDayKey
    /// Everything that was kept, with or without a receipt.
    package var given = DayCount()
    /// Of that, what has a receipt.
    package var received = DayCount()
    /// What the province signed last, if it did.
    package var province: SignedDayCount?

    /// Whether the province has signed the same as the kiosk counts; of the whole day only when it is ``isProven``.
    package var isAgreed: Bool { self.province?.count == self.given }

    /// Whether the province has signed the same when the day was over.
    package var isProven: Bool { self.isAgreed && self.province?.isOver == true }

    init(key: KioskDayKey) {
        self.key = key
    }

    init(_ row: Row) throws {
        self.key = try KioskDayKey(row)
        self.given = try DayCount(row, "given_")
        self.received = try DayCount(row, "received_")
        let isSigned = try row.decode(Int64?.self, forColumn: "province_count") != nil
        self.province = isSigned ? try SignedDayCount(row, "province_") : nil
    }
}
