package import CaseLifecycle
import CivilTime

extension WorkingCalendar {
    /// The calendar this program carries, 2022 to 2027; to be replaced by a file of the province.
    package static var bundledFile: YAMLFile {
        YAMLFile(name: "calendar.yaml", bytes: PackageResources.calendar_yaml)
    }

    /// Reads a calendar from its file.
    ///
    /// - Parameter file: The file, `calendar.yaml` in form.
    /// - Throws: ``RuleFileError`` with file, line and reason of every problem that was found.
    package init(parsing file: YAMLFile) throws(RuleFileError) {
        var reader = CalendarReader()
        reader.read(file)
        try reader.problems.throwIfAny()
        do throws(WorkingCalendarError) {
            try self.init(years: reader.years, closures: reader.closures, officeHours: reader.officeHours)
        } catch {
            throw reader.refusal(error, of: file)
        }
    }
}

extension CalendarReader {
    /// The problems of a calendar with the lines of their entries.
    fileprivate func refusal(_ error: WorkingCalendarError, of file: YAMLFile) -> RuleFileError {
        let problems = error.defects.map { defect in
            let line = self.lines[defect.entry] ?? 1
            return RuleFileError.Problem(file: file.name, line: line, reason: defect.problem.description)
        }
        let sorted = problems.sorted { $0.line < $1.line }
        let listed = sorted.prefix(RuleFileError.maximumProblems)
        return RuleFileError(problems: Array(listed), unlisted: sorted.count - listed.count)
    }
}
