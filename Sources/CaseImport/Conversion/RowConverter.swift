internal import AdministrativeRegister
internal import CaseLifecycle
internal import CivilTime

/// Makes the facts of a case of one row.
struct RowConverter: Sendable {
    let mapping: ImportMapping
    let asOf: Timestamp

    /// The most names of units that are remembered.
    private static let maximumNames = 10_000

    private var unitsByName: [String: NameAnswer] = [:]

    private enum NameAnswer: Sendable {
        case unit(UnitCode)
        case none
        case several(Int)
    }

    init(mapping: ImportMapping, asOf: Timestamp) {
        self.mapping = mapping
        self.asOf = asOf
    }

    /// What one row came to.
    struct Conversion {
        /// The facts; `nil` when there are problems.
        var facts: ImportedFacts?
        /// The request's number.
        var request: String?
        /// What the row is refused for.
        var problems: [RowProblem] = []
        /// What the mapping allowed, such as `office.if_empty`, each at most once.
        var allowances: [String] = []

        /// Takes the fact of an answer, or its problem.
        mutating func take<Value>(_ answer: ColumnRule<Value>.Answer) -> Value? {
            switch answer {
            case .found(let value): return value
            case .fallback(let value, let key):
                self.allowances.append(key)
                return value
            case .missing(let problem):
                self.problems.append(problem)
                return nil
            }
        }
    }

    /// Converts a row; all its problems are found in one go.
    mutating func convert(_ row: RowView) -> Conversion {
        var conversion = Conversion()
        conversion.request = self.request(row, &conversion)
        let office = conversion.take(self.answer(of: self.mapping.office, row))
        let responsible = conversion.take(self.answer(of: self.mapping.responsibleUnit, row))
        let lane = conversion.take(self.mapping.lane.answer(row))
        let subject = conversion.take(self.mapping.subject.answer(row))
        let field = conversion.take(self.mapping.field.answer(row))
        let channel = self.mapping.channel.flatMap { conversion.take($0.answer(row)) }
        let dates = self.dates(row, &conversion)
        let meaning = self.meaning(row, dates, &conversion)
        let times = meaning.flatMap { self.times(row, $0.standing, dates, &conversion) }
        guard conversion.problems.isEmpty, conversion.request != nil, let office, let responsible, let lane,
            let subject, let field, let meaning, let times
        else { return conversion }
        let edition = self.mapping.edition
        let officeCode = office.code(office: edition.root.code, in: edition)
        conversion.facts = ImportedFacts(
            office: officeCode,
            responsibleUnit: responsible.code(office: officeCode, in: edition),
            lane: lane,
            subject: subject,
            field: field,
            channel: channel,
            receivedAt: times.opened,
            dueDay: times.dueDay,
            dueAt: times.dueDay.map { self.mapping.timeZone.end(of: $0) },
            closedAt: meaning.standing == .closed ? times.end : nil,
            cancelledAt: meaning.standing == .cancelled ? times.end : nil,
            endDay: times.end.map { self.mapping.timeZone.day(of: $0) },
            standing: meaning.standing,
            state: meaning.state,
            outcome: meaning.outcome
        )
        return conversion
    }

    private func request(_ row: RowView, _ conversion: inout Conversion) -> String? {
        let column = self.mapping.columns.request
        guard let request = row[column] else {
            conversion.problems.append(row.unreadable(column))
            return nil
        }
        guard !request.isEmpty, request.utf8.count <= 200, !request.utf8.contains(where: \.isLineEnd) else {
            let reason = "no request's number of 1 to 200 bytes on one line; the row can't be known again without one"
            conversion.problems.append(row.problem(column, nil, reason))
            return nil
        }
        return request
    }

    private func meaning(
        _ row: RowView,
        _ dates: [DateColumn: ImportDate],
        _ conversion: inout Conversion
    ) -> StatusMeaning? {
        switch self.mapping.status {
        case .byColumn(let rule): return conversion.take(rule.answer(row))
        case .byDates(let meanings):
            let standing: ImportedFacts.Standing =
                dates[.cancelled] != nil ? .cancelled : dates[.closed] != nil ? .closed : .open
            if let meaning = meanings[standing] { return meaning }
            let reason = "by its dates the row is \(standing.rawValue); add status.values.\(standing.rawValue)"
            conversion.problems.append(row.problem(nil, nil, reason))
            return nil
        }
    }

    /// The unit of a column, by the list or by its name or code.
    private mutating func answer(of rule: ColumnRule<UnitTarget>, _ row: RowView) -> ColumnRule<UnitTarget>.Answer {
        guard self.mapping.rulesByName.contains(rule.name), let column = rule.column else { return rule.answer(row) }
        var units = self.unitsByName
        defer { self.unitsByName = units }
        let edition = self.mapping.edition
        return rule.answer(row) { value in
            let answer = units[value] ?? RowConverter.unit(named: value, in: edition)
            if units.count < RowConverter.maximumNames { units[value] = answer }
            switch answer {
            case .unit(let code): return .found(.unit(code))
            case .none: return nil
            case .several(let count):
                let reason = "means \(count) units; add it under \(rule.name).values, or write the district with it"
                return .missing(row.problem(column, value, reason))
            }
        }
    }

    /// The unit a text names: beginnings of names, other diacritics and typing errors are not enough.
    private static func unit(named text: String, in edition: Edition) -> NameAnswer {
        guard text.utf8.count <= 200 else { return .none }
        let matches = edition.matches(for: text)
        guard let best = matches.first, best.quality <= .withoutDiacritics else { return .none }
        let equals = matches.filter { $0.quality == best.quality }
        return equals.count == 1 ? .unit(best.unit.code) : .several(equals.count)
    }
}
