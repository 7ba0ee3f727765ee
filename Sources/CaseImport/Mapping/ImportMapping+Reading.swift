internal import AdministrativeRegister
internal import CaseLifecycle
internal import CivilTime
package import RuleFiles

extension ImportMapping {
    private static let keys = [
        "source", "edition", "delimiter", "time_zone", "date_formats", "empty_days", "ended_before_opened", "columns",
        "office", "responsible_unit", "lane", "subject", "field", "channel", "status",
    ]

    /// Reads a mapping file.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - vocabulary: The words it may use.
    ///   - problems: Takes what is wrong, with the file, line and reason.
    /// - Returns: The mapping, or `nil` when anything was wrong.
    package static func read(
        _ file: YAMLFile,
        vocabulary: ImportVocabulary,
        _ problems: inout ProblemCollector
    ) -> ImportMapping? {
        let made = self.made(of: file, vocabulary, &problems)
        return problems.isEmpty ? made : nil
    }

    private static func made(
        of file: YAMLFile,
        _ vocabulary: ImportVocabulary,
        _ problems: inout ProblemCollector
    ) -> ImportMapping? {
        guard let root = file.mapping(keys: ImportMapping.keys, &problems) else { return nil }
        let source = root.requiredIdentifier("source", &problems)
        let delimiter = root.optionalChoice("delimiter", of: CSVDelimiter.self, &problems) ?? .comma
        let earlyEnd = root.optionalChoice("ended_before_opened", of: EarlyEnd.self, &problems) ?? .error
        let zone = ImportMapping.zone(root, &problems)
        let patterns = ImportMapping.patterns(root, &problems)
        let emptyDays = root.optionalList("empty_days", &problems).compactMap { $0.day(&problems) }
        let columns = ImportMapping.columns(root, &problems)
        let edition = ImportMapping.edition(root, vocabulary.register, &problems)
        guard let edition, let columns else { return nil }

        var reader = RuleReader(root: root, vocabulary: vocabulary, edition: edition, problems: problems)
        let office = reader.unitRule("office", takesOffice: false)
        let responsible = reader.unitRule("responsible_unit", takesOffice: true)
        let lane = reader.laneRule()
        let subject = reader.codeRule("subject", vocabulary.subjects)
        let field = reader.codeRule("field", vocabulary.fields)
        let channel = reader.channelRule()
        let status = reader.statusRule(columns, lanes: lane?.facts ?? [])
        problems = reader.problems
        guard let source, let zone, let patterns, let office, let responsible, let lane, let subject, let field,
            let status
        else { return nil }
        return ImportMapping(
            source: source,
            edition: edition,
            delimiter: delimiter,
            timeZone: zone,
            datePatterns: patterns,
            emptyDays: Set(emptyDays),
            earlyEnd: earlyEnd,
            columns: columns,
            office: office,
            responsibleUnit: responsible,
            rulesByName: reader.rulesByName,
            lane: lane,
            subject: subject,
            field: field,
            channel: channel,
            status: status
        )
    }

    private static func zone(_ root: YAMLMapping, _ problems: inout ProblemCollector) -> TimeZoneOffset? {
        guard let value = root.required("time_zone", &problems), let text = value.text(&problems) else { return nil }
        if let zone = TimeZoneOffset(text) { return zone }
        value.report("\(quoted(text)) is no time zone; write what it is ahead of UTC, as \"+07:00\"", &problems)
        return nil
    }

    private static func patterns(_ root: YAMLMapping, _ problems: inout ProblemCollector) -> [DatePattern]? {
        guard let values = root.requiredList("date_formats", &problems) else { return nil }
        var patterns: [DatePattern] = []
        for value in values {
            guard let text = value.text(maximumLength: 60, &problems) else { continue }
            guard let pattern = DatePattern(text) else {
                value.report(
                    "\(quoted(text)) is no date format; write one of yyyy, MM, dd, HH, mm, ss, f and ZZZZZ, such as "
                        + "dd/MM/yyyy HH:mm",
                    &problems
                )
                continue
            }
            if let other = patterns.first(where: { $0.isConfusable(with: pattern) }) {
                value.report(
                    "can't be told from \(quoted(other.text)), so days and months would change places",
                    &problems
                )
            }
            patterns.append(pattern)
        }
        return patterns
    }

    private static func columns(_ root: YAMLMapping, _ problems: inout ProblemCollector) -> Columns? {
        let keys = ["request_id", "opened", "due", "closed", "cancelled"]
        guard let columns = root.requiredMapping("columns", keys: keys, &problems) else { return nil }
        let request = columns.requiredText("request_id", &problems)
        let opened = columns.requiredText("opened", &problems)
        guard let request, let opened else { return nil }
        return Columns(
            request: request,
            opened: opened,
            due: columns.optionalText("due", &problems),
            closed: columns.optionalText("closed", &problems),
            cancelled: columns.optionalText("cancelled", &problems)
        )
    }

    private static func edition(
        _ root: YAMLMapping,
        _ register: Register,
        _ problems: inout ProblemCollector
    ) -> Edition? {
        guard let value = root.required("edition", &problems), let id = value.text(&problems) else { return nil }
        if let edition = register.edition(id: id) { return edition }
        let known = register.editions.map(\.id).joined(separator: ", ")
        value.report("no edition \(quoted(id)) of the register; the editions are \(known)", &problems)
        return nil
    }
}
