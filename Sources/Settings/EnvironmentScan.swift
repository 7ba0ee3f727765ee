/// The environment variables that belong to the programs, checked for names nobody declared.
struct EnvironmentScan {
    /// The variable that names the settings file.
    static let configurationFileName = SettingKey.environmentPrefix + "CONFIG"

    /// Variables with our prefix that the scripts in `ops`, the tests and the operator's command read.
    static let namesOfOthers: Set<String> = [
        "LANGNGHE_BENCH_DIR", "LANGNGHE_BINARIES", "LANGNGHE_BUILD", "LANGNGHE_DATA", "LANGNGHE_DESK",
        "LANGNGHE_REGISTER_EDITION", "LANGNGHE_SIMULATION_SEED", "LANGNGHE_SIMULATION_SEEDS", "LANGNGHE_TEST_SEED",
        "LANGNGHE_TEST_SEEDS",
    ]

    let configurationFile: String?
    let problems: [SettingsProblem]

    /// Looks through an environment; variables without our prefix are nobody's business here.
    init(_ environment: [String: String], of program: SettingsProgram) {
        self.configurationFile = environment[EnvironmentScan.configurationFileName]
        let names = program.settings.map(\.key.environmentName) + [EnvironmentScan.configurationFileName]
        let known = Set(names).union(program.otherEnvironmentNames).union(EnvironmentScan.namesOfOthers)
        let unknown = environment.keys
            .filter { $0.hasPrefix(SettingKey.environmentPrefix) && !known.contains($0) }
            .sorted()
        self.problems = unknown.map { name in
            SettingsProblem(
                code: .unknown,
                key: name,
                source: .environment(name),
                value: nil,
                reason: unknownReason("no such setting", closestName(to: name, among: names)) + "; unset it or mend it"
            )
        }
    }
}
