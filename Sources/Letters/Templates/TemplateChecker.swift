/// Checks the template of a kind with all its partials, so that nothing in it can be printed empty by mistake.
struct TemplateChecker {
    /// The deepest section in a section or partial.
    static let maximumDepth = 16

    private struct Section {
        let name: LetterName
        let isInverted: Bool
        let line: Int
    }

    private let kind: LetterKind
    private let format: LetterFormat
    private let files: [String: TemplateSource]
    private var open: [Section] = []
    private var path: [String] = []
    private var used: Set<LetterName> = []
    private var markup = MarkupPosition()

    /// Prepares to check.
    ///
    /// - Parameters:
    ///   - kind: The kind of letter.
    ///   - format: What the template makes.
    ///   - files: The templates and partials of the format by their names.
    init(kind: LetterKind, format: LetterFormat, files: [String: TemplateSource]) {
        self.kind = kind
        self.format = format
        self.files = files
    }

    /// Reports all that is wrong with the template and its partials.
    mutating func check(_ problems: inout LetterProblems) {
        guard let template = self.files[self.kind.rawValue] else { return }
        self.walk(template, named: self.kind.rawValue, &problems)
        for names in LetterName.required(in: self.kind) where self.used.isDisjoint(with: names) {
            let list = names.map { "{{\($0.rawValue)}}" }.joined(separator: " or ")
            let word = names.first?.shape == .flag ? "ask for" : "print"
            problems.add(
                template.file.name,
                1,
                "the template does not \(word) \(list), which \(self.kind.vietnameseName) needs; add it"
            )
        }
    }

    private mutating func walk(_ source: TemplateSource, named name: String, _ problems: inout LetterProblems) {
        self.path.append(name)
        let depth = self.open.count
        for piece in source.pieces {
            let file = source.file.name
            switch piece.content {
            case .text(let text): self.markup.read(text)
            case .value(let name): self.value(name, file, piece.line, &problems)
            case .section(let name): self.begin(name, isInverted: false, file, piece.line, &problems)
            case .inverted(let name): self.begin(name, isInverted: true, file, piece.line, &problems)
            case .end: if self.open.count > depth { self.open.removeLast() }
            case .partial(let name): self.partial(name, file, piece.line, &problems)
            }
        }
        self.open.removeLast(self.open.count - depth)
        self.path.removeLast()
    }

    private mutating func value(_ name: String, _ file: String, _ line: Int, _ problems: inout LetterProblems) {
        if self.format == .html, let place = self.markup.place {
            problems.add(file, line, "a value must not stand \(place); put it between the tags of HTML")
        }
        if name == "." {
            // Only a list or a text brings a new value with it.
            let innermost = self.open.last { !$0.isInverted && $0.name.shape != .flag }
            if innermost?.name.shape != .list {
                problems.add(file, line, "{{.}} stands for one of a list; use it inside {{#list}} and {{/list}}")
            }
            return
        }
        guard let known = self.known(name, file, line, &problems) else { return }
        switch known.shape {
        case .flag:
            problems.add(file, line, "'\(name)' is yes or no; write {{#\(name)}} and {{/\(name)}} around the text")
        case .list:
            problems.add(file, line, "'\(name)' is a list; write {{#\(name)}}{{.}}{{/\(name)}}")
        case .mark:
            if self.format == .html {
                problems.add(file, line, "'\(name)' lays out plain text; use HTML and CSS here")
            }
        case .text:
            self.used.insert(known)
            let isAsked = self.open.contains { $0.name == known && !$0.isInverted }
            if !isAsked && !known.isAlwaysPresent(in: self.kind) {
                problems.add(
                    file,
                    line,
                    "\(self.kind.vietnameseName) may have no '\(name)'; write {{#\(name)}} and {{/\(name)}} around "
                        + "what prints it"
                )
            }
            if self.open.contains(where: { $0.name == known && $0.isInverted }) {
                problems.add(file, line, "'\(name)' is empty inside {{^\(name)}}; print it outside")
            }
        }
    }

    private mutating func begin(
        _ name: String,
        isInverted: Bool,
        _ file: String,
        _ line: Int,
        _ problems: inout LetterProblems
    ) {
        guard let known = self.known(name, file, line, &problems) else {
            // The section is entered all the same, so that its end is found; this name asks for nothing.
            self.open.append(Section(name: .draft, isInverted: isInverted, line: line))
            return
        }
        if known.shape == .mark {
            problems.add(file, line, "'\(name)' lays out a line and is no section; write {{\(name)}}")
        }
        if known.shape == .list || known.shape == .flag { self.used.insert(known) }
        self.open.append(Section(name: known, isInverted: isInverted, line: line))
        if self.open.count > TemplateChecker.maximumDepth {
            problems.add(file, line, "sections nested more than \(TemplateChecker.maximumDepth) deep; write it flatter")
        }
    }

    private mutating func partial(_ name: String, _ file: String, _ line: Int, _ problems: inout LetterProblems) {
        guard let source = self.files[name], LetterKind(rawValue: name) == nil else {
            let names = LetterTemplates.partialNames(of: self.format).map { "'\($0)'" }.joined(separator: ", ")
            problems.add(file, line, "there is no partial \(shown(name)); there are \(names)")
            return
        }
        guard !self.path.contains(name) else {
            problems.add(file, line, "the partial '\(name)' contains itself; remove it here")
            return
        }
        self.walk(source, named: name, &problems)
    }

    private func known(
        _ name: String,
        _ file: String,
        _ line: Int,
        _ problems: inout LetterProblems
    ) -> LetterName? {
        if let known = LetterName(rawValue: name) { return known }
        let likely = LetterName.likely(for: name).map { "'\($0)'" }
        let advice =
            likely.isEmpty
            ? "use one of \(LetterName.allCases.map(\.rawValue).sorted().joined(separator: ", "))"
            : "did you mean \(likely.joined(separator: " or "))?"
        problems.add(file, line, "there is no name \(shown(name)); \(advice)")
        return nil
    }
}
