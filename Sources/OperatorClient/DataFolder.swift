/// Where things are in an aggregator's data folder.
package struct DataFolder: Sendable, Hashable {
    package let path: String

    /// Names a folder; a slash at its end is left out.
    package init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The journal and what is made of it.
    package var store: String { "\(self.path)/langnghe.sqlite" }
    /// The tallies of ratings, which follow from the journal.
    package var tallies: String { "\(self.path)/tallies.sqlite" }
    /// The key of the first operator, which the first start or the first new key makes.
    package var operatorKey: String { "\(self.path)/operator.key" }
    /// Where new key files go when nothing else is said.
    package var keys: String { "\(self.path)/keys" }
}
