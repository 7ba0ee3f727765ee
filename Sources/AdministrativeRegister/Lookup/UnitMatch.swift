/// A unit that a typed text may mean, and how well the text fits.
package struct UnitMatch: Sendable, Hashable {
    /// How a text fits a unit, the best first.
    package enum Quality: Int, Sendable, Hashable, Comparable, CaseIterable {
        /// The text is the unit's code.
        case code
        /// The name as it is written, in any case, tone placement and Unicode form.
        case exactSpelling
        /// An alias of the unit as it is written, or the only unit of a kind meant by its kind alone.
        case alias
        /// The name typed without some or all diacritics.
        case withoutDiacritics
        /// The same letters with other diacritics.
        case otherDiacritics
        /// The beginning of the name, or only its kind.
        case prefix
        /// One letter too many, too few, another or two exchanged.
        case oneTypo

        package static func < (left: Quality, right: Quality) -> Bool { left.rawValue < right.rawValue }
    }

    /// The unit.
    package let unit: Unit
    /// How well the text fits, the worst of the unit's name and of the units above that were given with it.
    package let quality: Quality
}
