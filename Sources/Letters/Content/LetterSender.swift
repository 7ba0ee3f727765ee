package import CivilTime

/// The unit that sends a letter (cơ quan ban hành).
package struct LetterSender: Sendable, Hashable {
    /// The unit's register code.
    package let unit: String

    /// Its full name, such as `Ủy ban nhân dân xã Hòa Minh`.
    package let name: String

    /// The name of the body directly above it; `nil` where none is printed, as for a People's Committee.
    package let parentName: String?

    /// The place letters are dated from: the administrative unit it sits in, such as `Hòa Minh` or `Phường 5`.
    package let place: String

    /// Its abbreviations.
    package let symbols: LetterSymbols

    /// A line with address and telephone for the foot of the page, if it prints one.
    package let contactLine: String?

    /// Makes a sender.
    package init(
        unit: String,
        name: String,
        parentName: String?,
        place: String,
        symbols: LetterSymbols,
        contactLine: String? = nil
    ) {
        self.unit = unit
        self.name = name
        self.parentName = parentName
        self.place = place
        self.symbols = symbols
        self.contactLine = contactLine
    }
}

/// Who signs a letter (người ký).
///
/// Decree 30/2020/NĐ-CP, Art. 13 and Annex I, II.7.
package struct LetterSigner: Sendable, Hashable {
    /// The line that says by what right, such as `KT. CHỦ TỊCH` or `TM. ỦY BAN NHÂN DÂN`; `nil` without.
    package let authority: String?

    /// The position, such as `Phó Chủ tịch`.
    package let position: String

    /// The name without titles.
    package let name: String

    /// Makes a signer.
    package init(authority: String? = nil, position: String, name: String) {
        self.authority = authority
        self.position = position
        self.name = name
    }
}

/// What makes a draft a letter: the day, and the number where the kind has one.
package struct LetterIssue: Sendable, Hashable {
    /// The number, or `nil` for a letter of courtesy that has none.
    package let number: LetterNumber?

    /// The letter's day.
    package let day: Day

    /// Makes an issue.
    package init(number: LetterNumber?, day: Day) {
        self.number = number
        self.day = day
    }
}
