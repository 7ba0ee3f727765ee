/// The points that one answer or one file can earn for an indicator (mức điểm).
///
/// Source: Circular 01/2018/TT-VPCP, Art. 13-15; confidence H.
package enum IndicatorPoints: UInt64, Sendable, Hashable, CaseIterable {
    case none = 0
    case one = 1
    case two = 2
}
