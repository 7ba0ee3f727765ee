import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Letters

/// Makes what a letter says of the case it is about: a pure function of the case, its rules and the register.
struct LetterComposer: Sendable {
    let register: Register
    let subjects: CodeList

    /// The content of a draft as the case stands; a person fills in what is missing.
    ///
    /// - Parameters:
    ///   - letter: the draft.
    ///   - found: its case.
    ///   - procedure: the rules of the case.
    ///   - rule: the letter's rule.
    /// - Returns: `nil` when the register does not know the responsible unit, or there is no such template.
    func content(
        of letter: CaseLetter,
        in found: CaseDetail,
        under procedure: CaseProcedure,
        rule: LetterRule
    ) -> LetterContent? {
        let file = found.file
        guard let kind = LetterKind(template: rule.template),
            let edition = self.register.edition(id: file.registerEdition),
            let code = UnitCode(file.responsibleUnit), let unit = edition.unit(code)
        else { return nil }
        var content = LetterContent(kind, sender: LetterSenders.sender(unit, in: edition))
        content.addressee = .citizen(file.reception.trackingCode)
        content.lane = file.reception.lane
        content.caseNumber = "\(file.number)"
        content.subject = self.subject(of: file)
        content.receivedDay = file.reception.receivedAt.localDay
        content.needsSignature = rule.needsSignature
        content.series = rule.register
        self.fillInTimes(of: letter, in: found, &content)
        let event = found.history.first { $0.event.version == letter.drafted.version }?.event
        if letter.drafted.deadline.isEmpty, let event, rule.occasion == .event(event.kind) {
            content.reason = event.reason ?? ""
            if kind == .answer { content.answer = event.details.answer ?? "" }
            self.fillInGrounds(of: event, under: procedure, rule, &content)
        } else {
            content.legalGrounds = [rule.source.legalSource]
        }
        return content
    }

    /// The days of the time limit that the letter is about.
    private func fillInTimes(of letter: CaseLetter, in found: CaseDetail, _ content: inout LetterContent) {
        func lastDay(_ due: Timestamp?) -> Day? { due?.advanced(by: .microseconds(-1)).localDay }
        if letter.drafted.dueAt != 0 {
            content.dueDay = lastDay(Timestamp(microseconds: letter.drafted.dueAt))
        } else if let change = found.dueDateChanges.first(where: { $0.version == letter.drafted.version }),
            content.kind == .timeExtension
        {
            content.dueDay = lastDay(change.from)
            content.newDueDay = lastDay(change.to)
        } else if content.kind == .acceptance {
            content.dueDay = lastDay(found.file.dueAt)
        }
    }

    private func fillInGrounds(
        of event: CaseEvent,
        under procedure: CaseProcedure,
        _ rule: LetterRule,
        _ content: inout LetterContent
    ) {
        var grounds: [String] = []
        if let id = event.details.legalGround,
            let ground = procedure.legalGrounds(for: event.kind).first(where: { $0.id == id })
        {
            grounds.append("\(ground.source.legalSource): \(ground.vietnameseLabel)")
        }
        if let id = event.details.deadline, let limit = procedure.deadlineRule(id) {
            grounds.append(limit.source.legalSource)
        }
        grounds.append(rule.source.legalSource)
        content.legalGrounds = grounds.reduce(into: []) { all, ground in
            if !all.contains(ground) { all.append(ground) }
        }
    }

    /// What the case is about, to follow "về việc".
    private func subject(of file: CaseFile) -> String {
        let name = self.subjects[file.reception.subject]?.name ?? file.reception.lane.vietnameseName
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}
