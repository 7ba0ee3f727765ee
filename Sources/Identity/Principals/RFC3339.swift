internal import CivilTime

/// Reads an instant of RFC 3339 to the second, such as `2022-10-14T08:30:00+07:00`, or gives `nil`.
func timestamp(rfc3339 text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 25, bytes[10] == UInt8(ascii: "T") else { return nil }
    guard let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)) else { return nil }
    guard bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
        let hour = twoDigits(bytes[11..<13], below: 24), let minute = twoDigits(bytes[14..<16], below: 60),
        let second = twoDigits(bytes[17..<19], below: 60)
    else { return nil }
    var offset: Int64 = 0
    if bytes.count == 25 {
        guard bytes[19] == UInt8(ascii: "+") || bytes[19] == UInt8(ascii: "-"), bytes[22] == UInt8(ascii: ":"),
            let hours = twoDigits(bytes[20..<22], below: 24), let minutes = twoDigits(bytes[23..<25], below: 60)
        else { return nil }
        offset = (hours * 60 + minutes) * (bytes[19] == UInt8(ascii: "-") ? -60 : 60)
    } else if bytes[19] != UInt8(ascii: "Z") {
        return nil
    }
    // A day of the years 1 to 9999 is far from the ends of Int64, in seconds and in microseconds.
    let seconds = Int64(day.daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Timestamp(microseconds: seconds * 1_000_000)
}

private func twoDigits(_ bytes: ArraySlice<UInt8>, below limit: Int64) -> Int64? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard bytes.allSatisfy(digits.contains) else { return nil }
    let value = bytes.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    return value < limit ? value : nil
}
