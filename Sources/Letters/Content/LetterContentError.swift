package import CivilTime

/// One thing for which a letter can't be shown or signed.
package enum LetterDefect: Sendable, Hashable {
    /// The kind demands it, and it is not said.
    case missing(LetterField)

    /// Longer than it may be, in Unicode scalars.
    case tooLong(LetterField, length: Int)

    /// The letter would name a denouncer (Law 25/2018/QH14, Art. 8(3), 56).
    case denouncerNamed

    /// The kind is for offices.
    case addresseeMustBeOffice

    /// The kind is for the citizen of the case.
    case addresseeMustBeCitizen

    /// The time limit ends before the case was received.
    case dueBeforeReception(Day, Day)

    /// The letter's day lies before the case was received.
    case letterBeforeReception(Day, Day)

    /// The new day is not after the old one.
    case newDayNotLater(Day, than: Day)

    /// The new day is over when the letter is written.
    case newDayBeforeLetter(Day, Day)

    /// The letter's register is known, its number is not.
    case numberMissing

    /// The number is of another register than the letter's.
    case numberOfAnotherSeries(LetterNumber)

    /// The number is another unit's.
    case numberOfAnotherUnit(LetterNumber)

    /// The number is not of the year of the letter's day.
    case numberOfAnotherYear(LetterNumber, Day)
}

/// Why a letter can't be shown or signed: everything that is wrong with it.
///
/// It never repeats what anybody wrote into the letter.
package struct LetterContentError: Error, Sendable, Hashable {
    /// The letter's kind.
    package let kind: LetterKind

    /// What is wrong, at least one thing, in the order of the letter.
    package let defects: [LetterDefect]

    /// Makes the error of a letter.
    package init(kind: LetterKind, defects: [LetterDefect]) {
        self.kind = kind
        self.defects = defects
    }
}

extension LetterContentError: CustomStringConvertible {
    /// What is wrong and what to do, for an operator or a log.
    package var description: String {
        "The letter '\(self.kind.rawValue)' is not ready: \(self.defects.map(\.description).joined(separator: "; "))."
    }

    /// What is wrong and what to do, one thing a line, as officers read it.
    package var vietnameseText: String {
        (["Chưa lập được \(self.kind.vietnameseName):"] + self.defects.map { "- \($0.vietnameseText)" })
            .joined(separator: "\n")
    }
}

extension LetterDefect: CustomStringConvertible {
    /// What is wrong and what to do, without a full stop.
    package var description: String {
        switch self {
        case .missing(let field):
            "'\(field.rawValue)' is missing, fill it in"
        case .tooLong(let field, let length):
            "'\(field.rawValue)' has \(length) characters, shorten it to \(field.maximumLength)"
        case .denouncerNamed:
            "it would name a denouncer, address it by the tracking code"
        case .addresseeMustBeOffice:
            "it goes to offices, name the one that is competent"
        case .addresseeMustBeCitizen:
            "it goes to the citizen of the case, address it by the tracking code"
        case .dueBeforeReception(let due, let received):
            "it is due on \(due), before the reception on \(received), correct one of the days"
        case .letterBeforeReception(let day, let received):
            "it is dated \(day), before the reception on \(received), correct one of the days"
        case .newDayNotLater(let new, let old):
            "the new day \(new) is not after the old one, \(old), choose a later day"
        case .newDayBeforeLetter(let new, let day):
            "the new day \(new) is over on the letter's day, \(day), choose a later day"
        case .numberMissing:
            "it has a day but no number, take the next number of its register"
        case .numberOfAnotherSeries(let number):
            "the number \(number) is of another register, take one of the letter's own"
        case .numberOfAnotherUnit(let number):
            "the number \(number) is another unit's, take one of the sender's"
        case .numberOfAnotherYear(let number, let day):
            "the number \(number) is not of the year of \(day), take one of that year"
        }
    }

    /// What is wrong and what to do, as officers read it, with a full stop.
    package var vietnameseText: String {
        switch self {
        case .missing(let field):
            "Thiếu \(field.vietnameseName): \(field.vietnameseRemedy)."
        case .tooLong(let field, let length):
            "Mục “\(field.vietnameseName)” dài \(length) ký tự: rút gọn còn tối đa \(field.maximumLength)."
        case .denouncerNamed:
            "Văn bản trong vụ việc tố cáo không được ghi họ tên, địa chỉ người tố cáo "
                + "(Điều 8, Điều 56 Luật Tố cáo): gửi theo mã tra cứu."
        case .addresseeMustBeOffice:
            "Phiếu chuyển phải gửi cơ quan, đơn vị: ghi tên cơ quan có thẩm quyền."
        case .addresseeMustBeCitizen:
            "Văn bản này gửi người dân: chọn người gửi theo mã tra cứu."
        case .dueBeforeReception(let due, let received):
            "Ngày hết hạn \(vietnameseShortDate(due)) trước ngày tiếp nhận "
                + "\(vietnameseShortDate(received)): xem lại hai ngày này."
        case .letterBeforeReception(let day, let received):
            "Ngày ban hành \(vietnameseShortDate(day)) trước ngày tiếp nhận "
                + "\(vietnameseShortDate(received)): xem lại hai ngày này."
        case .newDayNotLater(let new, let old):
            "Ngày hẹn lại \(vietnameseShortDate(new)) không sau ngày hẹn cũ "
                + "\(vietnameseShortDate(old)): chọn ngày muộn hơn."
        case .newDayBeforeLetter(let new, let day):
            "Ngày hẹn lại \(vietnameseShortDate(new)) đã qua vào ngày ban hành "
                + "\(vietnameseShortDate(day)): chọn ngày muộn hơn."
        case .numberMissing:
            "Văn bản đã có ngày nhưng chưa có số: lấy số tiếp theo trong sổ."
        case .numberOfAnotherSeries(let number):
            "Số \(number.sequence) thuộc sổ khác: lấy số trong đúng sổ của văn bản."
        case .numberOfAnotherUnit(let number):
            "Số \(number.sequence) thuộc sổ của cơ quan khác: lấy số của cơ quan ban hành."
        case .numberOfAnotherYear(let number, let day):
            "Số \(number.sequence) của năm \(number.year) không dùng được cho ngày "
                + "\(vietnameseShortDate(day)): lấy số của đúng năm."
        }
    }
}
