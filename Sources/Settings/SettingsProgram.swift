/// What a program is called, what it does, and every setting it has.
package struct SettingsProgram: Sendable {
    /// A command that may follow the flags; what comes after it is the command's own business.
    package struct Command: Sendable, Hashable {
        package let name: String
        package let summary: String

        /// Declares a command.
        package init(_ name: String, _ summary: String) {
            self.name = name
            self.summary = summary
        }
    }

    static let reservedFlags = ["--config", "--help", "--print-config", "--version"]

    package let name: String
    package let version: String
    /// One to three sentences for the top of `--help`.
    package let summary: String
    package let settings: [any SettingDeclaration]
    /// Empty when the program takes flags alone.
    package let commands: [Command]
    /// Variables with our prefix that are not this program's settings and are allowed to be set all the same.
    package let otherEnvironmentNames: Set<String>

    /// Declares a program.
    ///
    /// - Parameters:
    ///   - name: What the program is called, such as `langnghe-kiosk`; its settings file is named for it.
    ///   - version: What `--version` prints.
    ///   - summary: One to three sentences for the top of `--help`.
    ///   - settings: Every setting, in the order in which `--help` names them.
    ///   - commands: The commands that may follow the flags, if any.
    ///   - otherEnvironmentNames: Variables with our prefix that belong to somebody else.
    package init(
        name: String,
        version: String,
        summary: String,
        settings: [any SettingDeclaration],
        commands: [Command] = [],
        otherEnvironmentNames: Set<String> = []
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.settings = settings
        self.commands = commands
        self.otherEnvironmentNames = otherEnvironmentNames
    }

    /// The settings file that is read, when it exists and no other is named.
    package var defaultFilePath: String { "/etc/langnghe/\(self.name).yaml" }

    /// What is wrong with the declarations themselves; a program's tests expect none.
    package var declarationFaults: [String] {
        var faults: [String] = []
        var flags = Set(SettingsProgram.reservedFlags)
        var names = Set([EnvironmentScan.configurationFileName])
        for setting in self.settings {
            if !flags.insert(setting.key.flag).inserted { faults.append("\(setting.key.flag) is declared twice") }
            if !names.insert(setting.key.environmentName).inserted {
                faults.append("\(setting.key.environmentName) is declared twice")
            }
            for other in self.settings where other.key.description.hasPrefix("\(setting.key).") {
                faults.append("\(setting.key) is both a setting and a group that holds \(other.key)")
            }
            if setting.help.isEmpty { faults.append("\(setting.key) has no help") }
            do {
                _ = try setting.read(setting.defaultTexts)
            } catch {
                faults.append("the default of \(setting.key) \(error.reason)")
            }
        }
        return faults
    }
}
