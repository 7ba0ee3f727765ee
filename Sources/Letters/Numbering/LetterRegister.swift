package import CaseLifecycle
package import CivilTime

/// The registers of outgoing letters by unit, year and series (sổ đăng ký văn bản đi).
///
/// In each, numbers begin with 1 and follow one another without a gap, and so do the days in the registers of one unit
/// and series: a letter never has a higher number and an earlier day than another. It is a plain value: the same
/// letters recorded in the same order make the same register, so it is rebuilt from the journal.
package struct LetterRegister: Sendable, Hashable {
    private struct Line: Sendable, Hashable {
        let unit: String
        let series: LetterRegisterName
    }

    private struct Entry: Sendable, Hashable {
        let sequence: UInt32
        let day: Day
    }

    /// The last letter of each unit and series; earlier years can't grow once a later one has begun.
    private var last: [Line: Entry] = [:]

    /// Makes a register without letters.
    package init() {}

    /// The number that the next letter of this day takes; the register does not change.
    ///
    /// - Parameters:
    ///   - unit: The register code of the unit that issues it.
    ///   - series: The register to take it from.
    ///   - day: The letter's day.
    /// - Returns: The number; asking again gives the same.
    /// - Throws: ``LetterRegisterError/dayGoesBack(_:last:)`` when a letter of a later day has a number already,
    ///   ``LetterRegisterError/full(last:)`` after the last number there is.
    package func next(
        unit: String,
        series: LetterRegisterName,
        on day: Day
    ) throws(LetterRegisterError) -> LetterNumber {
        let year = day.civilDate.year
        func number(_ sequence: UInt32) -> LetterNumber {
            LetterNumber(unit: unit, year: year, series: series, sequence: sequence)
        }
        guard let last = self.last[Line(unit: unit, series: series)] else { return number(1) }
        guard day >= last.day else { throw .dayGoesBack(day, last: last.day) }
        guard last.day.civilDate.year == year else { return number(1) }
        guard last.sequence < .max else { throw .full(last: number(last.sequence)) }
        return number(last.sequence + 1)
    }

    /// Gives the next number to a letter of this day.
    ///
    /// - Parameters:
    ///   - unit: The register code of the unit that issues it.
    ///   - series: The register to take it from.
    ///   - day: The letter's day.
    /// - Returns: The number, which no other letter gets.
    /// - Throws: ``LetterRegisterError`` as ``next(unit:series:on:)`` does; the register did not change.
    package mutating func assign(
        unit: String,
        series: LetterRegisterName,
        on day: Day
    ) throws(LetterRegisterError) -> LetterNumber {
        let number = try self.next(unit: unit, series: series, on: day)
        self.last[Line(unit: unit, series: series)] = Entry(sequence: number.sequence, day: day)
        return number
    }

    /// Enters a letter that has its number already, as a rebuild from the journal does.
    ///
    /// - Parameters:
    ///   - number: Must be the next one.
    ///   - day: The letter's day, of the number's year.
    /// - Throws: ``LetterRegisterError`` saying why it is not the next one; the register did not change.
    package mutating func record(_ number: LetterNumber, on day: Day) throws(LetterRegisterError) {
        guard day.civilDate.year == number.year else { throw .otherYear(number, day) }
        let line = Line(unit: number.unit, series: number.series)
        if let last = self.last[line], last.day.civilDate.year == number.year, number.sequence <= last.sequence {
            throw .alreadyGiven(number, last: last.sequence)
        }
        let expected = try self.next(unit: number.unit, series: number.series, on: day)
        guard number.sequence >= expected.sequence else { throw .alreadyGiven(number, last: expected.sequence - 1) }
        guard number == expected else { throw .gap(number, expected: expected.sequence) }
        self.last[line] = Entry(sequence: number.sequence, day: day)
    }

    /// The last number given in a unit's series in the year of its last letter, and that letter's day; `nil` without.
    package func lastLetter(unit: String, series: LetterRegisterName) -> (number: LetterNumber, day: Day)? {
        guard let entry = self.last[Line(unit: unit, series: series)] else { return nil }
        let number = LetterNumber(
            unit: unit,
            year: entry.day.civilDate.year,
            series: series,
            sequence: entry.sequence
        )
        return (number, entry.day)
    }
}
