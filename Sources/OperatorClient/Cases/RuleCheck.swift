package import CaseLifecycle
import CivilTime
import RuleFiles

/// Reads the province's rule files and says what is wrong with them.
package enum RuleCheck {
    /// The rules of a data folder, or the program's own.
    ///
    /// - Throws: ``OperatorError`` with file, line and reason of every problem.
    package static func law(_ folder: DataFolder) throws(OperatorError) -> CaseLaw {
        do throws(RuleFileError) {
            return try LawFolder(inFolder: folder.path).load()
        } catch {
            throw OperatorError(.badData, "\(error)", cause: error)
        }
    }

    /// Checks rule files of either kind; a calendar is told from case rules by what stands in it.
    ///
    /// - Parameter paths: The files; all of one kind are checked together.
    /// - Returns: What they hold, in lines.
    /// - Throws: ``OperatorError`` with file, line and reason of every problem.
    package static func check(_ paths: [String]) throws(OperatorError) -> [String] {
        var calendars: [YAMLFile] = []
        var rules: [YAMLFile] = []
        for path in paths {
            guard let file = YAMLFile(contentsOf: path) else {
                throw OperatorError(.badData, "\(path) can't be read. Check its name and permissions.")
            }
            if file.name.hasPrefix("calendar") { calendars.append(file) } else { rules.append(file) }
        }
        do throws(RuleFileError) {
            var lines: [String] = []
            if !rules.isEmpty { lines += try self.lines(CaseRules(parsing: rules)) }
            for file in calendars { lines.append(try self.line(WorkingCalendar(parsing: file), file.name)) }
            return lines
        } catch {
            throw OperatorError(.badData, "\(error)", cause: error)
        }
    }

    private static func lines(_ rules: CaseRules) -> [String] {
        rules.ruleSets.map { set in
            "Rule set \(set.id), \(set.period): \(set.lanes.count) lanes, \(set.lifecycles.count) life cycles, "
                + "\(set.deadlines.count) time limits, \(set.letters.count) letters: sound."
        }
    }

    private static func line(_ calendar: WorkingCalendar, _ name: String) -> String {
        let years = calendar.years.map { "\($0.year)\($0.isProvisional ? " (provisional)" : "")" }
        return "Calendar \(name): \(years.joined(separator: ", ")): sound."
    }
}
