package import CaseLifecycle

/// A kind of letter that a unit sends in a case (loại văn bản, thư).
///
/// Its raw value is the name of its template, which a rule of letters gives as ``CaseLifecycle/LetterTemplateName``.
package enum LetterKind: String, Sendable, Hashable, CaseIterable {
    /// Thư xin lỗi, or Phiếu xin lỗi và hẹn lại ngày trả kết quả: a reason and one new date (Decree 61/2018/NĐ-CP,
    /// Art. 19(9); for a file at the one-stop desk the form is that of Circular 03/2025/TT-VPCP).
    case apology

    /// Thư cảm ơn.
    case thanks

    /// Thư chúc mừng.
    case congratulations

    /// Thông báo thụ lý (complaints: Form 03 of Decree 155/2026/NĐ-CP; denunciations: Law 25/2018/QH14, Art. 29(3)).
    case acceptance

    /// Thông báo gia hạn thời gian giải quyết; the decision to extend itself is another document.
    case timeExtension = "extension"

    /// Thông báo không thụ lý, with the legal ground (complaints: Form 04 of Decree 155/2026/NĐ-CP).
    case refusal

    /// Phiếu chuyển: hands a case to the unit that is competent.
    case transfer

    /// Văn bản trả lời, sent as an official letter (công văn).
    case answer

    /// Makes the kind whose template a rule names, or gives `nil` when there is no such template.
    package init?(template: LetterTemplateName) {
        self.init(rawValue: template.rawValue)
    }

    /// The kind's name as officers read it.
    package var vietnameseName: String {
        switch self {
        case .apology: "Thư xin lỗi"
        case .thanks: "Thư cảm ơn"
        case .congratulations: "Thư chúc mừng"
        case .acceptance: "Thông báo thụ lý"
        case .timeExtension: "Thông báo gia hạn"
        case .refusal: "Thông báo không thụ lý"
        case .transfer: "Phiếu chuyển"
        case .answer: "Văn bản trả lời"
        }
    }

    /// The register that numbers such letters where no rule says otherwise; `nil` for letters without a number.
    ///
    /// Decree 30/2020/NĐ-CP, Art. 15(1): one run of numbers for a body's documents of a year. It gives a letter of
    /// courtesy (thư công) no abbreviation and so no number; an apology in a case goes out as an official letter.
    package var usualSeries: LetterRegisterName? {
        switch self {
        case .thanks, .congratulations: nil
        case .apology, .acceptance, .timeExtension, .refusal, .transfer, .answer: "outgoing"
        }
    }

    /// What such a letter must say when it is signed, apart from its number and day.
    package var requiredFields: [LetterField] {
        let always: [LetterField] = [.unitName, .place, .addressee, .signerPosition, .signerName]
        let ofCase: [LetterField] = [.lane, .caseNumber, .subject, .receivedDay]
        return switch self {
        case .thanks, .congratulations: always + [.reason]
        case .acceptance, .transfer: always + ofCase
        case .answer: always + ofCase + [.answer]
        case .refusal: always + ofCase + [.reason, .legalGrounds]
        case .apology: always + ofCase + [.dueDay, .newDueDay, .reason]
        case .timeExtension: always + ofCase + [.dueDay, .newDueDay, .reason, .legalGrounds]
        }
    }
}
