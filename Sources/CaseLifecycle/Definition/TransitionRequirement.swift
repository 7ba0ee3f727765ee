/// Something a command must bring for its transition, besides actor, version and key.
package enum TransitionRequirement: String, Sendable, Hashable, CaseIterable {
    /// Lý do: why, in words.
    case reason = "reason"

    /// Đơn vị: the register code of the unit to be responsible.
    case unit = "unit"

    /// Cơ quan cấp trên: the responsible unit becomes the one above it; the desk fills it in from the register.
    case parentUnit = "parent-unit"

    /// Bộ phận sàng lọc: the responsible unit becomes the screening desk; the desk fills it in from the register.
    case triageUnit = "triage-unit"

    /// Cán bộ: the officer who is to handle the case.
    case officer = "officer"

    /// Căn cứ pháp luật: one of the rule set's legal grounds for the event.
    case legalGround = "legal-ground"

    /// Nội dung trả lời: the answer's text, as a draft or as the citizen will read it.
    case answer = "answer"

    /// Kết quả giải quyết: one of the rule set's outcomes for the event.
    case outcome = "outcome"

    /// Vụ việc liên quan: the case that this one is merged into.
    case relatedCase = "related-case"

    /// Các nội dung tách: the lane and the text of each new case.
    case parts = "parts"

    /// Tính chất vụ việc: a variant of a running time limit, such as complex.
    case variant = "variant"

    /// Gia hạn: the running time limit that is extended.
    case limitExtension = "extension"

    /// Đơn vị phối hợp: a unit that is to help the responsible one.
    case coordinatingUnit = "coordinating-unit"

    /// Đơn vị thôi phối hợp: one of the units that help, which need not any more.
    case releasedUnit = "released-unit"

    /// Đánh giá: how the citizen rates the handling, 1 to 5.
    case rating = "rating"

    /// Whether the transition changes the responsible unit.
    package var namesUnit: Bool {
        switch self {
        case .unit, .parentUnit, .triageUnit: true
        default: false
        }
    }
}
