/// An administrative unit as one edition of the register has it.
package struct Unit: Sendable, Hashable, Identifiable {
    /// The unit's code, unique within the edition.
    package let code: UnitCode
    /// What kind of unit it is.
    package let kind: UnitKind
    /// The name without the word for the kind: `Định An`, `1`.
    package let name: String
    /// The unit directly above, or `nil` for the province.
    package let parent: UnitCode?

    /// Makes a unit; whether its parent exists is checked when the edition is made.
    package init(code: UnitCode, kind: UnitKind, name: String, parent: UnitCode?) {
        self.code = code
        self.kind = kind
        self.name = name
        self.parent = parent
    }

    /// The code, which identifies the unit within its edition.
    package var id: UnitCode { self.code }

    /// The kind and the name: `phường 1`, `thị trấn Định An`.
    package var fullName: String { "\(self.kind.rawValue) \(self.name)" }
}
