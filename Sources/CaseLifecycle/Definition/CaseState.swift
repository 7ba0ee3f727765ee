/// The name of a state of a case (trạng thái); which states there are is the ``LifecycleDefinition``'s data.
package struct CaseState: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Đã tiếp nhận thông tin: in the journal, before a unit is named.
    package static let received: CaseState = "received"

    /// Đã phân công (chuyển xử lý): with the responsible unit, which has not yet taken it on.
    package static let assigned: CaseState = "assigned"

    /// Đã thụ lý: the responsible unit works on it.
    package static let accepted: CaseState = "accepted"

    /// Đã giải quyết: answered by the responsible unit.
    package static let resolved: CaseState = "resolved"
}
