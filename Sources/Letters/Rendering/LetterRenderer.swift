/// Makes letters of their content: pages of HTML for A4 paper, and plain text.
package struct LetterRenderer: Sendable {
    private let templates: LetterTemplates
    private let formats: LetterNumberFormats

    /// Puts templates and formats together.
    package init(templates: LetterTemplates, formats: LetterNumberFormats) {
        self.templates = templates
        self.formats = formats
    }

    /// A renderer with what this program carries.
    ///
    /// - Throws: ``LetterFileError`` never, unless the program was built with a wrong file.
    package static func bundled() throws(LetterFileError) -> LetterRenderer {
        LetterRenderer(templates: try LetterTemplates.bundled(), formats: try LetterNumberFormats.bundled())
    }

    /// Takes what this program carries, with some files in place of those of the same name.
    ///
    /// - Parameter files: Templates, and `number-formats.txt`.
    /// - Throws: ``LetterFileError`` with file, line and reason of all problems of the first kind of file that has any.
    package init(replacing files: [LetterFile]) throws(LetterFileError) {
        let isFormats = { (file: LetterFile) in file.name == LetterNumberFormats.fileName }
        self.templates = try LetterTemplates(replacing: files.filter { !isFormats($0) })
        if let file = files.first(where: isFormats) {
            self.formats = try LetterNumberFormats(file)
        } else {
            self.formats = try LetterNumberFormats.bundled()
        }
    }

    /// A letter's number as it is printed, such as `05/UBND-VX`.
    package func printed(_ number: LetterNumber, of content: LetterContent) -> String {
        self.formats[content.kind]?.text(of: number, symbols: content.sender.symbols) ?? ""
    }

    /// Renders a letter; a draft says that it is one, and what it lacks.
    ///
    /// - Parameters:
    ///   - content: What the letter says.
    ///   - format: HTML, or plain text of 80 columns.
    /// - Returns: The page or the text, which ends with a line break.
    /// - Throws: ``LetterContentError`` listing all that is missing or contradictory; a draft may lack fields.
    package func render(_ content: LetterContent, as format: LetterFormat) throws(LetterContentError) -> String {
        try content.checkForRendering()
        let values = content.values(self.formats)
        switch format {
        case .html:
            return self.templates.render(content.kind, .html, values: values.mapValues { $0.escapedForHTML })
        case .plainText:
            let marks: [LetterName: LetterValue] = [
                .centred: .text(String(TextLayout.centredMark)), .column: .text(String(TextLayout.columnMark)),
            ]
            let text = self.templates.render(content.kind, .plainText, values: values.merging(marks) { $1 })
            return TextLayout.laidOut(text)
        }
    }
}

extension LetterValue {
    /// The value with everything escaped that means something in HTML.
    fileprivate var escapedForHTML: LetterValue {
        switch self {
        case .text(let text): .text(SafeText.escapedForHTML(text))
        case .list(let texts): .list(texts.map(SafeText.escapedForHTML))
        case .flag: self
        }
    }
}
