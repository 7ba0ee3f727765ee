/// The command line of a program, taken apart before any value is read.
struct CommandLineScan {
    /// Texts given by flag, for each key of a setting.
    private(set) var values: [SettingKey: [String]] = [:]
    private(set) var configurationFile: String?
    private(set) var wantsHelp = false
    private(set) var wantsVersion = false
    private(set) var wantsListing = false
    /// The command and what follows it; empty when the program was called without one.
    private(set) var command: [String] = []
    private(set) var problems: [SettingsProblem] = []

    private let program: SettingsProgram
    private let settingsByFlag: [String: any SettingDeclaration]

    /// Takes `arguments`, without the program's own name, apart.
    init(_ arguments: [String], of program: SettingsProgram) {
        self.program = program
        self.settingsByFlag = Dictionary(program.settings.map { ($0.key.flag, $0) }, uniquingKeysWith: { $1 })
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument.hasPrefix("-"), argument != "-" {
                self.readFlag(argument, &rest)
            } else {
                self.readCommand(argument, rest)
                return
            }
        }
    }

    private mutating func readFlag(_ argument: String, _ rest: inout ArraySlice<String>) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let flag = String(parts[0])
        let attached = parts.count == 2 ? String(parts[1]) : nil
        switch flag {
        case "--help", "-h": self.wantsHelp = true
        case "--version": self.wantsVersion = true
        case "--print-config": self.wantsListing = true
        case "--config":
            guard let path = self.text(of: flag, attached, &rest) else { return }
            if self.configurationFile != nil { self.repeated(flag) }
            self.configurationFile = path
        default:
            guard let setting = self.settingsByFlag[flag] else {
                let names = self.settingsByFlag.keys.sorted() + SettingsProgram.reservedFlags
                // What follows an equals sign may be secret; only the flag is repeated.
                self.report(.unknown, flag, unknownReason("no such flag", closestName(to: flag, among: names)))
                // What stands behind it is taken for its value, so that one slip is reported once.
                if attached == nil, let next = rest.first, !next.hasPrefix("-"), !self.isCommand(next) {
                    rest.removeFirst()
                }
                return
            }
            let given = setting.isBoolean ? attached ?? "true" : self.text(of: flag, attached, &rest)
            guard let given else { return }
            if self.values[setting.key] != nil, !setting.isList { self.repeated(flag) }
            self.values[setting.key, default: []].append(given)
        }
    }

    /// The text of a flag that needs one: after its equals sign, or the next argument.
    private mutating func text(
        of flag: String,
        _ attached: String?,
        _ rest: inout ArraySlice<String>
    ) -> String? {
        if let attached { return attached }
        guard let next = rest.first, !next.hasPrefix("--") else {
            self.report(
                .missingValue,
                flag,
                "needs a value after it; one that begins with -- is given as \(flag)=VALUE"
            )
            return nil
        }
        rest.removeFirst()
        return next
    }

    private mutating func readCommand(_ name: String, _ rest: ArraySlice<String>) {
        guard self.isCommand(name) else {
            let names = self.program.commands.map(\.name)
            let reason =
                names.isEmpty
                ? "this program takes flags alone; a yes-or-no flag is turned off with --flag=false"
                : unknownReason("no such command", closestName(to: name, among: names))
            self.report(.unknown, name, reason)
            return
        }
        self.command = [name] + rest
    }

    private func isCommand(_ name: String) -> Bool {
        self.program.commands.contains { $0.name == name }
    }

    private mutating func repeated(_ flag: String) {
        self.report(.repeated, flag, "is given twice; give it once")
    }

    private mutating func report(_ code: SettingsProblem.Code, _ name: String, _ reason: String) {
        self.problems.append(
            SettingsProblem(code: code, key: name, source: .flag("on the command line"), value: nil, reason: reason)
        )
    }
}

/// "no such flag" with the nearest name, when there is one.
func unknownReason(_ what: String, _ closest: String?) -> String {
    closest.map { "\(what); did you mean \($0)?" } ?? what
}
