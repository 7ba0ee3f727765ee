package import AdministrativeRegister
internal import CaseLifecycle
package import CivilTime

/// How the columns of a spreadsheet become the facts of cases; written in YAML by who knows the spreadsheet.
///
/// What a mapping can say, with every key, is on the page <doc:MappingFile>.
package struct ImportMapping: Sendable {
    /// What to do with a closing or a cancelling that comes before the opening.
    package enum EarlyEnd: String, Sendable, Hashable, CaseIterable {
        /// Refuse the row.
        case error
        /// Take the opening for the end: clocks of two programs that differ by seconds make such rows.
        case takeOpening = "take-opening"
    }

    /// The source's name, which is part of every row's identity.
    package let source: String
    /// The edition of the register whose units are meant.
    package let edition: Edition
    /// What stands between the fields.
    package let delimiter: CSVDelimiter
    /// The time zone of dates that name none.
    package let timeZone: TimeZoneOffset
    /// How dates are written, the first that fits counts.
    package let datePatterns: [DatePattern]
    /// Days that stand for no date, such as 1900-01-01.
    package let emptyDays: Set<Day>
    /// What to do with an end before the beginning.
    package let earlyEnd: EarlyEnd

    /// The columns with the request's number and its dates.
    let columns: Columns
    let office: ColumnRule<UnitTarget>
    let responsibleUnit: ColumnRule<UnitTarget>
    /// Which of the two unit rules also understand names and codes that are not listed.
    let rulesByName: Set<String>
    let lane: ColumnRule<CaseLifecycle.Lane>
    let subject: ColumnRule<String>
    let field: ColumnRule<String>
    let channel: ColumnRule<String>?
    let status: StatusRule

    /// Names of columns.
    struct Columns: Sendable, Hashable {
        var request: String
        var opened: String
        var due: String?
        var closed: String?
        var cancelled: String?
    }

    /// How a row says whether it is open, closed or cancelled.
    enum StatusRule: Sendable {
        /// By the words of a column.
        case byColumn(ColumnRule<StatusMeaning>)
        /// By the dates it has.
        case byDates([ImportedFacts.Standing: StatusMeaning])
    }

    /// Every column that is read, in the order of their names.
    package var columnNames: [String] {
        var names: Set<String> = [self.columns.request, self.columns.opened]
        names.formUnion([self.columns.due, self.columns.closed, self.columns.cancelled].compactMap(\.self))
        names.formUnion([self.office.column, self.responsibleUnit.column, self.lane.column].compactMap(\.self))
        names.formUnion([self.subject.column, self.field.column, self.channel?.column].compactMap(\.self))
        if case .byColumn(let rule) = self.status { names.formUnion([rule.column].compactMap(\.self)) }
        return names.sorted()
    }
}
