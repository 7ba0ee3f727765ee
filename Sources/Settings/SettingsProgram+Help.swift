extension SettingsProgram {
    /// The widest line of the help, in characters, as far as words allow.
    static let helpWidth = 80

    /// What `--help` prints: every setting with its meaning, what it allows, its default and its other names.
    package var help: String {
        let usage = "Usage: \(self.name) [SETTING]…" + (self.commands.isEmpty ? "" : " [COMMAND …]")
        var paragraphs = [usage, wrapped(self.summary, indent: 0)]
        if !self.commands.isEmpty {
            let items = self.commands.map { "  \($0.name)\n" + wrapped($0.summary, indent: 6) }
            paragraphs.append("Commands ('\(self.name) COMMAND --help' tells more):\n" + items.joined(separator: "\n"))
        }
        paragraphs.append(
            wrapped(
                "A setting is given as a flag, as an environment variable, or in a YAML file; a flag wins over "
                    + "the environment, the environment over the file, the file over the default.",
                indent: 0
            )
        )
        paragraphs += self.settings.map(self.describe)
        paragraphs.append(
            [
                "  --config FILE\n"
                    + wrapped(
                        "The YAML file to read.\nDefault: \(self.defaultFilePath) if it exists\n"
                            + "Environment: \(EnvironmentScan.configurationFileName)",
                        indent: 6
                    ),
                "  --print-config\n" + wrapped("Print every setting in force and where it comes from.", indent: 6),
                "  --version\n" + wrapped("Print the version.", indent: 6),
                "  --help\n" + wrapped("Print this.", indent: 6),
            ].joined(separator: "\n\n")
        )
        return paragraphs.joined(separator: "\n\n")
    }

    private func describe(_ setting: any SettingDeclaration) -> String {
        let heading =
            "  \(setting.key.flag)" + (setting.isBoolean ? "[=\(setting.placeholder)]" : " \(setting.placeholder)")
        let written = setting.defaultTexts.joined(separator: ",")
        let shown = setting.isSecret ? "secret" : written.isEmpty ? "none" : written
        return [
            heading,
            wrapped(setting.help, indent: 6),
            wrapped("Allowed: \(setting.allowed)", indent: 6),
            wrapped("Default: \(shown)", indent: 6),
            wrapped("Environment: \(setting.key.environmentName)", indent: 6),
            wrapped("File: \(setting.key)", indent: 6),
        ].joined(separator: "\n")
    }
}

/// A text in lines of at most the help's width, broken between words; its own line breaks are kept.
private func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = margin
        for word in paragraph.split(separator: " ") {
            if line.count > indent, line.count + 1 + word.count > SettingsProgram.helpWidth {
                lines.append(line)
                line = margin
            }
            line += line.count > indent ? " \(word)" : String(word)
        }
        lines.append(line)
    }
    return lines.joined(separator: "\n")
}
