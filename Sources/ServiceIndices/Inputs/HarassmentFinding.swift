/// What was found of a report that an official harassed somebody (kết quả xác minh phản ánh nhũng nhiễu).
package enum HarassmentFinding: String, Sendable, Hashable, CaseIterable {
    /// Nothing was found yet (chưa có kết luận).
    case open
    /// It is true (đúng sự thật).
    case upheld
    /// It is not true (không đúng sự thật).
    case foundFalse = "found-false"
    /// It was made up to harm somebody (vu khống).
    case slanderous

    /// Whether the report counts against nobody; one without a finding stands until it is refuted.
    package var isDismissed: Bool { self == .foundFalse || self == .slanderous }
}
