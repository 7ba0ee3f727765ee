/// What becomes of the total when indicators without data are dropped.
///
/// The circular drops them (Art. 13-15); whether the bands then still mean 18 points was not read.
package enum DroppedIndicators: String, Sendable, Hashable, CaseIterable {
    /// The total is stretched pro rata to all points: a dropped indicator neither helps nor harms.
    case scaledToFull = "scaled-to-full"
    /// The total stays as it is: a dropped indicator earns nothing.
    case asSummed = "as-summed"
}
