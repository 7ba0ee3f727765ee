import CivilTime

/// Times as they are shown to people and programs, on the province's clocks (UTC+7).
package enum LocalTime {
    /// `2022-10-14 08:30:00 +07:00`; empty for 0, which the wire says for "never".
    package static func text(_ microseconds: Int64) -> String {
        guard microseconds != 0 else { return "" }
        let text = Timestamp(microseconds: microseconds).localDescription
        return text.replacing("T", with: " ").replacing("+07:00", with: " +07:00")
    }

    /// `2022-10-14 08:30`, for tables whose title says the zone; empty for 0.
    package static func short(_ microseconds: Int64) -> String {
        String(self.text(microseconds).prefix(16))
    }

    /// RFC 3339 to the second, or `null` for 0.
    package static func json(_ microseconds: Int64) -> JSONValue {
        microseconds == 0 ? .null : .text(Timestamp(microseconds: microseconds).localDescription)
    }
}
