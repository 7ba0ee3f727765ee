/// The names of one edition's units, by their letters without marks and spaces.
final class NameIndex: Sendable {
    /// Another name of a unit.
    struct Alias: Sendable {
        var code: UnitCode
        var name: String
    }

    /// One name of one unit.
    struct Entry: Sendable {
        /// The unit's position in the tree.
        var position: Int
        var tokens: [NameToken]
        /// The name's words without marks, run together.
        var key: String
        var isAlias: Bool
    }

    let tree: UnitTree
    let words: NameWords
    let entries: [Entry]
    private let entriesByKey: [String: [Int]]
    private let positionsByKind: [UnitKind: [Int]]

    init(tree: UnitTree, aliases: [Alias], words: NameWords) {
        var entries: [Entry] = []
        func add(_ name: String, at position: Int, isAlias: Bool) {
            let tokens = NameToken.tokens(of: name)
            guard !tokens.isEmpty else { return }
            let key = tokens.map(\.folded).joined()
            entries.append(Entry(position: position, tokens: tokens, key: key, isAlias: isAlias))
        }
        for (position, unit) in tree.units.enumerated() { add(unit.name, at: position, isAlias: false) }
        for alias in aliases {
            if let position = tree.positions[alias.code] { add(alias.name, at: position, isAlias: true) }
        }
        self.tree = tree
        self.words = words
        self.entries = entries
        self.entriesByKey = Dictionary(grouping: entries.indices) { entries[$0].key }
        self.positionsByKind = Dictionary(grouping: tree.units.indices) { tree.units[$0].kind }
    }

    /// A unit that a run of words may mean.
    struct Candidate {
        var position: Int
        var quality: UnitMatch.Quality
        /// Whether only the unit's kind was given.
        var isKindAlone = false
    }

    /// The units that a whole run of words names: a name with its kind before it, after it or left out, or a kind alone.
    ///
    /// - Parameters:
    ///   - tokens: at least one word.
    ///   - fuzzy: whether the beginning of a name, or a name with one typing error, is enough.
    /// - Returns: each unit as often as the words can be read to mean it.
    func candidates(for tokens: ArraySlice<NameToken>, fuzzy: Bool) -> [Candidate] {
        var found = self.candidates(named: tokens, kind: nil, fuzzy: fuzzy)
        for (kind, length) in self.words.kinds(startingAt: tokens.startIndex, of: tokens) {
            let name = tokens.dropFirst(length)
            if name.isEmpty {
                let positions = self.positionsByKind[kind] ?? []
                let quality: UnitMatch.Quality = positions.count == 1 ? .alias : .prefix
                found += positions.map { Candidate(position: $0, quality: quality, isKindAlone: true) }
            } else {
                found += self.candidates(named: name, kind: kind, fuzzy: fuzzy)
            }
        }
        for start in tokens.indices.dropFirst() {
            for (kind, length) in self.words.kinds(startingAt: start, of: tokens)
            where start + length == tokens.endIndex {
                found += self.candidates(named: tokens[..<start], kind: kind, fuzzy: fuzzy)
            }
        }
        return found
    }

    private func candidates(named tokens: ArraySlice<NameToken>, kind: UnitKind?, fuzzy: Bool) -> [Candidate] {
        let key = tokens.map(\.folded).joined()
        // The centre's name is its province's, so without its kind the province is meant.
        func isMeant(_ entry: Entry) -> Bool {
            let entryKind = self.tree.units[entry.position].kind
            return kind == nil ? entryKind != .serviceCentre || entry.isAlias : entryKind == kind
        }
        var found = (self.entriesByKey[key] ?? []).map { self.entries[$0] }.filter(isMeant).map { entry in
            Candidate(position: entry.position, quality: NameIndex.quality(of: tokens, for: entry))
        }
        guard fuzzy, key.utf8.count >= 2, !(tokens.allSatisfy { Int($0.folded) != nil }) else { return found }
        for entry in self.entries where entry.key != key && isMeant(entry) {
            if entry.key.hasPrefix(key) {
                found.append(Candidate(position: entry.position, quality: .prefix))
            } else if key.utf8.count >= 4, isOneEditAway(key, entry.key) {
                found.append(Candidate(position: entry.position, quality: .oneTypo))
            }
        }
        return found
    }

    /// How words with the same letters as an entry fit it.
    private static func quality(of tokens: ArraySlice<NameToken>, for entry: Entry) -> UnitMatch.Quality {
        guard tokens.count == entry.tokens.count else {
            // Written together or apart: the tones can't be told syllable by syllable.
            return tokens.allSatisfy(\.isPlain) ? .withoutDiacritics : .otherDiacritics
        }
        if zip(tokens, entry.tokens).allSatisfy({ $0.spelling == $1.spelling }) {
            return entry.isAlias ? .alias : .exactSpelling
        }
        let onlyLacksMarks = zip(tokens, entry.tokens).allSatisfy { typed, written in
            typed.spelling == written.spelling || typed.isPlain && typed.folded == written.folded
        }
        return onlyLacksMarks ? .withoutDiacritics : .otherDiacritics
    }
}

/// Whether two texts differ by one letter inserted, deleted or replaced, or by two neighbours exchanged.
func isOneEditAway(_ left: String, _ right: String) -> Bool {
    let short = Array((left.utf8.count <= right.utf8.count ? left : right).utf8)
    let long = Array((left.utf8.count <= right.utf8.count ? right : left).utf8)
    guard long.count - short.count <= 1 else { return false }
    let same = zip(short, long).prefix { $0 == $1 }.count
    let shortRest = short[same...]
    let longRest = long[same...]
    if short.count < long.count { return shortRest.elementsEqual(longRest.dropFirst()) }
    guard shortRest.count >= 1 else { return false }
    if shortRest.dropFirst().elementsEqual(longRest.dropFirst()) { return true }
    guard shortRest.count >= 2 else { return false }
    return short[same] == long[same + 1] && short[same + 1] == long[same]
        && shortRest.dropFirst(2).elementsEqual(longRest.dropFirst(2))
}
