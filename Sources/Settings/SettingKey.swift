/// The dotted name of a setting, such as `intake.batch-size`: one or more words of `a` to `z`, `0` to `9` and `-`.
///
/// The same key is spelled `--intake-batch-size` as a flag, `LANGNGHE_INTAKE_BATCH_SIZE` in the environment and
/// `intake:` / `  batch-size:` in the file.
package struct SettingKey: Sendable, Hashable {
    /// What every environment variable of the programs begins with.
    package static let environmentPrefix = "LANGNGHE_"

    /// The words between the dots; never empty.
    package let words: [String]

    /// Reads a dotted key, or gives `nil` when a word is empty or holds another character.
    package init?(parsing text: String) {
        let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard words.allSatisfy(SettingKey.isWord) else { return nil }
        self.words = words
    }

    /// The flag that sets it, such as `--intake-batch-size`.
    package var flag: String { "--" + self.words.joined(separator: "-") }

    /// The environment variable that sets it, such as `LANGNGHE_INTAKE_BATCH_SIZE`.
    package var environmentName: String {
        let name = self.words.joined(separator: "_").uppercased()
        return SettingKey.environmentPrefix + String(name.map { $0 == "-" ? "_" : $0 })
    }

    private static func isWord(_ word: String) -> Bool {
        guard let first = word.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }
}

extension SettingKey: CustomStringConvertible {
    /// The dotted key as it was declared.
    package var description: String { self.words.joined(separator: ".") }
}

extension SettingKey: ExpressibleByStringLiteral {
    /// Makes a key from a literal of our own source; a malformed literal is a mistake of the programmer.
    package init(stringLiteral text: String) {
        guard let key = SettingKey(parsing: text) else { preconditionFailure("malformed setting key \"\(text)\"") }
        self = key
    }
}
