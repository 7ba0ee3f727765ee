import CaseLifecycle
import CivilTime

/// Reads the parts of a calendar from its file and remembers their lines.
struct CalendarReader {
    private(set) var years: [CalendarYear] = []
    private(set) var closures: [LocalClosure] = []
    private(set) var officeHours: [OfficeHours] = []
    /// The line of each entry.
    private(set) var lines: [WorkingCalendarError.Entry: Int] = [:]
    /// What is wrong with single values; what is wrong with the whole is found when the calendar is made.
    var problems = ProblemCollector()

    /// The texts of the sources by their keys.
    private var sources: [String: String] = [:]

    mutating func read(_ file: YAMLFile) {
        let keys = ["sources", "office_hours", "closures", "years"]
        guard let calendar = file.mapping(keys: keys, &self.problems) else { return }
        for source in calendar.required("sources", &self.problems)?.mapping(&self.problems)?.values ?? [] {
            self.sources[source.label] = source.text(&self.problems)
        }
        for entry in calendar.requiredList("office_hours", &self.problems) ?? [] { self.readOfficeHours(entry) }
        for entry in calendar.optionalList("closures", &self.problems) { self.readClosure(entry) }
        for entry in calendar.requiredList("years", &self.problems) ?? [] { self.readYear(entry) }
        self.lines[.calendar] = calendar.line(of: "office_hours")
    }

    private mutating func readYear(_ entry: YAMLValue) {
        guard let year = entry.mapping(keys: ["year", "provisional", "days"], &self.problems) else { return }
        let number = year.requiredInteger("year", in: 2000...2100, &self.problems)
        let isProvisional = year.optionalBoolean("provisional", &self.problems) ?? false
        var exceptions: [CalendarException] = []
        for day in year.optionalList("days", &self.problems) {
            guard let exception = self.exception(day) else { continue }
            self.lines[.exception(year: self.years.count, exception: exceptions.count)] = day.line
            exceptions.append(exception)
        }
        self.lines[.year(self.years.count)] = year.line
        guard let number else { return }
        self.years.append(CalendarYear(number, isProvisional: isProvisional, exceptions: exceptions))
    }

    private mutating func exception(_ entry: YAMLValue) -> CalendarException? {
        let keys = ["day", "kind", "name", "for", "source", "confidence"]
        guard let mapping = entry.mapping(keys: keys, &self.problems) else { return nil }
        let day = mapping.requiredDay("day", &self.problems)
        let kind = mapping.requiredChoice("kind", of: CalendarException.Kind.self, &self.problems)
        let name = mapping.requiredText("name", &self.problems)
        let partner = mapping.optionalDay("for", &self.problems)
        let source = self.source(of: mapping)
        guard let day, let kind, let name, let source else { return nil }
        return CalendarException(day: day, kind: kind, vietnameseName: name, partner: partner, source: source)
    }

    private mutating func readClosure(_ entry: YAMLValue) {
        let keys = ["unit", "first_day", "last_day", "hours", "reason", "source", "confidence"]
        guard let mapping = entry.mapping(keys: keys, &self.problems) else { return }
        let unit = mapping.required("unit", &self.problems).flatMap { self.unitCode($0) }
        let first = mapping.requiredDay("first_day", &self.problems)
        let last = mapping.optionalDay("last_day", &self.problems) ?? first
        let hours = mapping.optional("hours").map { self.stretch($0) }
        let reason = mapping.requiredText("reason", &self.problems)
        let source = self.source(of: mapping)
        guard let unit, let first, let last, let reason, let source else { return }
        self.lines[.closure(self.closures.count)] = entry.line
        self.closures.append(
            LocalClosure(
                unit: unit,
                firstDay: first,
                lastDay: last,
                hours: hours ?? nil,
                vietnameseReason: reason,
                source: source
            )
        )
    }

    private mutating func readOfficeHours(_ entry: YAMLValue) {
        let weekdays = Weekday.allCases.map { (day: $0, key: String(describing: $0)) }
        let keys = ["unit", "valid_from", "valid_to", "hours", "source", "confidence"] + weekdays.map(\.key)
        guard let mapping = entry.mapping(keys: keys, &self.problems) else { return }
        let unit = mapping.optional("unit")
        let code = unit.flatMap { self.unitCode($0) }
        let validity = mapping.validity(&self.problems)
        let common = mapping.optional("hours").map { self.stretches($0) }
        var stretches: [Weekday: [OfficeInterval]] = [:]
        for weekday in weekdays {
            let own = mapping.optional(weekday.key).map { self.stretches($0) }
            stretches[weekday.day] = own ?? (weekday.day.isWeekend ? nil : common)
        }
        let source = self.source(of: mapping)
        guard let validity, let source, unit == nil || code != nil else { return }
        let period = RulePeriod(from: validity.from, through: validity.through)
        self.lines[.officeHours(self.officeHours.count)] = entry.line
        self.officeHours.append(OfficeHours(unit: code, period: period, stretches: stretches, source: source))
    }
}

extension CalendarReader {
    /// Reads `source`, one key of the sources or a list of them, and `confidence`.
    private mutating func source(of mapping: YAMLMapping) -> RuleSource? {
        let confidence = mapping.requiredChoice("confidence", of: RuleConfidence.self, &self.problems)
        guard let value = mapping.required("source", &self.problems) else { return nil }
        let keys = value.isList ? value.list(&self.problems) ?? [] : [value]
        var texts: [String] = []
        for key in keys {
            guard let name = key.identifier(&self.problems) else { continue }
            if let text = self.sources[name] {
                texts.append(text)
            } else {
                key.report("there is no source \(quoted(name)); add it under 'sources'", &self.problems)
            }
        }
        guard let confidence, !texts.isEmpty else { return nil }
        return RuleSource(texts.joined(separator: "; "), confidence: confidence)
    }

    /// Reads a list of stretches of a day.
    private mutating func stretches(_ value: YAMLValue) -> [OfficeInterval] {
        (value.list(&self.problems) ?? []).compactMap { self.stretch($0) }
    }

    /// Reads a stretch of a day.
    private mutating func stretch(_ value: YAMLValue) -> OfficeInterval? {
        guard let text = value.text(&self.problems) else { return nil }
        if let stretch = OfficeInterval(text) { return stretch }
        value.report("\(quoted(text)) is no stretch of a day; write it as \"07:00-11:00\"", &self.problems)
        return nil
    }

    /// Reads the code of a unit.
    private mutating func unitCode(_ value: YAMLValue) -> String? {
        guard let text = value.text(&self.problems) else { return nil }
        let isCode =
            text.utf8.count <= 12
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            }
        if isCode { return text }
        value.report("bad code \(quoted(text)); write the unit's code, 1 to 12 of 0-9 and A-Z", &self.problems)
        return nil
    }
}
