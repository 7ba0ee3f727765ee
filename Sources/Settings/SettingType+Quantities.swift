extension SettingType where Value == Int {
    /// A whole number within a range; underscores may group the digits, as in `200_000`.
    package static func integer(in range: ClosedRange<Int>) -> SettingType<Int> {
        SettingType(
            placeholder: "NUMBER",
            allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            parse: { text throws(InvalidValue) in
                guard let value = Int(text.filter { $0 != "_" }) else { throw InvalidValue("is not a whole number") }
                return try within(range, value)
            },
            format: { String($0) }
        )
    }

    /// A number of bytes within a range: `512`, `64KiB`, `1MiB`, `2GiB`, or decimal `64kB`, `1MB`, `2GB`.
    package static func byteSize(in range: ClosedRange<Int>) -> SettingType<Int> {
        SettingType(
            placeholder: "SIZE",
            allowed: "a size from \(formatByteSize(range.lowerBound)) to \(formatByteSize(range.upperBound)), "
                + "written like 512B, 64KiB or 1MiB",
            parse: { text throws(InvalidValue) in try within(range, parseByteSize(text)) },
            format: formatByteSize
        )
    }
}

extension SettingType where Value == Duration {
    /// A length of time within a range, in whole microseconds: `250ms`, `30s`, `5m`, `1h30m`, `2d`.
    package static func duration(in range: ClosedRange<Duration>) -> SettingType<Duration> {
        SettingType(
            placeholder: "TIME",
            allowed: "a length of time from \(formatDuration(range.lowerBound)) to "
                + "\(formatDuration(range.upperBound)), written like 250ms, 30s, 5m, 1h30m or 2d",
            parse: { text throws(InvalidValue) in try within(range, parseDuration(text)) },
            format: formatDuration
        )
    }
}

private func within<Value: Comparable>(_ range: ClosedRange<Value>, _ value: Value) throws(InvalidValue) -> Value {
    if value < range.lowerBound { throw InvalidValue("is too small") }
    if value > range.upperBound { throw InvalidValue("is too large") }
    return value
}

/// Bytes for each unit, the larger binary ones first; decimal ones are read but never written.
private let byteUnits: [(name: String, bytes: Int)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
    ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("KB", 1000),
]

private func parseByteSize(_ text: String) throws(InvalidValue) -> Int {
    let digits = text.prefix(while: isASCIIDigit)
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let count = Int(digits) else { throw InvalidValue("does not begin with a whole number") }
    guard let factor = unit.isEmpty ? 1 : byteUnits.first(where: { $0.name == unit })?.bytes else {
        throw InvalidValue("has an unknown unit of size")
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw InvalidValue("is too large") }
    return bytes
}

private func formatByteSize(_ bytes: Int) -> String {
    let unit = byteUnits.first { bytes != 0 && bytes % $0.bytes == 0 }
    return unit.map { "\(bytes / $0.bytes)\($0.name)" } ?? "\(bytes)B"
}

/// Microseconds for each unit, the larger first.
private let timeUnits: [(name: String, microseconds: Int64)] = [
    ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1000), ("us", 1),
]

private func parseDuration(_ text: String) throws(InvalidValue) -> Duration {
    var rest = text[...]
    var total: Int64 = 0
    var unitsLeft = timeUnits[...]
    guard !rest.isEmpty else { throw InvalidValue("is empty") }
    while !rest.isEmpty {
        let digits = rest.prefix(while: isASCIIDigit)
        guard let count = Int64(digits) else { throw InvalidValue("does not begin with a whole number") }
        rest = rest.dropFirst(digits.count)
        let name = rest.prefix { !isASCIIDigit($0) }
        rest = rest.dropFirst(name.count)
        guard !name.isEmpty else { throw InvalidValue("has no unit of time") }
        guard let index = unitsLeft.firstIndex(where: { $0.name == name }) else {
            throw InvalidValue("has an unknown, repeated or misplaced unit of time")
        }
        let (part, overflow) = count.multipliedReportingOverflow(by: unitsLeft[index].microseconds)
        let (sum, sumOverflow) = total.addingReportingOverflow(part)
        guard !overflow, !sumOverflow else { throw InvalidValue("is too large") }
        total = sum
        unitsLeft = unitsLeft[(index + 1)...]
    }
    return .microseconds(total)
}

private func formatDuration(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    // A value beyond 292,000 years was never parsed; it is shown in seconds.
    guard !overflow else { return "\(seconds)s" }
    let microseconds = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000).partialValue
    let unit = timeUnits.first { microseconds != 0 && microseconds % $0.microseconds == 0 }
    return unit.map { "\(microseconds / $0.microseconds)\($0.name)" } ?? "0s"
}

private func isASCIIDigit(_ character: Character) -> Bool {
    character >= "0" && character <= "9" && character.isASCII
}
