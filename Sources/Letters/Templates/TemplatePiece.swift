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
        let bytes = Array(text.utf8)
        var pieces: [TemplatePiece] = []
        var line = 1
        var index = 0
        var textStart = 0
        var textLine = 1
        func endText(at end: Int) {
            guard end > textStart else { return }
            let text = String(decoding: bytes[textStart..<end], as: UTF8.self)
            pieces.append(TemplatePiece(line: textLine, content: .text(text)))
        }
        while index < bytes.count {
            guard bytes[index] == TemplatePiece.brace, index + 1 < bytes.count, bytes[index + 1] == TemplatePiece.brace
            else {
                if bytes[index] == TemplatePiece.lineFeed { line += 1 }
                index += 1
                continue
            }
            let start = index + 2
            endText(at: index)
            let isComment = start < bytes.count && bytes[start] == UInt8(ascii: "!")
            if let end = TemplatePiece.endOfTag(in: bytes, from: start, isComment: isComment) {
                let tag = bytes[start..<end]
                if let content = TemplatePiece.content(
                    of: String(decoding: tag, as: UTF8.self),
                    file: file,
                    line: line,
                    &problems
                ) {
                    pieces.append(TemplatePiece(line: line, content: content))
                }
                line += tag.count { $0 == TemplatePiece.lineFeed }
                index = end + 2
            } else {
                let what =
                    isComment ? "comment is not closed; add '}}'" : "tag is not closed; add '}}' in the same line"
                problems.add(file, line, "the \(what)")
                index = start
            }
            textStart = index
            textLine = line
        }
        endText(at: bytes.count)
        return pieces
    }

    private static let brace = UInt8(ascii: "{")
    private static let endBrace = UInt8(ascii: "}")
    private static let lineFeed = UInt8(ascii: "\n")

    /// Where the first `}}` begins, or `nil` when it is missing; only comments have several lines or tags in them.
    private static func endOfTag(in bytes: [UInt8], from start: Int, isComment: Bool) -> Int? {
        for index in bytes.indices.dropFirst(start).dropLast() {
            if bytes[index] == endBrace, bytes[index + 1] == endBrace { return index }
            // Three braces are told of by what they are.
            if isComment || index == start { continue }
            if bytes[index] == lineFeed || (bytes[index] == brace && bytes[index + 1] == brace) { return nil }
        }
        return nil
    }

    private static func content(
        of tag: String,
        file: String,
        line: Int,
        _ problems: inout LetterProblems
    ) -> Content? {
        let name = tag.dropFirst().trimmingWhitespace()
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
            return .value(String(tag.trimmingWhitespace()))
        }
        return nil
    }
}
