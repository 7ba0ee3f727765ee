/// Everything outside a program that decides its settings.
package struct SettingsInput: Sendable {
    /// The command line without the program's own name.
    package let arguments: [String]
    package let environment: [String: String]
    /// Gives a file's text, `nil` when there is no such file, or throws the reason why it can't be read.
    package let readFile: @Sendable (String) throws(InvalidValue) -> String?

    /// Gathers the input.
    package init(
        arguments: [String],
        environment: [String: String],
        readFile: @escaping @Sendable (String) throws(InvalidValue) -> String?
    ) {
        self.arguments = arguments
        self.environment = environment
        self.readFile = readFile
    }
}

/// What a program does after its command line has been read.
package enum SettingsOutcome: Sendable {
    /// Print this to standard output and exit with 0: help, version or the listing of the settings.
    case print(String)
    /// Run with these settings; `command` is the command and its arguments, empty when there is none.
    case run(EffectiveSettings, command: [String])
}

extension SettingsProgram {
    /// Decides every setting: flags over environment over file over default.
    ///
    /// - Throws: `SettingsError` with everything that is wrong.
    package func load(_ input: SettingsInput) throws(SettingsError) -> SettingsOutcome {
        try self.fail(
            with: self.declarationFaults.map { fault in
                SettingsProblem(
                    code: .declaration,
                    key: self.name,
                    source: .builtInDefault,
                    value: nil,
                    reason: fault
                )
            }
        )
        let commandLine = CommandLineScan(input.arguments, of: self)
        if commandLine.wantsHelp { return .print(self.help) }
        if commandLine.wantsVersion { return .print("\(self.name) \(self.version)") }
        let environment = EnvironmentScan(input.environment, of: self)
        let file = self.readFile(commandLine, environment, input)
        var problems = commandLine.problems + environment.problems + file.problems
        var entries: [SettingKey: EffectiveSettings.Entry] = [:]
        let layers = SettingLayers(commandLine: commandLine, environment: input.environment, file: file)
        for setting in self.settings {
            switch self.decide(setting, layers) {
            case .success(let entry): entries[setting.key] = entry
            case .failure(let problem): problems.append(problem.problem)
            }
        }
        try self.fail(with: problems)
        let effective = EffectiveSettings(program: self, entries: entries)
        if commandLine.wantsListing { return .print(effective.description) }
        return .run(effective, command: commandLine.command)
    }

    private func fail(with problems: [SettingsProblem]) throws(SettingsError) {
        guard problems.isEmpty else { throw SettingsError(program: self.name, problems: problems) }
    }

    private func readFile(
        _ commandLine: CommandLineScan,
        _ environment: EnvironmentScan,
        _ input: SettingsInput
    ) -> SettingsFile {
        let named = commandLine.configurationFile ?? environment.configurationFile
        let path = named ?? self.defaultFilePath
        do throws(InvalidValue) {
            if let text = try input.readFile(path) {
                return SettingsFile(text, path: path, keys: self.settings.map(\.key))
            }
            guard named != nil else { return SettingsFile(absent: path) }
            throw InvalidValue("there is no such file; create it or name another with --config")
        } catch {
            return SettingsFile(unreadable: path, reason: error.reason)
        }
    }

    private func decide(
        _ setting: any SettingDeclaration,
        _ layers: SettingLayers
    ) -> Result<EffectiveSettings.Entry, RefusedSetting> {
        guard let given = layers.value(of: setting) else {
            return .success(
                .init(value: setting.anyDefault, texts: setting.defaultTexts, source: .builtInDefault)
            )
        }
        do {
            let (value, texts) = try setting.read(given.texts)
            return .success(.init(value: value, texts: texts, source: given.source))
        } catch {
            // The reason of a secret's refusal could repeat it; what is allowed can't.
            let reason = setting.isSecret ? "is refused" : error.reason
            let problem = SettingsProblem(
                code: .invalid,
                key: setting.key.description,
                source: given.source,
                value: setting.isSecret ? nil : given.texts.joined(separator: ","),
                reason: "\(reason); allowed: \(setting.allowed)"
            )
            return .failure(RefusedSetting(problem: problem))
        }
    }
}

private struct RefusedSetting: Error {
    let problem: SettingsProblem
}
