package import CivilTime

/// When a letter is to be drafted before a time limit is due (thời điểm soạn thư), such as an apology for being late.
package struct LetterTime: Sendable, Hashable {
    /// The letter's rule.
    package let letter: LetterRuleID

    /// The time limit.
    package let deadline: DeadlineRuleID

    /// Which run of it.
    package let run: UInt32

    /// From when on, while the limit runs.
    package let at: Timestamp

    /// Makes a time.
    package init(letter: LetterRuleID, deadline: DeadlineRuleID, run: UInt32, at time: Timestamp) {
        self.letter = letter
        self.deadline = deadline
        self.run = run
        self.at = time
    }
}

extension CaseProcedure {
    /// The letters of the case, without those whose switch is off, in the order of the rules.
    package var letters: [LetterRule] {
        self.ruleSet?.letters(lane: self.lane, receivedOn: self.receivedOn) ?? []
    }

    /// The letters that are drafted with an event.
    package func letters(with event: CaseEventKind) -> [LetterRule] {
        self.letters.filter { $0.occasion == .event(event) }
    }
}

extension CaseLaw {
    /// When letters are to be drafted before the running time limits of a case are due.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - procedure: The rules it lives under.
    ///   - unitPath: The codes from the root to the unit whose calendar counts.
    /// - Returns: In the order of the rules; none for what stands still or is over.
    package func letterTimes(
        of subject: Case,
        under procedure: CaseProcedure,
        unitPath: [String]
    ) -> [LetterTime] {
        let letters = procedure.letters.filter { if case .beforeDue = $0.occasion { true } else { false } }
        guard !letters.isEmpty, let calendar = self.calendar(ofUnitPath: unitPath) else { return [] }
        let runs = self.runs(of: subject, under: procedure)
        return letters.compactMap { letter in
            guard case .beforeDue(let id, let lead) = letter.occasion,
                let run = runs.first(where: { $0.rule.id == id }), run.state == .running,
                let counted = run.clock.deadline(in: calendar)
            else { return nil }
            // Of a limit shorter than the lead, the draft is there from its beginning.
            let time = max(calendar.instant(lead, before: counted), run.startedAt)
            return LetterTime(letter: letter.id, deadline: id, run: run.number, at: time)
        }
    }
}
