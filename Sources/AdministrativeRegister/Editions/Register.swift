package import CivilTime

/// The administrative register: every edition in the order of time, without a gap, and what became of each unit.
package struct Register: Sendable {
    /// The editions, oldest first; never empty.
    package let editions: [Edition]
    /// For each edition but the last, what each of its units became in the next.
    let successors: [[UnitCode: [UnitCode]]]

    /// The oldest edition, the one in force when the register begins.
    package var firstEdition: Edition { self.editions[0] }

    /// The newest edition.
    package var lastEdition: Edition { self.editions[self.editions.count - 1] }

    /// The edition with the id, or `nil`.
    package func edition(id: String) -> Edition? {
        self.editions.first { $0.id == id }
    }

    /// The edition in force on a day.
    ///
    /// A day before the register begins has the first edition and a day after it ends the last, because a kiosk's clock
    /// may be wrong and its submission still needs a unit; `Edition.period` tells whether the day is really covered.
    package func edition(on day: Day) -> Edition {
        self.editions[self.index(on: day)]
    }

    /// The units of the edition in force on `day` that took over from a unit.
    ///
    /// The unit itself when the edition is still in force that day.
    /// - Parameters:
    ///   - code: the unit's code in `editionID`.
    ///   - editionID: the edition the code was read in.
    ///   - day: the day whose units are wanted.
    /// - Returns: one unit or, where a unit was divided, several, without repeats; none when the code or the edition is
    ///   unknown, or when the day is before that edition.
    package func successors(of code: UnitCode, in editionID: String, on day: Day) -> [Unit] {
        guard let start = self.editions.firstIndex(where: { $0.id == editionID }),
            self.editions[start].contains(code)
        else { return [] }
        let end = self.index(on: day)
        guard start <= end else { return [] }
        var codes = [code]
        for step in start..<end {
            var next: [UnitCode] = []
            for successor in codes.flatMap({ self.successors[step][$0] ?? [] }) where !next.contains(successor) {
                next.append(successor)
            }
            codes = next
        }
        return codes.compactMap { self.editions[end].unit($0) }
    }

    private func index(on day: Day) -> Int {
        self.editions.lastIndex { $0.validFrom <= day } ?? 0
    }
}
