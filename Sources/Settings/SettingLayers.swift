internal import Configuration

/// The places a value may come from, as providers of swift-configuration, the one that wins first.
struct SettingLayers {
    private let commandLine: CommandLineArgumentsProvider
    private let environment: EnvironmentVariablesProvider
    private let file: InMemoryProvider
    private let fileLayout: SettingsFile

    /// Lays the command line over the environment over the file.
    init(commandLine: CommandLineScan, environment: [String: String], file: SettingsFile) {
        self.commandLine = CommandLineArgumentsProvider(
            arguments: [""] + commandLine.values.flatMap { key, texts in texts.map { "\(key.flag)=\($0)" } }
        )
        self.environment = EnvironmentVariablesProvider(environmentVariables: environment)
        self.file = InMemoryProvider(
            name: file.path,
            values: Dictionary(
                uniqueKeysWithValues: file.entries.map { key, entry in
                    (AbsoluteConfigKey(key.words), ConfigValue(.stringArray(entry.texts), isSecret: false))
                }
            )
        )
        self.fileLayout = file
    }

    /// The texts of a setting from the first place that has it, or `nil` when none has.
    func value(of setting: any SettingDeclaration) -> (texts: [String], source: SettingSource)? {
        let key = AbsoluteConfigKey(setting.key.words)
        if let texts = SettingLayers.texts(in: self.commandLine, key, .stringArray) {
            // The provider takes texts apart at commas, which only a list wants.
            return (setting.isList ? texts : [texts.joined(separator: ",")], .flag(setting.key.flag))
        }
        if let texts = SettingLayers.texts(in: self.environment.prefixKeys(with: "langnghe"), key, .string) {
            let list = setting.isList ? elements(of: texts[0]) : texts
            return (list, .environment(setting.key.environmentName))
        }
        if let texts = SettingLayers.texts(in: self.file, key, .stringArray) {
            let entry = self.fileLayout.entries[setting.key]
            let isSingleText = setting.isList && entry?.isList == false
            let list = isSingleText ? elements(of: texts.joined(separator: ",")) : texts
            return (list, .file(path: self.fileLayout.path, line: entry?.line))
        }
        return nil
    }

    private static func texts(
        in provider: some ConfigProvider,
        _ key: AbsoluteConfigKey,
        _ type: ConfigType
    ) -> [String]? {
        // A conversion to text of what is text can't fail.
        switch try? provider.value(forKey: key, type: type).value?.content {
        case .string(let text): [text]
        case .stringArray(let texts): texts
        default: nil
        }
    }
}

/// The values of a list written as one text; an empty text is an empty list.
private func elements(of text: String) -> [String] {
    text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
}

private func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
}
