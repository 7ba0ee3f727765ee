/// What becomes of the total when indicators that do not apply are dropped.
///
/// The circular drops those without data (Art. 13-15); whether the bands then still mean 18 points was not read. That
/// this program is not connected to where the data are is no reason to drop one: only what
/// ``CircularSettings/notApplicable`` declares is dropped.
package enum DroppedIndicators: String, Sendable, Hashable, CaseIterable {
    /// The total is stretched pro rata to all points: a dropped indicator neither helps nor harms.
    case scaledToFull = "scaled-to-full"
    /// The total stays as it is: a dropped indicator earns nothing.
    case asSummed = "as-summed"
}
