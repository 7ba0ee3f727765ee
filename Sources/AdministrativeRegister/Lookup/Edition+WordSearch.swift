extension Edition {
    /// The units in whose full names every word of a text begins a word, without regard to marks; for people who look
    /// around, never to decide which unit is meant.
    package func units(withWords text: String) -> [Unit] {
        let words = NameToken.tokens(of: text).map(\.folded)
        guard !words.isEmpty else { return [] }
        return self.units.filter { unit in
            let names = NameToken.tokens(of: unit.fullName).map(\.folded)
            return words.allSatisfy { word in names.contains { $0.hasPrefix(word) } }
        }
    }
}
