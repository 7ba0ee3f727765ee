/// The nine indicators of the handling of administrative procedures (chỉ số đánh giá việc giải quyết thủ tục hành chính).
///
/// Source: Circular 01/2018/TT-VPCP, Art. 13. They are told by number, for what each evaluates was read of the first
/// four only, in a copy by the police of Tiền Giang (confidence M), and of the seventh and the eighth (H).
package enum CircularIndicator: Int, Sendable, Hashable, CaseIterable {
    /// Total time against the time the law allows: 2 shorter, 1 equal, 0 longer.
    case first = 1
    /// Time of each agency against its own.
    case second
    /// Contacts needed to complete the file: 2 none, 1 one, 0 more, but for the applicant's own faults.
    case third
    /// Agencies to be contacted to complete the file; the points were not read.
    case fourth
    case fifth
    case sixth
    /// Attitude of officials.
    case seventh
    /// Handling of feedback (phản ánh, kiến nghị).
    case eighth
    case ninth

    /// The most points of one indicator.
    package static let maximum: UInt64 = 2
}
