/// The name of something that happens to a case; what it does is the ``LifecycleDefinition``'s data.
package struct CaseEventKind: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Tiếp nhận: opens the case; it is the first entry of every history and never a transition.
    package static let receive: CaseEventKind = "receive"

    /// Nhập từ hệ thống cũ: the second and last entry of what is known of a case from before this system; never a
    /// transition.
    package static let `import`: CaseEventKind = "import"

    /// Chuyển theo danh mục đơn vị mới: the unit's successor takes the open case over; never a transition.
    package static let succeed: CaseEventKind = "succeed"

    /// Phân công: names the responsible unit.
    package static let assign: CaseEventKind = "assign"

    /// Thụ lý: the responsible unit takes the case on.
    package static let accept: CaseEventKind = "accept"

    /// Giải quyết: the responsible unit answers.
    package static let resolve: CaseEventKind = "resolve"

    /// Chuyển trả: the unit says that it is not responsible; the screening desk assigns anew.
    package static let `return`: CaseEventKind = "return"

    /// Gia hạn: a time limit grows by what its rule allows; who makes it approves it.
    package static let extend: CaseEventKind = "extend"

    /// Mở lại: work on an answered case begins again.
    package static let reopen: CaseEventKind = "reopen"

    /// Kết thúc: the reopen window has passed.
    package static let close: CaseEventKind = "close"
}
