import FeedbackProtocol
import Satisfaction

/// Days of one office on one scale as a snapshot tells them: serialized `days` of a `RatedOffice`, one after the other.
///
/// A snapshot of years has tens of thousands of days of offices; packed by spans of days they are copied, not made.
enum PackedDays {
    /// How many days are packed together.
    static let spanLength: Int64 = 32

    /// The span that a day is in, by its days since 1970-01-01.
    static func span(of day: Int64) -> Int64 {
        let (span, rest) = day.quotientAndRemainder(dividingBy: self.spanLength)
        return rest < 0 ? span - 1 : span
    }

    /// Appends one day.
    static func append(_ rated: RatingSnapshot.RatedDay, to bytes: inout [UInt8]) {
        ProtobufWriter.appendMessage(4, to: &bytes) { content in
            let day = Int32(clamping: rated.day)
            if day != 0 { ProtobufWriter.appendElement(1, zigZag: day, to: &content) }
            let counts = rated.levels.counts
            let levels = counts.prefix((counts.lastIndex { $0 > 0 } ?? -1) + 1)
            guard !levels.isEmpty else { return }
            let size = levels.reduce(0) { $0 + ProtobufWriter.varintSize($1) }
            ProtobufWriter.appendMessageHead(2, size: size, to: &content)
            for count in levels { ProtobufWriter.appendVarint(count, to: &content) }
        }
    }

    /// The days in packed form; `nil` when the bytes are not that.
    static func days(in bytes: [UInt8]) -> [RatingSnapshot.RatedDay]? {
        guard let office = try? WireRatedOffice(decoding: bytes) else { return nil }
        var days: [RatingSnapshot.RatedDay] = []
        for day in office.days {
            let padding = LevelTally.maximumLevelCount - day.levels.count
            guard padding >= 0, let levels = LevelTally(counts: day.levels + Array(repeating: 0, count: padding)) else {
                return nil
            }
            days.append(RatingSnapshot.RatedDay(day: Int64(day.day), levels: levels))
        }
        return days
    }
}
