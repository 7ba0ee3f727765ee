/// A file with a template, taken apart.
struct TemplateSource: Sendable {
    /// The file.
    let file: LetterFile

    /// Its text.
    let text: String

    /// Its pieces.
    let pieces: [TemplatePiece]

    /// Reads a file; `nil` when it can't be read, which is reported, as is all that needs no other file to be seen.
    init?(_ file: LetterFile, format: LetterFormat, _ problems: inout LetterProblems) {
        guard let text = file.text(&problems) else { return nil }
        self.file = file
        self.text = text
        self.pieces = TemplatePiece.pieces(of: text, file: file.name, &problems)
        self.checkBalance(&problems)
        if format == .html { self.checkMarkup(&problems) }
    }

    /// Reports sections that begin or end in the file, but not both.
    private func checkBalance(_ problems: inout LetterProblems) {
        var open: [(name: String, line: Int)] = []
        for piece in self.pieces {
            switch piece.content {
            case .section(let name), .inverted(let name): open.append((name, piece.line))
            case .end(let name):
                guard let last = open.last else {
                    problems.add(
                        self.file.name,
                        piece.line,
                        "no section is open to be ended by {{/\(name)}}; remove it"
                    )
                    continue
                }
                if last.name != name {
                    problems.add(
                        self.file.name,
                        piece.line,
                        "{{/\(name)}} ends the section '\(last.name)' of line \(last.line); write {{/\(last.name)}}"
                    )
                }
                open.removeLast()
            default: break
            }
        }
        for section in open {
            problems.add(
                self.file.name,
                section.line,
                "the section '\(section.name)' has no end; add {{/\(section.name)}}"
            )
        }
    }

    /// What no letter in HTML may contain: what runs, and what is fetched from elsewhere.
    private static let refusedMarkup: [(text: String, reason: String)] = [
        ("<script", "scripts"), ("javascript:", "scripts"), ("<iframe", "other pages"), ("<object", "other documents"),
        ("<embed", "other documents"), ("<link", "outside style sheets"), ("@import", "outside style sheets"),
        ("<base", "other addresses"), ("http:", "outside addresses"), ("https:", "outside addresses"),
        ("\"//", "outside addresses"), ("'//", "outside addresses"), ("(//", "outside addresses"),
        ("=//", "outside addresses"), ("<meta http-equiv=\"refresh", "other addresses"),
    ]

    private func checkMarkup(_ problems: inout LetterProblems) {
        // Tags of Mustache are left out, so that they can't part a word.
        var line = 1
        var text = ""
        for piece in self.pieces {
            guard case .text(let part) = piece.content else { continue }
            text += String(repeating: "\n", count: max(0, piece.line - line)) + part
            line = piece.line + part.count(where: \.isNewline)
        }
        for (index, content) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let lowercased = content.lowercased()
            for refused in TemplateSource.refusedMarkup where lowercased.contains(refused.text) {
                problems.add(
                    self.file.name,
                    index + 1,
                    "a letter takes no \(refused.reason) (\(shown(refused.text))); remove it, or write it into the file"
                )
            }
            if TemplateSource.hasEventHandler(lowercased) {
                problems.add(self.file.name, index + 1, "a letter takes no scripts (an attribute 'on…='); remove it")
            }
        }
    }

    /// Whether a line has a word that begins with `on` and is followed by `=`.
    private static func hasEventHandler(_ line: String) -> Bool {
        line.split(whereSeparator: { $0.isWhitespace || "<>\"'/".contains($0) }).contains { word in
            guard word.hasPrefix("on"), let equals = word.firstIndex(of: "=") else { return false }
            let name = word[..<equals].dropFirst(2)
            return !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
        }
    }
}

/// Where in the markup a reader of a template in HTML is.
struct MarkupPosition {
    private var isInTag = false
    private var isInStyle = false

    /// Where a value must not stand, in words, or `nil` in running text.
    var place: String? {
        self.isInTag ? "inside a tag of HTML" : self.isInStyle ? "inside a style sheet" : nil
    }

    /// Reads on over some text.
    mutating func read(_ text: String) {
        let bytes = Array(text.lowercased().utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ">") {
                self.isInTag = false
            } else if byte == UInt8(ascii: "<"), !self.isInTag {
                self.isInTag = true
                let tag = bytes[(index + 1)...]
                if tag.starts(with: "style".utf8) { self.isInStyle = true }
                if tag.starts(with: "/style".utf8) { self.isInStyle = false }
            }
        }
    }
}
