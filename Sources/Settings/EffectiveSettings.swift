/// The value of every setting of a program, each with where it comes from.
package struct EffectiveSettings: Sendable {
    /// One setting's value.
    struct Entry: Sendable {
        let value: any Sendable
        /// The value as it would be written.
        let texts: [String]
        let source: SettingSource
    }

    let program: SettingsProgram
    let entries: [SettingKey: Entry]

    /// The value in force.
    ///
    /// A setting that the program never declared is a mistake in our own source and stops the program.
    package subscript<Value>(_ setting: Setting<Value>) -> Value {
        guard let value = self.entries[setting.key]?.value as? Value else {
            preconditionFailure("\(self.program.name) reads \(setting.key) without declaring it")
        }
        return value
    }

    /// Where the value in force comes from, or `nil` when there is no such setting.
    package func source(of key: SettingKey) -> SettingSource? {
        self.entries[key]?.source
    }
}

extension EffectiveSettings: CustomStringConvertible {
    /// The values in force as a settings file with the source of each in a comment; secrets are left out.
    package var description: String {
        var lines = ["# \(self.program.name): the settings in force"]
        var group: [String] = []
        // In the order of the keys a group stands in one piece, as YAML demands.
        let settings = self.program.settings.sorted { $0.key.words.lexicographicallyPrecedes($1.key.words) }
        for setting in settings {
            guard let entry = self.entries[setting.key] else { continue }
            let parents = Array(setting.key.words.dropLast())
            let shared = zip(parents, group).prefix { $0 == $1 }.count
            for depth in shared..<parents.count {
                lines.append(indentation(depth) + parents[depth] + ":")
            }
            group = parents
            lines.append(indentation(parents.count) + EffectiveSettings.line(for: setting, entry))
        }
        return lines.joined(separator: "\n")
    }

    private static func line(for setting: any SettingDeclaration, _ entry: Entry) -> String {
        let name = setting.key.words.last ?? ""
        if setting.isSecret { return "# \(name): secret, not shown  (\(entry.source))" }
        let values = entry.texts.map(quoted)
        let value = setting.isList ? "[\(values.joined(separator: ", "))]" : values.joined(separator: ", ")
        return "\(name): \(value)  # \(entry.source)"
    }
}

private func indentation(_ depth: Int) -> String {
    String(repeating: "  ", count: depth)
}

/// A text in YAML's single quotes, in which only the quote itself needs care, or bare when it is a word or number.
private func quoted(_ text: String) -> String {
    let isPlain =
        !text.isEmpty && text.lowercased() != "null"
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: false
            }
        }
    return isPlain
        ? text
        : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}
