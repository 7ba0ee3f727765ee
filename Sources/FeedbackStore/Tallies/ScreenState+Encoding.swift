import CivilTime
import FeedbackProtocol
import Satisfaction

/// The form in which what a screen holds is stored: a function of it alone.
extension MisuseScreen.State {
    /// The first byte; another one is another form's.
    private static let form: UInt8 = 1

    private enum Mark {
        static let outOfOrder: UInt64 = 1
        static let counter: UInt64 = 2
        static let visit: UInt64 = 4
    }

    /// The bytes.
    var storedBytes: [UInt8] {
        var bytes = [Self.form]
        ProtobufWriter.appendVarint(UInt64(self.judgedCount), to: &bytes)
        ProtobufWriter.appendVarint(self.latest == nil ? 0 : 1, to: &bytes)
        ProtobufWriter.appendVarint(UInt64(bitPattern: self.latest?.microseconds ?? 0), to: &bytes)
        for held in self.held {
            let press = held.press
            let marks =
                (held.isOutOfOrder ? Mark.outOfOrder : 0) | (press.counter == nil ? 0 : Mark.counter)
                | (press.visit == nil ? 0 : Mark.visit)
            ProtobufWriter.appendVarint(marks, to: &bytes)
            ProtobufWriter.appendVarint(press.sequence, to: &bytes)
            ProtobufWriter.appendVarint(UInt64(bitPattern: press.time.microseconds), to: &bytes)
            ProtobufWriter.appendVarint(UInt64(bitPattern: Int64(press.level)), to: &bytes)
            if let counter = press.counter {
                ProtobufWriter.appendVarint(UInt64(counter.utf8.count), to: &bytes)
                bytes += counter.utf8
            }
            if let visit = press.visit {
                bytes += (0..<16).map { UInt8(truncatingIfNeeded: visit >> (120 - 8 * UInt128($0))) }
            }
        }
        return bytes
    }

    /// Reads the bytes; `nil` when they are none of these.
    init?(storedBytes stored: [UInt8]) {
        let bytes = stored.span
        guard stored.first == Self.form else { return nil }
        var reader = ProtobufReader(1..<stored.count)
        guard let judged = reader.readVarint(in: bytes), let hasLatest = reader.readVarint(in: bytes),
            let latest = reader.readVarint(in: bytes)
        else { return nil }
        self.init()
        self.judgedCount = Int(clamping: judged)
        self.latest = hasLatest == 0 ? nil : Timestamp(microseconds: Int64(bitPattern: latest))
        while !reader.isAtEnd {
            guard let held = Self.held(in: bytes, &reader) else { return nil }
            self.held.append(held)
        }
    }

    private static func held(in bytes: Span<UInt8>, _ reader: inout ProtobufReader) -> MisuseScreen.Held? {
        guard let marks = reader.readVarint(in: bytes), let sequence = reader.readVarint(in: bytes),
            let time = reader.readVarint(in: bytes), let level = reader.readVarint(in: bytes)
        else { return nil }
        var counter: String?
        if marks & Mark.counter != 0 {
            guard let length = reader.readVarint(in: bytes), let range = reader.skip(length) else { return nil }
            counter = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
        }
        var visit: UInt128?
        if marks & Mark.visit != 0 {
            guard let range = reader.skip(16) else { return nil }
            visit = range.reduce(UInt128(0)) { $0 << 8 | UInt128(bytes[$1]) }
        }
        return MisuseScreen.Held(
            press: RatingPress(
                sequence: sequence,
                time: Timestamp(microseconds: Int64(bitPattern: time)),
                level: Int(Int64(bitPattern: level)),
                counter: counter,
                visit: visit
            ),
            isOutOfOrder: marks & Mark.outOfOrder != 0
        )
    }
}
