/// Why a command was refused; the case did not change.
///
/// Its texts repeat nothing that the sender wrote.
package enum CaseCommandError: Error, Sendable, Hashable {
    /// The sender saw another version than the current one.
    case staleVersion(expected: UInt32, current: UInt32, state: StateDefinition)

    /// The event cannot happen in this state; `allowed` can, possibly nothing.
    case notAllowed(in: StateDefinition, allowed: [TransitionDefinition])

    /// The actor's role may not do this; the transition's roles may.
    case roleNotAllowed(TransitionDefinition)

    /// The transition must say why and the command did not.
    case reasonMissing(TransitionDefinition)

    /// The reason is longer than the limit, in Unicode scalars.
    case reasonTooLong(length: Int, limit: Int)

    /// The transition must name a unit by its code, without white space around it.
    case unitMissing(TransitionDefinition)

    /// The transition leaves the responsible unit, but the command names another.
    case unitNotExpected(TransitionDefinition)

    /// Another command already used the key; it made the entry of that version.
    case idempotencyKeyReused(version: UInt32)

    /// The history holds as many entries as it may.
    case historyFull(limit: Int)

    /// The case lives under another definition than the one given.
    case wrongDefinition(needed: LifecycleID, given: LifecycleID)

    /// A stable name for programs and the wire.
    package var code: String {
        switch self {
        case .staleVersion: "stale-version"
        case .notAllowed: "not-allowed"
        case .roleNotAllowed: "role-not-allowed"
        case .reasonMissing: "reason-missing"
        case .reasonTooLong: "reason-too-long"
        case .unitMissing: "unit-missing"
        case .unitNotExpected: "unit-not-expected"
        case .idempotencyKeyReused: "idempotency-key-reused"
        case .historyFull: "history-full"
        case .wrongDefinition: "wrong-definition"
        }
    }
}

extension CaseCommandError: CustomStringConvertible {
    /// What is wrong and what to do, for an operator or a log.
    package var description: String {
        switch self {
        case .staleVersion(let expected, let current, let state):
            "The case is at version \(current) in state '\(state.state)', the command expected version \(expected). "
                + "Look at the case again, then repeat the command with the new version and a new key."
        case .notAllowed(let state, let allowed) where allowed.isEmpty:
            "The case is in state '\(state.state)', from which nothing further can happen."
        case .notAllowed(let state, let allowed):
            "This cannot happen in state '\(state.state)'. Possible: \(list(allowed.map(\.event.rawValue)))."
        case .roleNotAllowed(let transition):
            "Only these roles may do '\(transition.event)': \(list(transition.roles.sorted().map(\.rawValue))). "
                + "Ask one of them."
        case .reasonMissing(let transition):
            "'\(transition.event)' needs a reason. Write why."
        case .reasonTooLong(let length, let limit):
            "The reason has \(length) characters, at most \(limit) are kept. Shorten it."
        case .unitMissing(let transition):
            "'\(transition.event)' must name the responsible unit. Give its register code."
        case .unitNotExpected(let transition):
            "'\(transition.event)' does not change the responsible unit. Leave the unit out."
        case .idempotencyKeyReused(let version):
            "The idempotency key belongs to another command, which made version \(version). Use a new key."
        case .historyFull(let limit):
            "The case has \(limit) entries and can take no more. Open a new case that refers to it."
        case .wrongDefinition(let needed, let given):
            "The case lives under the life cycle '\(needed)', not '\(given)'. Load that definition."
        }
    }

    /// What is wrong and what to do, as officers read it.
    package var vietnameseText: String {
        switch self {
        case .staleVersion(_, let current, let state):
            "Vụ việc đã thay đổi: hiện ở phiên bản \(current), trạng thái “\(state.vietnameseLabel)”. "
                + "Vui lòng xem lại rồi thực hiện lại."
        case .notAllowed(let state, let allowed) where allowed.isEmpty:
            "Vụ việc ở trạng thái “\(state.vietnameseLabel)”, không còn thao tác nào."
        case .notAllowed(let state, let allowed):
            "Không thực hiện được ở trạng thái “\(state.vietnameseLabel)”. "
                + "Có thể: \(list(allowed.map(\.vietnameseLabel)))."
        case .roleNotAllowed(let transition):
            "Bạn không có quyền thực hiện “\(transition.vietnameseLabel)”. Vui lòng chuyển người có thẩm quyền."
        case .reasonMissing(let transition):
            "“\(transition.vietnameseLabel)” phải có lý do. Vui lòng nhập lý do."
        case .reasonTooLong(let length, let limit):
            "Lý do dài \(length) ký tự, tối đa \(limit). Vui lòng rút gọn."
        case .unitMissing(let transition):
            "“\(transition.vietnameseLabel)” phải nêu đơn vị chịu trách nhiệm. Vui lòng nhập mã đơn vị."
        case .unitNotExpected(let transition):
            "“\(transition.vietnameseLabel)” không đổi đơn vị chịu trách nhiệm. Vui lòng bỏ mã đơn vị."
        case .idempotencyKeyReused(let version):
            "Mã chống trùng đã dùng cho thao tác khác (phiên bản \(version)). Vui lòng thực hiện lại."
        case .historyFull(let limit):
            "Vụ việc đã có \(limit) mục lịch sử, không thể thêm. Vui lòng mở vụ việc mới có dẫn chiếu."
        case .wrongDefinition:
            "Hệ thống chưa nạp đúng quy trình của vụ việc này. Vui lòng báo người vận hành."
        }
    }
}

/// Names in a row, for a sentence.
private func list(_ names: [String]) -> String {
    names.joined(separator: ", ")
}
