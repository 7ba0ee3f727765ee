/// A typed line as words, with quotes as in a shell.
package enum TypedWords {
    /// Takes a line apart: words are separated by spaces; quotes keep spaces, `\` keeps the next character.
    ///
    /// - Parameter line: What was typed.
    /// - Returns: The words; `nil` when a quote is not closed.
    package static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isKept = false
        for character in line {
            if isKept {
                word = (word ?? "") + String(character)
                isKept = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"" {
                    isKept = true
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\\" {
                isKept = true
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let ended = word { words.append(ended) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isKept else { return nil }
        if let word { words.append(word) }
        return words
    }
}
