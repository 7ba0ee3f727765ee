/// Why a text is no tracking code; never repeats the text.
package enum TrackingCodeError: Error, Sendable, Hashable {
    /// Not ten letters and digits; `found` counts those typed.
    case wrongLength(found: Int)

    /// A character that no code has, at `position`, counted from 1 in the text as typed.
    case unknownCharacter(position: Int)

    /// Ten good characters that do not belong together: at least one is mistyped, or two changed places.
    case checkFailed
}

extension TrackingCodeError: CustomStringConvertible {
    /// What is wrong and what to do, for an operator or a log.
    package var description: String {
        switch self {
        case .wrongLength(let found):
            "A tracking code has \(TrackingCode.symbolCount) letters and digits, this has \(found). "
                + "Type the whole code from the slip."
        case .unknownCharacter(let position):
            "Character \(position) does not occur in tracking codes. "
                + "Use the digits and the letters A to Z without U; hyphens and spaces do not matter."
        case .checkFailed:
            "The code does not check: a character is mistyped or two changed places. Compare it with the slip."
        }
    }

    /// What is wrong and what to do, in the citizen's language.
    package var vietnameseText: String {
        switch self {
        case .wrongLength(let found):
            "Mã tra cứu gồm \(TrackingCode.symbolCount) chữ và số, bạn đã nhập \(found). "
                + "Vui lòng nhập đủ mã in trên phiếu."
        case .unknownCharacter(let position):
            "Ký tự thứ \(position) không có trong mã tra cứu. "
                + "Chỉ dùng chữ số và chữ cái không dấu từ A đến Z, trừ chữ U."
        case .checkFailed:
            "Mã tra cứu chưa đúng: có ký tự nhập sai hoặc đổi chỗ. Vui lòng so lại với phiếu."
        }
    }
}
