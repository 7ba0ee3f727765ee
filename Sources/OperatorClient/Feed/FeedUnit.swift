import AdministrativeRegister
package import Identity

/// The unit that somebody wants to hear of.
package enum FeedUnit {
    /// The codes from the root to the unit: the one that is named or, without a name, the key's own.
    ///
    /// - Parameters:
    ///   - name: Its code or name.
    ///   - key: Whose key it is heard with.
    ///   - lookup: The edition that codes and names belong to.
    /// - Returns: The path; `nil` when nothing is named and the key is of no unit, as an operator's is.
    /// - Throws: ``OperatorError`` when there is no such unit.
    package static func path(
        named name: String?,
        key: ClientKeyFile,
        in lookup: RegisterLookup
    ) throws(OperatorError) -> [String]? {
        if let name {
            let unit = try lookup.unit(name).code
            return lookup.edition.path(of: unit)?.map(\.text)
        }
        guard let own = key.unit else { return nil }
        guard let unit = lookup.edition.units.first(where: { $0.code.text == own })?.code,
            let path = lookup.edition.path(of: unit)
        else {
            throw OperatorError(
                .usage,
                "The key of \(key.name) is of unit \(TextLayout.oneLine(own)), which edition \(lookup.edition.id) does not "
                    + "have. Name the unit with --unit, or its edition with --edition."
            )
        }
        return path.map(\.text)
    }

    /// The same, but the whole province where nothing is named and the key is of no unit.
    package static func pathOrRoot(
        named name: String?,
        key: ClientKeyFile,
        in lookup: RegisterLookup
    ) throws(OperatorError) -> [String] {
        try self.path(named: name, key: key, in: lookup) ?? [lookup.edition.root.code.text]
    }
}
