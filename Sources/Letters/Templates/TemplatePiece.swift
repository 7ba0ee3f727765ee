/// A piece of a template: text, or a tag of the part of Mustache that letters take.
struct TemplatePiece: Sendable, Equatable {
    /// What it is.
    enum Content: Sendable, Equatable {
        /// Text to be printed as it is.
        case text(String)
        /// `{{name}}`.
        case value(String)
        /// `{{#name}}`.
        case section(String)
        /// `{{^name}}`.
        case inverted(String)
        /// `{{/name}}`.
        case end(String)
        /// `{{> name}}`.
        case partial(String)
    }

    /// The line it begins in, from 1.
    let line: Int

    /// What it is.
    let content: Content
}

extension TemplatePiece {
    /// Takes a template apart; what letters don't take of Mustache is reported and left out.
    ///
    /// - Parameters:
    ///   - text: The template.
    ///   - file: The name shown in problems.
    ///   - problems: Takes what is wrong.
    /// - Returns: The pieces in their order; comments are none.
    static func pieces(of text: String, file: String, _ problems: inout LetterProblems) -> [TemplatePiece] {
        let characters = Array(text)
        var pieces: [TemplatePiece] = []
        var collected = ""
        var textLine = 1
        var line = 1
        var index = 0
        while index < characters.count {
            let character = characters[index]
            guard character == "{", index + 1 < characters.count, characters[index + 1] == "{" else {
                collected.append(character)
                if character.isNewline { line += 1 }
                index += 1
                continue
            }
            if !collected.isEmpty { pieces.append(TemplatePiece(line: textLine, content: .text(collected))) }
            collected = ""
            let start = index + 2
            guard let end = TemplatePiece.endOfTag(in: characters, from: start) else {
                problems.add(file, line, "the tag is not closed; add '}}'")
                return pieces
            }
            let tag = characters[start..<end]
            if let content = TemplatePiece.content(of: tag, file: file, line: line, &problems) {
                pieces.append(TemplatePiece(line: line, content: content))
            }
            line += tag.count(where: \.isNewline)
            index = end + 2
            textLine = line
        }
        if !collected.isEmpty { pieces.append(TemplatePiece(line: textLine, content: .text(collected))) }
        return pieces
    }

    /// Where the first `}}` begins.
    private static func endOfTag(in characters: [Character], from start: Int) -> Int? {
        var index = start
        while index + 1 < characters.count {
            if characters[index] == "}", characters[index + 1] == "}" { return index }
            index += 1
        }
        return nil
    }

    private static func content(
        of tag: ArraySlice<Character>,
        file: String,
        line: Int,
        _ problems: inout LetterProblems
    ) -> Content? {
        let name = String(tag.dropFirst()).trimmingWhitespace()
        switch tag.first {
        case "!": return nil
        case "#": return .section(String(name))
        case "^": return .inverted(String(name))
        case "/": return .end(String(name))
        case ">": return .partial(String(name))
        case "{", "&":
            problems.add(file, line, "values are always escaped here; write {{name}} with two braces and no '&'")
        case "=":
            problems.add(file, line, "other delimiters than {{ and }} are not taken here; remove the tag")
        case "<", "$":
            problems.add(file, line, "inherited templates are not taken here; use {{> name}}")
        case "%":
            problems.add(file, line, "settings of Mustache are not taken here; remove the tag")
        case nil:
            problems.add(file, line, "the tag has no name; write one or remove the tag")
        default:
            return .value(String(String(tag).trimmingWhitespace()))
        }
        return nil
    }
}
