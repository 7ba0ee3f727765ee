/// How far the journal is counted: what is not yet is said, so that a part is not taken for the whole.
enum CountedThrough {
    /// What is not counted yet, in lines of at most 80 columns; none when all is.
    ///
    /// - Parameters:
    ///   - position: Through where it is counted.
    ///   - newest: The journal's newest position.
    /// - Returns: The lines.
    static func lines(_ position: UInt64, of newest: UInt64) -> [String] {
        guard newest > position else { return [] }
        return TextLayout.wrap(
            "ATTENTION: positions \(position + 1) to \(newest) are not counted yet. These figures are of a part. If that "
                + "stays so, look at the aggregator's log."
        )
    }
}
