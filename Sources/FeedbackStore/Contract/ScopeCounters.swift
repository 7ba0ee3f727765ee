import FeedbackProtocol

/// For each unit and feed stream: how many events there have been in that unit and below it.
///
/// A unit is known by its path from the root, since a code alone can mean another unit in another register edition.
package struct ScopeCounters: Sendable {
    /// The feed streams that have sequences.
    package enum Stream: Int, Sendable, Hashable, CaseIterable {
        /// Changes of cases.
        case caseChanges
        /// Ratings.
        case ratings
    }

    /// One unit's place: its path, each code ended by a slash, as UTF-8.
    private struct Scope: Sendable {
        let path: [UInt8]
        var counts: [UInt64]
    }

    /// Ascending by path: the order of the encoded form.
    private var order: [Int] = []
    private var scopes: [Scope] = []
    private var indexByPath: [String: Int] = [:]
    /// For every path asked for: the scopes of all its prefixes, so that the common case builds no strings.
    private var prefixesByUnitPath: [[String]: [Int]] = [:]

    /// Makes counters that are all 0.
    package init() {}

    /// The number of events in the unit at the end of a path and below it; 0 for an unknown one.
    package func count(_ stream: Stream, unitPath: some Collection<String>) -> UInt64 {
        guard let index = self.indexByPath[ScopeCounters.key(unitPath)] else { return 0 }
        return self.scopes[index].counts[stream.rawValue]
    }

    /// Every unit with at least one event, by ascending path: the codes from the root and both counts.
    package var all: [(unitPath: [String], caseChanges: UInt64, ratings: UInt64)] {
        self.order.map { index in
            let scope = self.scopes[index]
            let path = String(decoding: scope.path, as: UTF8.self).split(separator: "/").map(String.init)
            return (path, scope.counts[Stream.caseChanges.rawValue], scope.counts[Stream.ratings.rawValue])
        }
    }

    /// The text that stands for a unit's scope: its path, each code ended by a slash, as in the feed's topics.
    package static func key(_ unitPath: some Collection<String>) -> String {
        var key = ""
        for code in unitPath {
            key += code
            key += "/"
        }
        return key
    }
}

extension ScopeCounters {
    /// The first text behind the keys of a unit and of all below it.
    static func end(ofKey key: String) -> String {
        // What follows the slash, "0", is in no key at its place: all below the unit begin with its key.
        key.isEmpty ? "\u{10FFFF}" : "\(key.dropLast())0"
    }

    /// Counts `count` more events in the unit at the end of a path and all above it.
    ///
    /// - Returns: For each unit of the path, its count before.
    mutating func advance(_ stream: Stream, unitPath: [String], by count: UInt64) -> [UInt64] {
        let indices: [Int]
        if let known = self.prefixesByUnitPath[unitPath] {
            indices = known
        } else {
            indices = unitPath.indices.map { self.index(of: ScopeCounters.key(unitPath[...$0])) }
            self.prefixesByUnitPath[unitPath] = indices
        }
        var before: [UInt64] = []
        before.reserveCapacity(indices.count)
        for index in indices {
            before.append(self.scopes[index].counts[stream.rawValue])
            self.scopes[index].counts[stream.rawValue] &+= count
        }
        return before
    }

    private mutating func index(of key: String) -> Int {
        if let known = self.indexByPath[key] { return known }
        let index = self.scopes.count
        let path = Array(key.utf8)
        let isLast = self.order.last.map { self.scopes[$0].path.lexicographicallyPrecedes(path) } ?? true
        let place =
            isLast
            ? self.order.count
            : self.order.firstIndex { !self.scopes[$0].path.lexicographicallyPrecedes(path) } ?? self.order.count
        self.scopes.append(Scope(path: path, counts: [0, 0]))
        self.indexByPath[key] = index
        self.order.insert(index, at: place)
        return index
    }
}

extension ScopeCounters: Equatable {
    package static func == (left: ScopeCounters, right: ScopeCounters) -> Bool {
        left.encoded == right.encoded
    }
}

extension ScopeCounters {
    /// The stored form: for each scope by ascending path, the path's length, the path and both counts; numbers as
    /// Protocol Buffers' base-128 varints.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.scopes.count * 24)
        for index in self.order {
            let scope = self.scopes[index]
            ProtobufWriter.appendVarint(UInt64(scope.path.count), to: &bytes)
            bytes.append(contentsOf: scope.path)
            for count in scope.counts { ProtobufWriter.appendVarint(count, to: &bytes) }
        }
        return bytes
    }

    /// One count in the stored form, without reading the others into memory; `nil` when the bytes are not that form.
    static func count(_ stream: Stream, unitPath: [String], inEncoded bytes: [UInt8]) -> UInt64? {
        let wanted = Array(self.key(unitPath).utf8)
        let span = bytes.span
        var reader = ProtobufReader(0..<bytes.count)
        while !reader.isAtEnd {
            guard let length = reader.readVarint(in: span), let path = reader.skip(length),
                let changes = reader.readVarint(in: span), let ratings = reader.readVarint(in: span)
            else { return nil }
            if bytes[path].elementsEqual(wanted) { return stream == .caseChanges ? changes : ratings }
        }
        return 0
    }

    /// Reads the stored form, or gives `nil` when it is not one.
    init?(encoded bytes: [UInt8]) {
        let span = bytes.span
        var reader = ProtobufReader(0..<bytes.count)
        while !reader.isAtEnd {
            guard let length = reader.readVarint(in: span), let path = reader.skip(length) else { return nil }
            guard let changes = reader.readVarint(in: span), let ratings = reader.readVarint(in: span) else {
                return nil
            }
            let index = self.index(of: String(decoding: bytes[path], as: UTF8.self))
            self.scopes[index].counts = [changes, ratings]
        }
    }
}
