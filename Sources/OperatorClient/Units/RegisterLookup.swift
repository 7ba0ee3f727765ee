package import AdministrativeRegister

/// The register as this program carries it, asked by people.
package struct RegisterLookup: Sendable {
    package let register: Register
    /// The edition that codes and names belong to when nothing else is said.
    package let edition: Edition

    /// The edition an aggregator goes by unless it is set otherwise.
    package static let defaultEdition = "2022-10"

    /// Takes the bundled register.
    ///
    /// - Parameter id: the edition's.
    /// - Throws: ``OperatorError`` when there is no such edition.
    package init(edition id: String = defaultEdition) throws(OperatorError) {
        let register: Register
        do {
            register = try Register(parsing: .bundled)
        } catch {
            throw OperatorError(.badData, "The register of this program is broken: \(error)", cause: error)
        }
        guard let edition = register.edition(id: id) else {
            let known = register.editions.map { "\($0.id) (\($0.period))" }.joined(separator: ", ")
            throw OperatorError(.usage, "The register has no edition \"\(TextLayout.oneLine(id))\". It has \(known).")
        }
        self.register = register
        self.edition = edition
    }

    /// The one unit a text means: its code, or a name in any spelling.
    ///
    /// - Throws: ``OperatorError`` when nothing fits, or several units do equally well; it names them.
    package func unit(_ text: String) throws(OperatorError) -> Unit {
        let matches = self.edition.matches(for: text)
        guard let best = matches.first else {
            throw OperatorError(
                .negative,
                "No unit of edition \(self.edition.id) fits \"\(TextLayout.oneLine(text))\". "
                    + "Look it up with 'langnghe unit find'."
            )
        }
        let equal = matches.filter { $0.quality == best.quality }
        guard equal.count == 1 else {
            let names = equal.prefix(8).map { "  \($0.unit.code)  \(self.displayName($0.unit.code))" }
            let more = equal.count > names.count ? "\n  … and \(equal.count - names.count) more" : ""
            throw OperatorError(
                .usage,
                "\"\(TextLayout.oneLine(text))\" may mean \(equal.count) units; give the code:\n"
                    + names.joined(separator: "\n") + more
            )
        }
        guard best.quality < .prefix else {
            throw OperatorError(
                .usage,
                "No unit is named \"\(TextLayout.oneLine(text))\"; did you mean \(best.unit.code), "
                    + "\(self.displayName(best.unit.code))?"
            )
        }
        return best.unit
    }

    /// The full name of a unit of the edition with those above it; the code where there is none.
    package func displayName(_ code: UnitCode) -> String {
        self.edition.displayName(of: code) ?? code.text
    }

    /// The full name of a unit with those above it, as an edition has it; empty for an unknown code or edition.
    package func displayName(of code: String, in editionID: String) -> String {
        let edition = self.register.edition(id: editionID) ?? self.edition
        return UnitCode(code).flatMap { edition.displayName(of: $0) } ?? ""
    }

    /// The full name of a unit: in this edition or, told with its edition, in another one that has it; empty for an unknown
    /// code.
    package func nameInAnyEdition(of code: String) -> String {
        guard let unit = UnitCode(code) else { return "" }
        if let name = self.edition.displayName(of: unit) { return name }
        let other = self.register.editions.last { $0.contains(unit) }
        return other.flatMap { edition in edition.displayName(of: unit).map { "\($0) (\(edition.id))" } } ?? ""
    }

    /// A row's unit in figures: its code and full name by an edition; what has none there, in words.
    package func rowName(of code: String, in editionID: String) -> String {
        code.isEmpty ? "(chỉ có ở danh mục khác)" : "\(code) \(self.displayName(of: code, in: editionID))"
    }

    /// The name alone, without the units above; empty for an unknown code or edition.
    package func shortName(of code: String, in editionID: String) -> String {
        let edition = self.register.edition(id: editionID) ?? self.edition
        return UnitCode(code).flatMap { edition.unit($0)?.fullName } ?? ""
    }

    /// The offices with kiosks: wards, communes and townships, the lowest tier.
    package var communes: [Unit] {
        self.edition.units.filter { [.ward, .commune, .township].contains($0.kind) }
    }
}
