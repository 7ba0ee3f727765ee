package import CaseLifecycle
import FoundationEssentials

/// The province's own rule files in a data folder: `rules/case-rules*.yaml` and `rules/calendar.yaml`.
///
/// Where one of them is missing, the program's own takes its place. Rule sets of the program that the province's
/// replace stay known, so that open cases keep them.
package struct LawFolder: Sendable {
    /// The folder's name in a data folder.
    package static let name = "rules"

    private let path: String

    /// Names the folder within a data folder.
    package init(inFolder folder: String) {
        self.path = "\(folder)/\(LawFolder.name)"
    }

    /// Reads the rules and the calendar in force.
    ///
    /// - Throws: ``RuleFileError`` with file, line and reason of every problem that was found.
    package func load() throws(RuleFileError) -> CaseLaw {
        let all = try self.names()
        let names = all.filter { $0.hasPrefix("case-rules") && $0.hasSuffix(".yaml") }.sorted()
        let bundled = try CaseRules.bundled()
        let files = try self.read(names)
        let calendarFile = try self.read(all.filter { $0 == "calendar.yaml" }).first
        try self.checkNames(of: files)
        let rules = files.isEmpty ? bundled : try CaseRules(parsing: files)
        let calendar = try WorkingCalendar(parsing: calendarFile ?? WorkingCalendar.bundledFile)
        let former = files.isEmpty ? [] : bundled.ruleSets.filter { rules.ruleSet($0.id) == nil }
        return CaseLaw(ruleSets: rules.ruleSets, formerRuleSets: former, calendar: calendar)
    }

    /// The names in the folder; none when there is no folder.
    private func names() throws(RuleFileError) -> [String] {
        guard FileManager.default.fileExists(atPath: self.path) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: self.path)
        } catch {
            var problems = ProblemCollector()
            problems.add(LawFolder.name, 1, "the folder can't be read; make it readable for the aggregator's user")
            try problems.throwIfAny()
            return []
        }
    }

    /// Refuses a file that gives other content to a name of the program's own rule set: open cases keep that name.
    private func checkNames(of files: [YAMLFile]) throws(RuleFileError) {
        let bundled = try CaseRules.bundled()
        var problems = ProblemCollector()
        for file in files where !file.hasSameText(as: CaseRules.bundledFile) {
            guard let own = try? CaseRules(parsing: [file]) else { continue }
            for set in own.ruleSets where bundled.ruleSet(set.id) != nil {
                problems.add(
                    file.name,
                    1,
                    "'\(set.id)' is the program's own rule set, with other content; give this one and its changed life "
                        + "cycles new ids"
                )
            }
        }
        try problems.throwIfAny()
    }

    private func read(_ names: [String]) throws(RuleFileError) -> [YAMLFile] {
        var problems = ProblemCollector()
        var files: [YAMLFile] = []
        for name in names {
            if let file = YAMLFile(contentsOf: "\(self.path)/\(name)") {
                files.append(file)
            } else {
                problems.add(name, 1, "the file can't be read; make it readable for the aggregator's user")
            }
        }
        try problems.throwIfAny()
        return files
    }
}

extension YAMLFile {
    /// Reads a file from the disk, or gives `nil` when it can't be read.
    ///
    /// One beyond the limit is read a little beyond it, and refused later.
    package init?(contentsOf path: String) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        self.init(name: name, bytes: Array(data.prefix(YAMLFile.maximumBytes + 1)))
    }
}
