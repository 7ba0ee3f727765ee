package import CivilTime

/// Why a letter got no number or could not be entered; the register did not change.
package enum LetterRegisterError: Error, Sendable, Hashable {
    /// The number would leave a gap: the next one is `expected`.
    case gap(LetterNumber, expected: UInt32)

    /// The number was given before; `last` was the last one.
    case alreadyGiven(LetterNumber, last: UInt32)

    /// The letter's day lies before that of the last letter.
    case dayGoesBack(Day, last: Day)

    /// The letter's day is of another year than its number.
    case otherYear(LetterNumber, Day)

    /// The register has no numbers left this year.
    case full(last: LetterNumber)
}

extension LetterRegisterError: CustomStringConvertible {
    /// What is wrong and what to do, for an operator or a log.
    package var description: String {
        switch self {
        case .gap(let number, let expected):
            "The number \(number) would leave a gap. Give \(expected) first."
        case .alreadyGiven(let number, let last):
            "The number \(number) was given before; the last one is \(last). Take the next number."
        case .dayGoesBack(let day, let last):
            "A letter of \(last) has its number already, so none of \(day) can follow. Date the letter \(last) or later."
        case .otherYear(let number, let day):
            "The letter of \(day) can't have the number \(number). Take a number of that year."
        case .full(let last):
            "No number can follow \(last). Use another register until the year ends."
        }
    }

    /// What is wrong and what to do, as the clerk reads it (văn thư).
    package var vietnameseText: String {
        switch self {
        case .gap(let number, let expected):
            "Số \(number.sequence) bỏ cách quãng trong sổ năm \(number.year). Vui lòng cấp số \(expected) trước."
        case .alreadyGiven(let number, let last):
            "Số \(number.sequence) năm \(number.year) đã cấp; số cuối cùng là \(last). Vui lòng lấy số tiếp theo."
        case .dayGoesBack(let day, let last):
            "Sổ đã có văn bản ngày \(vietnameseShortDate(last)), không thể cấp số cho ngày "
                + "\(vietnameseShortDate(day)). Vui lòng ghi ngày \(vietnameseShortDate(last)) hoặc sau đó."
        case .otherYear(let number, let day):
            "Văn bản ngày \(vietnameseShortDate(day)) không thể mang số \(number.sequence) của năm \(number.year). "
                + "Vui lòng lấy số của đúng năm."
        case .full(let last):
            "Sổ năm \(last.year) đã hết số. Vui lòng dùng sổ khác đến hết năm."
        }
    }
}
