import AdministrativeRegister
import Letters

/// Who sends a letter: a unit as it stands at the head of its letters (thể thức văn bản).
///
/// Decree 30/2020/NĐ-CP, Annex I, II.2: a People's Committee stands alone, a body under it has it above.
enum LetterSenders {
    /// The unit as a sender.
    ///
    /// - Parameters:
    ///   - unit: the unit.
    ///   - edition: the register edition it is of.
    /// - Returns: its full name, the body above where one is printed, the place and the abbreviation.
    static func sender(_ unit: Unit, in edition: Edition) -> LetterSender {
        guard unit.kind == .serviceCentre else {
            return LetterSender(
                unit: unit.code.text,
                name: "Ủy ban nhân dân \(unit.fullName)",
                parentName: nil,
                place: self.place(of: unit),
                symbols: LetterSymbols(unit: "UBND")
            )
        }
        return LetterSender(
            unit: unit.code.text,
            name: unit.fullName,
            parentName: "Ủy ban nhân dân \(edition.root.fullName)",
            place: edition.root.name,
            symbols: LetterSymbols(unit: "TTPVHCC")
        )
    }

    /// The place a letter is dated from: the name alone, with its kind where the name is a number.
    private static func place(of unit: Unit) -> String {
        guard unit.name.allSatisfy(\.isNumber) else { return unit.name }
        let kind = unit.kind.rawValue
        return kind.prefix(1).uppercased() + kind.dropFirst() + " \(unit.name)"
    }
}
