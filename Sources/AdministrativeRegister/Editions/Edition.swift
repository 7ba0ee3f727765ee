package import CivilTime

/// The administrative units in force during one period.
///
/// Everything is worked out when the edition is made; the look-ups by code below build nothing.
package struct Edition: Sendable, Identifiable {
    /// The edition's name, such as `2022-10`.
    package let id: String
    /// The days on which these units are in force.
    package let period: ValidityPeriod
    /// Where the facts come from.
    package let source: String
    let tree: UnitTree
    let names: NameIndex

    init(id: String, period: ValidityPeriod, source: String, tree: UnitTree, names: NameIndex) {
        self.id = id
        self.period = period
        self.source = source
        self.tree = tree
        self.names = names
    }

    /// The first day in force.
    package var validFrom: Day { self.period.firstDay }

    /// The last day in force, or `nil` while no end is known.
    package var validTo: Day? { self.period.lastDay }

    /// The day itself when it is in force, otherwise the first or the last day that is.
    package func dayInForce(nearestTo day: Day) -> Day {
        if day < self.period.firstDay { return self.period.firstDay }
        guard let lastDay = self.period.lastDay else { return day }
        return min(day, lastDay)
    }

    /// Every unit, each directly followed by its subtree, the root first.
    package var units: [Unit] { self.tree.units }

    /// The unit without a parent: the province.
    package var root: Unit { self.tree.units[0] }

    /// The provincial Public Administration Service Centre (Trung tâm Phục vụ hành chính công tỉnh).
    package var serviceCentre: Unit { self.tree.serviceCentre }

    /// The unit with the code, or `nil` when this edition has none.
    package func unit(_ code: UnitCode) -> Unit? {
        self.tree.positions[code].map { self.tree.units[$0] }
    }

    /// Whether this edition has a unit with the code.
    package func contains(_ code: UnitCode) -> Bool {
        self.tree.positions[code] != nil
    }

    /// The codes from the root to the unit, both included, or `nil` for an unknown code.
    package func path(of code: UnitCode) -> [UnitCode]? {
        self.tree.positions[code].map { self.tree.paths[$0] }
    }

    /// The path as the feed's topics write it, `84/842/29242/`, or `nil` for an unknown code.
    package func topicPath(of code: UnitCode) -> String? {
        self.tree.positions[code].map { self.tree.topicPaths[$0] }
    }

    /// The number of units above the unit: 0 for the root; `nil` for an unknown code.
    package func depth(of code: UnitCode) -> Int? {
        self.tree.positions[code].map { self.tree.paths[$0].count - 1 }
    }

    /// The unit directly above, or `nil` for the root and for an unknown code.
    package func parent(of code: UnitCode) -> Unit? {
        guard let position = self.tree.positions[code] else { return nil }
        let parent = self.tree.parents[position]
        return parent < 0 ? nil : self.tree.units[parent]
    }

    /// The units directly below; none for a leaf and for an unknown code.
    package func children(of code: UnitCode) -> [Unit] {
        self.tree.positions[code].map { self.tree.children[$0] } ?? []
    }

    /// The unit and all that is below it, in preorder; empty for an unknown code.
    package func subtree(of code: UnitCode) -> ArraySlice<Unit> {
        guard let position = self.tree.positions[code] else { return [] }
        return self.tree.units[position..<self.tree.subtreeEnds[position]]
    }

    /// Whether a unit is in the subtree of another, which a unit is of itself; false for unknown codes.
    package func isUnit(_ code: UnitCode, within ancestor: UnitCode) -> Bool {
        guard let position = self.tree.positions[code], let top = self.tree.positions[ancestor] else { return false }
        return position >= top && position < self.tree.subtreeEnds[top]
    }

    /// Whether a unit is below another, at any distance; a unit is not below itself.
    package func isUnit(_ code: UnitCode, below ancestor: UnitCode) -> Bool {
        code != ancestor && self.isUnit(code, within: ancestor)
    }

    /// The full name with those above up to, and without, the province: `phường 1, thành phố Trà Vinh`.
    ///
    /// The province itself is shown alone, and units directly below it with it: `phường Trà Vinh, tỉnh Vĩnh Long`.
    /// The centre has the province in its own name. `nil` for an unknown code.
    package func displayName(of code: UnitCode) -> String? {
        guard let path = self.path(of: code), let unit = self.unit(code) else { return nil }
        if unit.kind == .serviceCentre { return unit.fullName }
        let shown = path.count > 2 ? path.dropFirst() : path[...]
        return shown.reversed().compactMap { self.unit($0)?.fullName }.joined(separator: ", ")
    }
}
