/// Which cases are wanted as they stood at a position: those of a snapshot, piece by piece.
///
/// What stood at a position never changes any more, so pieces of it that are read one after the other fit together.
package struct StandingCaseQuery: Sendable, Hashable {
    /// A place between two cases.
    package struct Place: Sendable, Hashable {
        /// The codes from the root to the unit that was responsible for the case before.
        package let unitPath: [String]
        /// That case's number.
        package let caseNumber: UInt64

        /// Makes a place.
        package init(unitPath: [String], caseNumber: UInt64) {
            self.unitPath = unitPath
            self.caseNumber = caseNumber
        }
    }

    /// The codes from the root to the unit whose cases are wanted, with those below it.
    package let unitPath: [String]
    /// The journal position.
    package let position: UInt64
    /// Only the cases behind this place; `nil` for all.
    package let after: Place?

    /// Makes a query.
    package init(unitPath: [String], position: UInt64, after: Place? = nil) {
        self.unitPath = unitPath
        self.position = position
        self.after = after
    }
}
