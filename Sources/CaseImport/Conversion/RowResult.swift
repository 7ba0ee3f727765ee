/// What an import makes of one row.
package enum RowResult: Sendable, Hashable {
    /// A case that is not there yet.
    case new(ImportedCase)
    /// A case that is there as the row tells it: nothing to do.
    case unchanged(ImportedCase)
    /// A case that is there otherwise than the row tells it: for a person to look at, and nothing is changed.
    case conflict(ImportedCase, Change)
    /// No case can be made of the row.
    case refused(line: Int, [RowProblem])

    /// How a row differs from the one that was imported.
    package enum Change: String, Sendable, Hashable, CaseIterable {
        /// The row is another.
        case rowChanged = "row-changed"
        /// The row is the same, but the mapping makes other facts of it.
        case meaningChanged = "meaning-changed"

        /// What happened and what to do, in English, without a full stop.
        package var reason: String {
            switch self {
            case .rowChanged:
                "the row was imported with other facts and the case stays as it is; make the change in the case"
            case .meaningChanged:
                "the mapping now makes other facts of the row and the case stays as it is; make the change in the case, "
                    + "or restore the mapping"
            }
        }
    }

    /// The case, or `nil` of a refused row.
    package var importedCase: ImportedCase? {
        switch self {
        case .new(let imported), .unchanged(let imported), .conflict(let imported, _): imported
        case .refused: nil
        }
    }
}
