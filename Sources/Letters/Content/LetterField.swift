/// Something that a letter says and an officer can leave out by mistake.
package enum LetterField: String, Sendable, Hashable, CaseIterable {
    /// The name of the unit that sends it.
    case unitName = "unit"
    /// The place it is dated from.
    case place = "place"
    /// Whom it is for.
    case addressee = "addressee"
    /// The lane of the case.
    case lane = "lane-name"
    /// The case's number.
    case caseNumber = "case-number"
    /// What the case is about.
    case subject = "subject"
    /// The day the case was received.
    case receivedDay = "received-day"
    /// The last day of the time limit.
    case dueDay = "due-day"
    /// The new last day.
    case newDueDay = "new-due-day"
    /// The reason; in thanks and congratulations, what for.
    case reason = "reason"
    /// The articles it rests on.
    case legalGrounds = "legal-grounds"
    /// The answer.
    case answer = "answer"
    /// The signer's position.
    case signerPosition = "signer-position"
    /// The signer's name.
    case signerName = "signer-name"

    /// The most characters it may have; days have none of their own.
    package var maximumLength: Int {
        switch self {
        case .reason, .answer: 20_000
        case .legalGrounds: 5000
        default: 500
        }
    }

    /// The field's name as officers read it, in lower case.
    package var vietnameseName: String {
        switch self {
        case .unitName: "tên cơ quan ban hành"
        case .place: "địa danh"
        case .addressee: "nơi nhận chính (Kính gửi)"
        case .lane: "loại vụ việc"
        case .caseNumber: "số hồ sơ"
        case .subject: "nội dung vụ việc"
        case .receivedDay: "ngày tiếp nhận"
        case .dueDay: "ngày hết hạn giải quyết"
        case .newDueDay: "ngày hẹn lại"
        case .reason: "lý do"
        case .legalGrounds: "căn cứ pháp luật"
        case .answer: "nội dung trả lời"
        case .signerPosition: "chức vụ người ký"
        case .signerName: "họ và tên người ký"
        }
    }

    /// What the officer does about it.
    package var vietnameseRemedy: String {
        switch self {
        case .unitName: "ghi đầy đủ tên cơ quan"
        case .place: "ghi tên xã, phường hoặc tỉnh nơi cơ quan đóng trụ sở"
        case .addressee: "chọn người gửi (theo mã tra cứu) hoặc ghi tên cơ quan nhận"
        case .lane: "chọn phản ánh – kiến nghị, khiếu nại hoặc tố cáo"
        case .caseNumber: "lấy số hồ sơ của vụ việc"
        case .subject: "ghi ngắn gọn vụ việc về việc gì, không nêu thông tin cá nhân"
        case .receivedDay: "lấy ngày tiếp nhận của vụ việc"
        case .dueDay: "lấy ngày hết hạn của vụ việc"
        case .newDueDay: "chọn một ngày duy nhất, sau ngày hết hạn cũ"
        case .reason: "ghi rõ lý do để người dân hiểu"
        case .legalGrounds: "chọn điều, khoản của văn bản áp dụng"
        case .answer: "ghi nội dung trả lời"
        case .signerPosition: "ghi chức vụ của người có thẩm quyền ký"
        case .signerName: "ghi họ và tên người ký, không ghi học hàm, học vị"
        }
    }
}
