/// What a day's ratings changed.
package enum DropChange: Sendable, Hashable {
    /// Nothing to tell.
    case none
    /// An alert began.
    case raised(DropAlert)
    /// The alert ended.
    case ended(DropAlert)
    /// The day was left out: it is not later than the one before.
    case refused
}
