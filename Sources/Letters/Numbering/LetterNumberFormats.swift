/// How the numbers of each kind of letter are printed.
///
/// The file has one line for each kind, `refusal = {number}/TB-{unit}`; empty lines and lines that begin with `#` are
/// passed over. The province can replace it.
package struct LetterNumberFormats: Sendable, Hashable {
    /// The name of its file.
    package static let fileName = "number-formats.txt"

    private let formats: [LetterKind: LetterNumberFormat]

    /// The formats this program carries, those of Decree 30/2020/NĐ-CP.
    ///
    /// - Throws: ``LetterFileError`` never, unless the program was built with a wrong file.
    package static func bundled() throws(LetterFileError) -> LetterNumberFormats {
        try LetterNumberFormats(LetterNumberFormats.bundledFile)
    }

    /// The file this program carries; a copy of it is where a province begins.
    package static var bundledFile: LetterFile {
        LetterFile(name: LetterNumberFormats.fileName, bytes: PackageResources.number_formats_txt)
    }

    /// Reads a file.
    ///
    /// - Throws: ``LetterFileError`` with file, line and reason of all problems.
    package init(_ file: LetterFile) throws(LetterFileError) {
        var problems = LetterProblems()
        var formats: [LetterKind: LetterNumberFormat] = [:]
        var lines: [LetterKind: Int] = [:]
        for (index, content) in file.lines(&problems).enumerated() {
            let line = index + 1
            let content = content.trimmingWhitespace()
            if content.isEmpty || content.first == "#" { continue }
            guard let equals = content.firstIndex(of: "=") else {
                problems.add(file.name, line, "write 'kind = format', such as 'refusal = {number}/TB-{unit}'")
                continue
            }
            let name = content[..<equals].trimmingWhitespace()
            guard let kind = LetterKind(rawValue: String(name)) else {
                let kinds = LetterKind.allCases.map(\.rawValue).joined(separator: ", ")
                problems.add(file.name, line, "there is no kind of letter \(shown(name)); use one of \(kinds)")
                continue
            }
            if let earlier = lines[kind] {
                problems.add(file.name, line, "'\(name)' has its format in line \(earlier); remove one")
                continue
            }
            lines[kind] = line
            do throws(LetterNumberFormatError) {
                let pattern = String(content[content.index(after: equals)...].trimmingWhitespace())
                formats[kind] = try LetterNumberFormat(pattern)
            } catch {
                problems.add(file.name, line, error.description)
            }
        }
        if problems.isEmpty {
            for kind in LetterKind.allCases where formats[kind] == nil {
                problems.add(file.name, 1, "'\(kind.rawValue)' has no format; add a line for it")
            }
        }
        try problems.throwIfAny()
        self.formats = formats
    }

    /// The format of a kind's numbers; every kind has one.
    package subscript(kind: LetterKind) -> LetterNumberFormat? {
        self.formats[kind]
    }
}
