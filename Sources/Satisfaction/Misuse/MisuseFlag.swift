/// Why a rating press may not be the answer of one visitor (dấu hiệu lạm dụng nút đánh giá).
///
/// A flag is a description, not a verdict: a flagged press is kept, and ``MisuseRules/excluded`` says which flags
/// keep it out of the indices.
package enum MisuseFlag: String, Sendable, Hashable, CaseIterable {
    /// Sooner after the previous press at the same counter than two visitors can follow each other.
    case tooSoon = "too-soon"
    /// More presses at the kiosk within a window than it may have; those beyond the limit.
    case burst
    /// One of several high presses soon after a low one at the same counter, as if to make up for it.
    case compensation
    /// The same level again and again at near-regular short intervals; all but the first.
    case stuckButton = "stuck-button"
    /// Outside the opening hours of the office.
    case outOfHours = "out-of-hours"
    /// Not the first press of the visit.
    case repeatedVisit = "repeated-visit"
    /// Captured earlier than presses before it that were already out of reach, as after a clock was set back.
    case outOfOrder = "out-of-order"
}
