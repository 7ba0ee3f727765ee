package import CaseLifecycle

/// How each register's numbers are printed.
///
/// The file has one line for each, `notice = {number}/TB-{unit}`; empty lines and lines that begin with `#` are passed
/// over. The province can replace it.
package struct LetterNumberFormats: Sendable, Hashable {
    /// The name of its file.
    package static let fileName = "number-formats.txt"

    private let formats: [LetterRegisterName: LetterNumberFormat]

    /// The formats this program carries, those of Decree 30/2020/NĐ-CP.
    ///
    /// - Throws: ``LetterFileError`` never, unless the program was built with a wrong file.
    package static func bundled() throws(LetterFileError) -> LetterNumberFormats {
        try LetterNumberFormats(
            LetterFile(name: LetterNumberFormats.fileName, bytes: PackageResources.number_formats_txt)
        )
    }

    /// Reads a file.
    ///
    /// - Throws: ``LetterFileError`` with file, line and reason of all problems.
    package init(_ file: LetterFile) throws(LetterFileError) {
        var problems = LetterProblems()
        var formats: [LetterRegisterName: LetterNumberFormat] = [:]
        var lines: [LetterRegisterName: Int] = [:]
        for (index, content) in file.lines(&problems).enumerated() {
            let line = index + 1
            let content = content.trimmingWhitespace()
            if content.isEmpty || content.first == "#" { continue }
            guard let equals = content.firstIndex(of: "=") else {
                problems.add(file.name, line, "write 'register = format', such as 'notice = {number}/TB-{unit}'")
                continue
            }
            let name = LetterRegisterName(rawValue: String(content[..<equals].trimmingWhitespace()))
            guard name.isWellFormed else {
                problems.add(file.name, line, "\(shown(name.rawValue)) is no name; use a-z, 0-9 and hyphens")
                continue
            }
            if let earlier = lines[name] {
                problems.add(file.name, line, "the register '\(name)' has its format in line \(earlier); remove one")
                continue
            }
            lines[name] = line
            do throws(LetterNumberFormatError) {
                let pattern = String(content[content.index(after: equals)...].trimmingWhitespace())
                formats[name] = try LetterNumberFormat(pattern)
            } catch {
                problems.add(file.name, line, error.description)
            }
        }
        if formats.isEmpty && problems.isEmpty {
            problems.add(file.name, 1, "the file has no formats; write one for each register or restore the file")
        }
        try problems.throwIfAny()
        self.formats = formats
    }

    /// The format of a register's numbers, or `nil` when the file has none for it.
    package subscript(series: LetterRegisterName) -> LetterNumberFormat? {
        self.formats[series]
    }

    /// The registers that have a format, in the order of their names.
    package var series: [LetterRegisterName] {
        self.formats.keys.sorted()
    }
}
