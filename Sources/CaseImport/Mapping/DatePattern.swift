internal import CivilTime

/// How a date, with or without a time, is written in a column, such as `dd/MM/yyyy HH:mm`.
///
/// `yyyy` year; `MM`, `dd`, `HH`, `mm`, `ss` two digits; `M`, `d`, `H` one or two; `f` a fraction of a second of any
/// length; `ZZZZZ` a time zone as `+07:00` or `Z`. All else stands for itself.
package struct DatePattern: Sendable, Hashable {
    fileprivate enum Token: Hashable {
        case year
        case month(short: Bool)
        case day(short: Bool)
        case hour(short: Bool)
        case minute
        case second
        case fraction
        case zone
        case literal(UInt8)
    }

    private static let words: [(String, Token)] = [
        ("yyyy", .year), ("MM", .month(short: false)), ("M", .month(short: true)), ("dd", .day(short: false)),
        ("d", .day(short: true)), ("HH", .hour(short: false)), ("H", .hour(short: true)), ("mm", .minute),
        ("ss", .second), ("f", .fraction), ("ZZZZZ", .zone),
    ]

    /// The pattern as it was written.
    package let text: String
    private let tokens: [Token]

    /// Reads a pattern; `nil` unless it has each part at most once, year, month and day among them, and no other letter.
    package init?(_ text: String) {
        var tokens: [Token] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            if let (word, token) = DatePattern.words.first(where: { rest.starts(with: $0.0.utf8) }) {
                tokens.append(token)
                rest = rest.dropFirst(word.utf8.count)
            } else {
                let isLetter = first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z")
                // A `T` between day and time, as ISO 8601 has it.
                guard first == UInt8(ascii: "T") || !isLetter else { return nil }
                tokens.append(.literal(first))
                rest = rest.dropFirst()
            }
        }
        var parts: Set<Int> = []
        for token in tokens {
            guard let part = token.part else { continue }
            guard parts.insert(part).inserted else { return nil }
        }
        let hasTime = parts.contains(3)
        guard parts.isSuperset(of: [0, 1, 2]), hasTime == parts.contains(4),
            hasTime || parts.isDisjoint(with: [5, 6, 7]),
            parts.contains(5) || !parts.contains(6)
        else { return nil }
        self.text = text
        self.tokens = tokens
    }

    /// Whether a text could be meant by both patterns and be two different days.
    func isConfusable(with other: DatePattern) -> Bool {
        let forms = [self, other].map { pattern in
            pattern.tokens.map { token in
                switch token {
                case .month, .day: Token.day(short: true)
                case .hour: Token.hour(short: true)
                default: token
                }
            }
        }
        let isMonth = { (token: Token) in token.part == 1 }
        return forms[0] == forms[1] && self.tokens.firstIndex(where: isMonth) != other.tokens.firstIndex(where: isMonth)
    }

    /// Reads a text that follows the pattern, in `zone` when it names none itself; `nil` when there is no such date.
    func date(_ text: String, in zone: TimeZoneOffset) -> ImportDate? {
        var fields = DateFields()
        var rest = Array(text.utf8)[...]
        for token in self.tokens {
            guard fields.take(token.part, isShort: token.isShort, literal: token.literal, from: &rest) else {
                return nil
            }
        }
        guard rest.isEmpty else { return nil }
        return fields.date(in: zone, hasTime: self.tokens.contains { $0.part == 3 })
    }
}

extension DatePattern.Token {
    /// The part of a date the token stands for; `nil` for a literal.
    fileprivate var part: Int? {
        switch self {
        case .year: 0
        case .month: 1
        case .day: 2
        case .hour: 3
        case .minute: 4
        case .second: 5
        case .fraction: 6
        case .zone: 7
        case .literal: nil
        }
    }

    fileprivate var isShort: Bool {
        switch self {
        case .month(let short), .day(let short), .hour(let short): short
        default: false
        }
    }

    fileprivate var literal: UInt8? {
        if case .literal(let byte) = self { byte } else { nil }
    }
}

/// The parts of a date while it is read.
private struct DateFields {
    /// Year, month, day, hour, minute, second and microseconds.
    private var numbers = [0, 0, 0, 0, 0, 0, 0]
    private var zone: TimeZoneOffset?

    mutating func take(_ part: Int?, isShort: Bool, literal: UInt8?, from rest: inout ArraySlice<UInt8>) -> Bool {
        guard let part else {
            guard rest.first == literal else { return false }
            rest.removeFirst()
            return true
        }
        if part == 7 {
            let length = rest.first == UInt8(ascii: "Z") ? 1 : 6
            self.zone = TimeZoneOffset(String(decoding: rest.prefix(length), as: UTF8.self))
            rest = rest.dropFirst(length)
            return self.zone != nil
        }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        let digits = rest.prefix(part == 0 ? 4 : part == 6 ? 9 : 2).prefix(while: isDigit)
        let fewest = part == 0 ? 4 : isShort || part == 6 ? 1 : 2
        guard digits.count >= fewest else { return false }
        rest = rest.dropFirst(digits.count)
        if part == 6 {
            for place in 0..<6 {
                let index = digits.startIndex + place
                let digit = index < digits.endIndex ? Int(digits[index] - UInt8(ascii: "0")) : 0
                self.numbers[6] = self.numbers[6] * 10 + digit
            }
            return true
        }
        self.numbers[part] = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return true
    }

    func date(in zone: TimeZoneOffset, hasTime: Bool) -> ImportDate? {
        let zone = hasTime ? self.zone ?? zone : zone
        guard let day = Day(year: self.numbers[0], month: self.numbers[1], day: self.numbers[2]), self.numbers[3] < 24,
            self.numbers[4] < 60, self.numbers[5] < 60
        else { return nil }
        let seconds = self.numbers[3] * 3600 + self.numbers[4] * 60 + self.numbers[5]
        let time = Duration.seconds(seconds) + .microseconds(self.numbers[6])
        return ImportDate(instant: zone.start(of: day).advanced(by: time), hasTime: hasTime)
    }
}

/// A date from a column.
struct ImportDate: Sendable, Hashable {
    /// The instant; the day's first when no time was written.
    var instant: Timestamp
    /// Whether a time was written.
    var hasTime: Bool
}
