/// A typed text, read as a unit with, before or after it, some of the units above.
///
/// Every way to cut the words is tried, so punctuation does not matter: `phường 1, tp Trà Vinh`,
/// `xã Định An Trà Cú` and `Trà Cú - Định An` are all read.
struct NameQuery {
    /// The most words a text can have; a longer one names no unit.
    static let maximumWords = 32
    /// The most words with which typing errors are looked for.
    static let maximumFuzzyWords = 12

    private let names: NameIndex
    private let count: Int
    /// The candidates for the words from `start` up to `end`, at `start * (count + 1) + end`.
    private let candidates: [[NameIndex.Candidate]]

    /// Prepares the reading of at least one and at most `maximumWords` words.
    private init(_ tokens: [NameToken], names: NameIndex, fuzzy: Bool) {
        let count = tokens.count
        var candidates = [[NameIndex.Candidate]](repeating: [], count: (count + 1) * (count + 1))
        for start in 0..<count {
            for end in (start + 1)...count {
                candidates[start * (count + 1) + end] = names.candidates(for: tokens[start..<end], fuzzy: fuzzy)
            }
        }
        self.names = names
        self.count = count
        self.candidates = candidates
    }

    /// The units a text may mean, as positions in the tree with the best quality of each.
    ///
    /// Beginnings of names and typing errors are considered only when nothing fits better.
    static func read(_ text: String, names: NameIndex) -> [Int: UnitMatch.Quality] {
        let scalars = text.unicodeScalars.prefix(512)
        let tokens = names.words.meaningful(NameToken.tokens(of: String(String.UnicodeScalarView(scalars))))
        guard !tokens.isEmpty, tokens.count <= self.maximumWords else { return [:] }
        let strict = NameQuery(tokens, names: names, fuzzy: false).matches()
        let good = strict.filter { $0.value < .prefix }
        if !good.isEmpty { return good }
        guard tokens.count <= self.maximumFuzzyWords else { return strict }
        return NameQuery(tokens, names: names, fuzzy: true).matches()
    }

    private func matches() -> [Int: UnitMatch.Quality] {
        var found: [Int: UnitMatch.Quality] = [:]
        func note(_ candidate: NameIndex.Candidate, rest: UnitMatch.Quality?) {
            guard let rest else { return }
            let quality = max(candidate.quality, rest)
            found[candidate.position] = min(found[candidate.position] ?? quality, quality)
        }
        for cut in 1...self.count {
            for candidate in self.candidates(from: 0, to: cut) {
                note(candidate, rest: self.ancestors(of: candidate.position, from: cut, to: self.count))
            }
        }
        for cut in 1..<max(1, self.count) {
            for candidate in self.candidates(from: cut, to: self.count) {
                note(candidate, rest: self.ancestors(of: candidate.position, from: 0, to: cut))
            }
        }
        return found
    }

    private func candidates(from start: Int, to end: Int) -> [NameIndex.Candidate] {
        self.candidates[start * (self.count + 1) + end]
    }

    /// How well words can be read as units above `position`, or `nil` when they can't; no words fit perfectly.
    private func ancestors(of position: Int, from start: Int, to end: Int) -> UnitMatch.Quality? {
        let tree = self.names.tree
        var best = [UnitMatch.Quality?](repeating: nil, count: end + 1)
        best[end] = .code
        for from in stride(from: end - 1, through: start, by: -1) {
            for to in (from + 1)...end {
                guard let rest = best[to] else { continue }
                for candidate in self.candidates(from: from, to: to)
                where candidate.position < position && position < tree.subtreeEnds[candidate.position] {
                    // A kind alone may follow a unit ("TTPVHCC tỉnh"); before one it is that unit's own kind.
                    if candidate.isKindAlone, start == 0 { continue }
                    let own = candidate.quality == .prefix ? UnitMatch.Quality.alias : candidate.quality
                    let quality = max(own, rest)
                    best[from] = min(best[from] ?? quality, quality)
                }
            }
        }
        return best[start]
    }
}

extension Edition {
    /// The units that a typed text may mean, the best first, equally good ones from the top of the tree down.
    ///
    /// The text is a code, or a name in any spelling a person types: with or without diacritics, old or new placement of
    /// the tone, any case, in NFC or NFD, with the kind in full, abbreviated or left out, and with units above.
    /// All that fit are given; nothing fits, nothing is given.
    package func matches(for text: String) -> [UnitMatch] {
        var found = NameQuery.read(text, names: self.names)
        let characters = text.filter { !$0.isWhitespace }.uppercased()
        if let code = UnitCode(characters), let position = self.tree.positions[code] { found[position] = .code }
        return found.sorted { left, right in
            let leftKey = (left.value, self.tree.paths[left.key].count, left.key)
            return leftKey < (right.value, self.tree.paths[right.key].count, right.key)
        }.map { UnitMatch(unit: self.tree.units[$0.key], quality: $0.value) }
    }
}
