package import AdministrativeRegister

/// Units as tables and JSON.
package struct UnitListing: Sendable {
    private let lookup: RegisterLookup

    /// Lists units of a register's edition.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    private var edition: Edition { self.lookup.edition }

    /// The units a text may mean, with how it fits.
    package func table(_ matches: [UnitMatch]) -> Table {
        var table = Table([.text("CODE"), .wrapping("UNIT"), .wrapping("WITHIN"), .wrapping("MATCHED BY")])
        for match in matches {
            table.add([match.unit.code.text, match.unit.fullName, self.within(match.unit), match.quality.text])
        }
        return table
    }

    /// Units below one another, each further in than the one above it.
    package func table(_ units: some Sequence<Unit>) -> Table {
        var table = Table([.text("CODE"), .wrapping("UNIT"), .wrapping("WITHIN")])
        for unit in units { table.add([unit.code.text, unit.fullName, self.within(unit)]) }
        return table
    }

    /// Everything the register has on one unit.
    package func sheet(_ unit: Unit) -> FactSheet {
        var sheet = FactSheet()
        sheet.add("Code", unit.code.text)
        sheet.add("Name", unit.fullName)
        sheet.add("Within", self.within(unit))
        sheet.add("Units below", String(self.edition.subtree(of: unit.code).count - 1))
        sheet.add("Feed topic", "case/\(self.edition.topicPath(of: unit.code) ?? "")")
        sheet.add("Edition", "\(self.edition.id), in force \(self.edition.period)")
        sheet.add(
            "Since \(self.lookup.register.lastEdition.validFrom)",
            self.successors(unit).map { "\($0.code) \($0.fullName)" }.joined(separator: "; ")
        )
        return sheet
    }

    /// A unit as a JSON object.
    package func json(_ unit: Unit, quality: UnitMatch.Quality? = nil) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("code", .text(unit.code.text)),
            .init("kind", .text(unit.kind.rawValue)),
            .init("name", .text(unit.name)),
            .init("full_name", .text(unit.fullName)),
            .init("parent", unit.parent.map { .text($0.text) } ?? .null),
            .init("path", .array((self.edition.path(of: unit.code) ?? []).map { .text($0.text) })),
            .init("edition", .text(self.edition.id)),
        ]
        if let quality { members.append(.init("matched_by", .text(quality.code))) }
        return .object(members)
    }

    private func within(_ unit: Unit) -> String {
        unit.parent.map { self.lookup.displayName($0) } ?? ""
    }

    /// What became of a unit in the newest edition; none when the edition is the newest.
    private func successors(_ unit: Unit) -> [Unit] {
        let newest = self.lookup.register.lastEdition
        guard newest.id != self.edition.id else { return [] }
        return self.lookup.register.successors(of: unit.code, in: self.edition.id, on: newest.validFrom)
    }
}

extension UnitMatch.Quality {
    /// How a text fits, for people.
    package var text: String {
        switch self {
        case .code: "code"
        case .exactSpelling: "exact name"
        case .alias: "other name"
        case .withoutDiacritics: "name without marks"
        case .otherDiacritics: "other marks"
        case .prefix: "beginning or kind"
        case .oneTypo: "one letter off"
        }
    }

    /// How a text fits, for programs.
    package var code: String {
        switch self {
        case .code: "code"
        case .exactSpelling: "exact_spelling"
        case .alias: "alias"
        case .withoutDiacritics: "without_diacritics"
        case .otherDiacritics: "other_diacritics"
        case .prefix: "prefix"
        case .oneTypo: "one_typo"
        }
    }
}
