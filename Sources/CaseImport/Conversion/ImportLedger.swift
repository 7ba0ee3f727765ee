/// The rows that earlier imports made cases of.
package struct ImportLedger: Sendable {
    /// What is kept of one imported row; nothing in it tells anything about the case.
    package struct Entry: Sendable, Hashable {
        /// What all rows of the same request share.
        package let requestKey: ImportDigest
        /// The row's place among them, from 1.
        package let ordinal: Int
        /// The row as it was.
        package let rowDigest: ImportDigest
        /// The facts that were made of it.
        package let factsDigest: ImportDigest

        /// Makes an entry from its stored parts.
        package init(requestKey: ImportDigest, ordinal: Int, rowDigest: ImportDigest, factsDigest: ImportDigest) {
            self.requestKey = requestKey
            self.ordinal = ordinal
            self.rowDigest = rowDigest
            self.factsDigest = factsDigest
        }
    }

    private var entries: [ImportDigest: [Entry]] = [:]

    /// Starts with what earlier imports noted, in any order; an entry that is there already changes nothing.
    package init(_ entries: some Sequence<Entry> = []) {
        for entry in entries { self.note(entry) }
    }

    /// Adds an entry, unless its request and ordinal are there already.
    package mutating func note(_ entry: Entry) {
        if self.entries[entry.requestKey]?.contains(where: { $0.ordinal == entry.ordinal }) == true { return }
        self.entries[entry.requestKey, default: []].append(entry)
    }

    /// The rows of one request that are known.
    package func entries(of requestKey: ImportDigest) -> [Entry] {
        self.entries[requestKey] ?? []
    }
}
