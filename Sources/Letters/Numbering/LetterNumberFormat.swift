/// How the numbers of a kind of letter are printed, such as `{number}/TB-{unit}` (số và ký hiệu của văn bản).
///
/// `{number}` has a zero before it below 10, `{unit}` and `{department}` are the unit's ``LetterSymbols``, `{year}` is
/// the year. What stands in square brackets is printed only when the unit has an abbreviation for it. Decree
/// 30/2020/NĐ-CP, Annex I, II.3: "/" between number and symbol, "-" between the groups of the symbol, no spaces.
package struct LetterNumberFormat: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case text(String)
        case number
        case unit
        case department
        case year
        indirect case optional([Part])
    }

    /// What stands for the number while there is none.
    static let blank = "……"

    private let parts: [Part]

    /// Reads a pattern.
    ///
    /// - Parameter pattern: At most 60 characters; `{number}` once and outside brackets, `{department}` only inside.
    /// - Throws: ``LetterNumberFormatError`` saying what is wrong.
    package init(_ pattern: String) throws(LetterNumberFormatError) {
        guard pattern.count <= 60 else { throw .tooLong }
        var rest = Substring(pattern)
        let parts = try LetterNumberFormat.parts(&rest, inBrackets: false)
        guard parts.count(where: { $0 == .number }) == 1 else { throw .numberNotOnce }
        self.parts = parts
    }

    /// Reads parts until the text or the bracket ends.
    private static func parts(
        _ rest: inout Substring,
        inBrackets: Bool
    ) throws(LetterNumberFormatError) -> [Part] {
        var parts: [Part] = []
        while let first = rest.popFirst() {
            switch first {
            case "{":
                guard let end = rest.firstIndex(of: "}") else { throw .unclosed("{") }
                let name = String(rest[..<end])
                rest = rest[rest.index(after: end)...]
                switch name {
                case "number":
                    if inBrackets { throw .numberNotOnce }
                    parts.append(.number)
                case "unit": parts.append(.unit)
                case "year": parts.append(.year)
                case "department":
                    guard inBrackets else { throw .departmentNotOptional }
                    parts.append(.department)
                default: throw .unknownName(name)
                }
            case "[":
                if inBrackets { throw .unexpected("[") }
                let inner = try LetterNumberFormat.parts(&rest, inBrackets: true)
                parts.append(.optional(inner))
            case "]":
                guard inBrackets else { throw .unexpected("]") }
                return parts
            case "}":
                throw .unexpected("}")
            default:
                guard first.isLetter || first.isNumber || "/-.".contains(first) else { throw .unexpected(first) }
                parts.append(.text(String(first)))
            }
        }
        if inBrackets { throw .unclosed("[") }
        return parts
    }

    /// The number as it is printed, `05/TB-UBND`.
    package func text(of number: LetterNumber, symbols: LetterSymbols) -> String {
        self.text(number: twoDigits(Int(number.sequence)), year: "\(number.year)", symbols: symbols)
    }

    /// What is printed on a draft, `……/TB-UBND`.
    package func blankText(symbols: LetterSymbols) -> String {
        self.text(number: LetterNumberFormat.blank, year: LetterNumberFormat.blank, symbols: symbols)
    }

    private func text(number: String, year: String, symbols: LetterSymbols) -> String {
        func printed(_ parts: [Part]) -> String {
            parts.map { part in
                switch part {
                case .text(let text): text
                case .number: number
                case .year: year
                case .unit: symbols.unit
                case .department: symbols.department ?? ""
                case .optional(let inner):
                    inner.contains(.department) && symbols.department == nil ? "" : printed(inner)
                }
            }.joined()
        }
        return printed(self.parts)
    }
}

/// Why a pattern is no format of numbers.
package enum LetterNumberFormatError: Error, Sendable, Hashable {
    /// More than 60 characters.
    case tooLong

    /// `{number}` must stand once, outside brackets.
    case numberNotOnce

    /// `{department}` must stand in brackets, as not every unit has one.
    case departmentNotOptional

    /// No such name in braces.
    case unknownName(String)

    /// A brace or bracket without its end.
    case unclosed(Character)

    /// A character that has no place there.
    case unexpected(Character)
}

extension LetterNumberFormatError: CustomStringConvertible {
    /// What is wrong and what to do, without a full stop.
    package var description: String {
        switch self {
        case .tooLong: "the format has more than 60 characters; shorten it"
        case .numberNotOnce: "write {number} exactly once, outside brackets"
        case .departmentNotOptional: "write [-{department}] in brackets, as not every unit has such an abbreviation"
        case .unknownName(let name):
            "there is no name \(shown(name)); use {number}, {unit}, {year} and, in brackets, {department}"
        case .unclosed(let sign): "'\(sign)' is not closed; add its end"
        case .unexpected(let sign):
            "\(shown(String(sign))) has no place here; use letters, digits, '/', '-', '.', one level of brackets "
                + "and names in braces"
        }
    }
}
