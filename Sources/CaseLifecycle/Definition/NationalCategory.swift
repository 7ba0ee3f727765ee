/// How a state counts in the national index of service to citizens and businesses (Bộ chỉ số phục vụ người dân).
///
/// Source: Decision 766/QĐ-TTg of 2022, notes on the formulas; confidence M. Whether a case is in time is not the
/// state's to say but its time limits'.
package enum NationalCategory: String, Sendable, Hashable, CaseIterable {
    /// Đang xử lý: open.
    case inProgress = "in-progress"

    /// Chờ người dân bổ sung: counts as done while the citizen's supplement is awaited.
    case awaitingSupplement = "awaiting-supplement"

    /// Chờ công khai: answered, the answer is yet to be published.
    case awaitingPublication = "awaiting-publication"

    /// Đã công khai kết quả: answered and published.
    case published = "published"

    /// Từ chối: refused with its ground.
    case refused = "refused"

    /// Trả lại: given back by a unit that is not responsible.
    case returned = "returned"

    /// Đã chuyển: sent on to the authority that is competent.
    case sentOn = "sent-on"

    /// Không tính: another case stands for it, or the citizen took it back.
    case notCounted = "not-counted"

    /// Whether the index counts the case as processed; `nil` when it does not count the case at all.
    package var isDone: Bool? {
        switch self {
        case .inProgress: false
        case .awaitingSupplement, .awaitingPublication, .published, .refused, .returned, .sentOn: true
        case .notCounted: nil
        }
    }
}
