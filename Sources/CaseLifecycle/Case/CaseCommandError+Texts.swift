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
        case .detailMissing(let transition, let detail, let possible):
            "'\(transition.event)' needs \(detail.noun). "
                + (possible.isEmpty ? "Give it." : "Give one of: \(list(possible)).")
        case .detailNotExpected(let transition, let detail):
            "'\(transition.event)' has no use for \(detail.noun). Leave it out."
        case .detailUnknown(let transition, let detail, let allowed):
            "The rules have no such \(detail.rawValue) for '\(transition.event)'. Possible: \(list(allowed))."
        case .obstacle(.timesUsedUp(let transition, let limit)):
            "'\(transition.event)' can happen \(limit) times in one case, and did."
        case .obstacle(.prerequisiteMissing(let transition, let prerequisite, let found)):
            "'\(transition.event)' needs \(prerequisite.count) times '\(prerequisite.event)' before it; "
                + "there were \(found)."
        case .reopenWindowClosed(let transition, let day?):
            "'\(transition.event)' was possible until \(day). Open a new case that refers to this one."
        case .reopenWindowClosed(let transition, nil):
            "'\(transition.event)' is possible only for a while after an answer, and there was none."
        case .reopenWindowOpen(let transition, let day):
            "'\(transition.event)' is possible once the time to reopen has passed, after \(day)."
        case .extensionsUsedUp(let rule, let limit):
            "The time limit '\(rule)' can be extended \(limit) times, and was."
        case .extensionApprover(let rule, let role):
            "An extension of '\(rule)' is approved by the role '\(role)'. Ask them to make it."
        case .unitTakesPartAlready:
            "That unit is responsible for the case or helps already. Name another one."
        case .unitDoesNotTakePart:
            "That unit does not help in the case. 'langnghe case show' lists those that do."
        case .coordinatingUnitsFull(let limit):
            "\(limit) units help in the case already, and no more can. Release one first."
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
        case .detailMissing(let transition, let detail, let possible):
            "“\(transition.vietnameseLabel)” phải có \(detail.vietnameseNoun). "
                + (possible.isEmpty ? "Vui lòng bổ sung." : "Chọn một trong: \(list(possible)).")
        case .detailNotExpected(let transition, let detail):
            "“\(transition.vietnameseLabel)” không dùng \(detail.vietnameseNoun). Vui lòng bỏ ra."
        case .detailUnknown(let transition, let detail, let allowed):
            "Quy tắc không có \(detail.vietnameseNoun) này cho “\(transition.vietnameseLabel)”. "
                + "Có thể: \(list(allowed))."
        case .obstacle(.timesUsedUp(let transition, let limit)):
            "“\(transition.vietnameseLabel)” chỉ được thực hiện \(limit) lần và đã hết số lần."
        case .obstacle(.prerequisiteMissing(let transition, let prerequisite, let found)):
            "“\(transition.vietnameseLabel)” chỉ thực hiện được sau \(prerequisite.count) lần "
                + "“\(prerequisite.event)”; hiện có \(found) lần."
        case .reopenWindowClosed(let transition, let day?):
            "“\(transition.vietnameseLabel)” chỉ thực hiện được đến hết ngày \(day). "
                + "Vui lòng mở vụ việc mới có dẫn chiếu."
        case .reopenWindowClosed(let transition, nil):
            "“\(transition.vietnameseLabel)” chỉ thực hiện được sau khi đã trả lời."
        case .reopenWindowOpen(let transition, let day):
            "“\(transition.vietnameseLabel)” chỉ thực hiện được sau ngày \(day), khi hết thời gian mở lại."
        case .extensionsUsedUp(_, let limit):
            "Thời hạn này chỉ được gia hạn \(limit) lần và đã hết số lần."
        case .extensionApprover(_, let role):
            "Gia hạn thời hạn này phải do người có vai trò “\(role)” duyệt."
        case .unitTakesPartAlready:
            "Đơn vị này đang chủ trì hoặc đã phối hợp. Vui lòng chọn đơn vị khác."
        case .unitDoesNotTakePart:
            "Đơn vị này không phối hợp trong vụ việc. Vui lòng xem lại danh sách phối hợp."
        case .coordinatingUnitsFull(let limit):
            "Vụ việc đã có \(limit) đơn vị phối hợp, không thể thêm. Vui lòng kết thúc phối hợp với một đơn vị trước."
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
