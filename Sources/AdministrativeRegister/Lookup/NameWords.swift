/// The words and abbreviations that stand for a kind of unit before its name, and the words that are passed over.
struct NameWords: Sendable {
    private var kinds: [String: [UnitKind]] = [:]
    private var ignored: Set<String> = []
    private var longestPhrase = 0

    /// Reads `phrase,kind`; a phrase may stand for several kinds, and one without a kind is passed over in queries.
    init(parsing file: RegisterFile, problems: inout ProblemList) {
        for row in CSVTable(file, columns: ["phrase", "kind"], problems: &problems).rows {
            let tokens = NameToken.tokens(of: row["phrase"])
            let key = tokens.map(\.folded).joined()
            guard (1...12).contains(tokens.count) else {
                problems.add(file.name, row.line, "bad phrase \(quoted(row["phrase"])): 1 to 12 words")
                continue
            }
            self.longestPhrase = max(self.longestPhrase, tokens.count)
            if row["kind"].isEmpty {
                self.ignored.insert(key)
            } else if let kind = UnitKind.allCases.first(where: { $0.rawValue == row["kind"] }) {
                if self.kinds[key]?.contains(kind) != true { self.kinds[key, default: []].append(kind) }
            } else {
                problems.add(file.name, row.line, "bad kind \(quoted(row["kind"]))")
            }
        }
    }

    /// The kinds that the first words of a text may stand for, each with the number of words it takes.
    func kinds(startingAt start: Int, of tokens: ArraySlice<NameToken>) -> [(kind: UnitKind, length: Int)] {
        self.phrases(startingAt: start, of: tokens).flatMap { key, length in
            (self.kinds[key] ?? []).map { ($0, length) }
        }
    }

    /// The words of a query without those that are passed over.
    func meaningful(_ tokens: [NameToken]) -> [NameToken] {
        var kept: [NameToken] = []
        var position = 0
        while position < tokens.count {
            if let phrase = self.phrases(startingAt: position, of: tokens[...]).last(where: {
                self.ignored.contains($0.key)
            }) {
                position += phrase.length
            } else {
                kept.append(tokens[position])
                position += 1
            }
        }
        return kept
    }

    /// The first one, two, three … words run together, so that `t.p`, `tp` and `TP.` are one phrase.
    private func phrases(startingAt start: Int, of tokens: ArraySlice<NameToken>) -> [(key: String, length: Int)] {
        var key = ""
        var phrases: [(key: String, length: Int)] = []
        for (index, token) in tokens[start...].prefix(self.longestPhrase).enumerated() {
            key += token.folded
            phrases.append((key, index + 1))
        }
        return phrases
    }
}
