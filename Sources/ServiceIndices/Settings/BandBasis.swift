/// Which number is held against the bands.
package enum BandBasis: String, Sendable, Hashable, CaseIterable {
    /// The number as it is told, with one decimal.
    case rounded
    /// The number before it is rounded.
    case exact
}
