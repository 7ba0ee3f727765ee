/// The feed's protocol as a whole.
package enum FeedProtocol {
    /// The version that heartbeats tell.
    ///
    /// A higher one may tell events that this one cannot read.
    package static let version: UInt32 = 1
}
