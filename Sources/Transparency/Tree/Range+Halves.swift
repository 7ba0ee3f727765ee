extension Range<Int> {
    /// The leaves of the left and of the right child of a subtree; the subtree has at least two leaves.
    ///
    /// Source: RFC 6962, section 2.1: the left child has k leaves, the largest power of two below the count.
    var halves: (left: Range<Int>, right: Range<Int>) {
        let leftCount = 1 << (Int.bitWidth - 1 - (self.count - 1).leadingZeroBitCount)
        let middle = self.lowerBound + leftCount
        return (self.lowerBound..<middle, middle..<self.upperBound)
    }
}
