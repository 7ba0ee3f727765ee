internal import Mustache

/// The templates of all kinds of letters, checked (mẫu văn bản).
///
/// A template is a file of Mustache, `apology.html.mustache` or `apology.txt.mustache`; the partials `letterhead`,
/// `addressee`, `closing` and, in HTML, `style` are shared. Values are escaped before Mustache sees them.
package struct LetterTemplates: Sendable {
    private let libraries: [LetterFormat: MustacheLibrary]

    /// The templates this program carries.
    ///
    /// - Throws: ``LetterFileError`` never, unless the program was built with a wrong template.
    package static func bundled() throws(LetterFileError) -> LetterTemplates {
        try LetterTemplates(replacing: [])
    }

    /// Takes the templates this program carries, with some files in place of those of the same name.
    ///
    /// - Parameter files: Such as `apology.html.mustache`; only names of templates the program carries.
    /// - Throws: ``LetterFileError`` with file, line and reason of all problems.
    package init(replacing files: [LetterFile]) throws(LetterFileError) {
        var problems = LetterProblems()
        var current: [String: LetterFile] = [:]
        for file in LetterTemplates.bundledFiles { current[file.name] = file }
        var replaced: Set<String> = []
        for file in files {
            guard current[file.name] != nil else {
                let names = current.keys.sorted().joined(separator: ", ")
                problems.add(file.name, 1, "there is no template of this name to replace; rename it to one of \(names)")
                continue
            }
            guard replaced.insert(file.name).inserted else {
                problems.add(file.name, 1, "the template is given twice; remove one")
                continue
            }
            current[file.name] = file
        }
        var libraries: [LetterFormat: MustacheLibrary] = [:]
        for format in LetterFormat.allCases {
            libraries[format] = LetterTemplates.library(format, files: current, &problems)
        }
        try problems.throwIfAny()
        self.libraries = libraries
    }

    private static func library(
        _ format: LetterFormat,
        files: [String: LetterFile],
        _ problems: inout LetterProblems
    ) -> MustacheLibrary {
        var sources: [String: TemplateSource] = [:]
        for name in LetterKind.allCases.map(\.rawValue) + LetterTemplates.partialNames(of: format) {
            guard let file = files[LetterTemplates.fileName(name, format)] else { continue }
            sources[name] = TemplateSource(file, format: format, &problems)
        }
        for kind in LetterKind.allCases {
            var checker = TemplateChecker(kind: kind, format: format, files: sources)
            checker.check(&problems)
        }
        var library = MustacheLibrary()
        // What does not parse here is not given to the other parser; it is refused in any case.
        guard problems.isEmpty else { return library }
        for (name, source) in sources {
            do {
                // Values are escaped already, and the setting ends with its line.
                let text = "{{% CONTENT_TYPE:TEXT}}\n" + source.text
                library.register(try MustacheTemplate(string: text), named: name)
            } catch let error as MustacheTemplate.ParserError {
                problems.add(
                    source.file.name,
                    max(1, error.context.lineNumber - 1),
                    "not Mustache: \(error.error); correct the tag"
                )
            } catch {
                problems.add(source.file.name, 1, "the file can't be read as Mustache; restore it and begin again")
            }
        }
        return library
    }

    /// Renders the template of a kind.
    ///
    /// - Parameters:
    ///   - kind: The kind.
    ///   - format: The format.
    ///   - values: Texts, lists of texts and flags by name, escaped for the format.
    /// - Returns: What the template makes of them.
    func render(_ kind: LetterKind, _ format: LetterFormat, values: [LetterName: LetterValue]) -> String {
        var object: [String: Any] = [:]
        for (name, value) in values {
            switch value {
            case .text(let text): object[name.rawValue] = text
            case .list(let texts): object[name.rawValue] = texts
            case .flag(let flag): object[name.rawValue] = flag
            }
        }
        // Every kind has its template, or there would be no templates.
        return self.libraries[format]?.render(object, withTemplate: kind.rawValue) ?? ""
    }

    /// The partials of a format.
    static func partialNames(of format: LetterFormat) -> [String] {
        switch format {
        case .html: ["addressee", "closing", "letterhead", "style"]
        case .plainText: ["addressee", "closing", "letterhead"]
        }
    }

    private static func fileName(_ name: String, _ format: LetterFormat) -> String {
        "\(name).\(format.rawValue).mustache"
    }
}
