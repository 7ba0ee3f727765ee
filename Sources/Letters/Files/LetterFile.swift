/// A file of templates or formats; reading it from the disk is the caller's, or ``LetterFolder``'s.
package struct LetterFile: Sendable, Hashable {
    /// The largest file, in bytes.
    package static let maximumBytes = 256 << 10

    /// What is said of a larger one.
    static let tooLarge = "the file is larger than 256 KiB; letters are far smaller, so look what it is"

    /// The name shown in problems, such as `apology.html.mustache`.
    package let name: String

    /// The content: UTF-8.
    package let bytes: [UInt8]

    /// Names some bytes.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The content as text, or `nil` when it can't be taken, which is reported.
    func text(_ problems: inout LetterProblems) -> String? {
        guard self.bytes.count <= LetterFile.maximumBytes else {
            problems.add(self.name, 1, LetterFile.tooLarge)
            return nil
        }
        guard let text = String(validating: self.bytes, as: UTF8.self) else {
            problems.add(self.name, 1, "the file is not UTF-8; save it as UTF-8")
            return nil
        }
        // A byte order mark, as some editors write, is no part of the text.
        return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// The lines of the text; none when it can't be taken, which is reported.
    func lines(_ problems: inout LetterProblems) -> [Substring] {
        self.text(&problems)?.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) ?? []
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    func trimmingWhitespace() -> SubSequence {
        guard let first = self.firstIndex(where: { !$0.isWhitespace }),
            let last = self.lastIndex(where: { !$0.isWhitespace })
        else { return self[self.startIndex..<self.startIndex] }
        return self[first...last]
    }
}
