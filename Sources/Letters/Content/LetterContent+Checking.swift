internal import CaseLifecycle
internal import CivilTime

extension LetterContent {
    /// What the kind demands and the content does not say yet, in the order of the letter.
    package var missingFields: [LetterField] {
        self.kind.requiredFields.filter { field in
            if !self.needsSignature && (field == .signerPosition || field == .signerName) { return false }
            return self.isMissing(field)
        }
    }

    /// Checks that the letter can be signed, so that it lacks only its number and day.
    ///
    /// - Throws: ``LetterContentError`` listing everything that is missing or contradictory.
    package func checkForSigning() throws(LetterContentError) {
        let defects = self.missingFields.map(LetterDefect.missing) + self.contradictions
        guard defects.isEmpty else { throw LetterContentError(kind: self.kind, defects: defects) }
    }

    /// Checks that the letter can be shown: a draft may have gaps, but contradict itself it may not.
    ///
    /// - Throws: ``LetterContentError`` listing everything that is wrong.
    func checkForRendering() throws(LetterContentError) {
        var defects = self.contradictions
        if let issue = self.issue {
            defects = self.missingFields.map(LetterDefect.missing) + defects + self.numberDefects(issue)
        }
        guard defects.isEmpty else { throw LetterContentError(kind: self.kind, defects: defects) }
    }

    private func isMissing(_ field: LetterField) -> Bool {
        switch field {
        case .addressee:
            switch self.addressee {
            case nil: true
            case .offices(let names): names.allSatisfy { SafeText.line($0).isEmpty }
            case .citizen, .unsealedCitizen: false
            }
        case .lane: self.lane == nil
        case .receivedDay: self.receivedDay == nil
        case .dueDay: self.dueDay == nil
        case .newDueDay: self.newDueDay == nil
        default: self.texts(of: field).allSatisfy { SafeText.line($0).isEmpty }
        }
    }

    /// What an officer wrote into a field; nothing for days and the lane.
    private func texts(of field: LetterField) -> [String] {
        switch field {
        case .unitName: [self.sender.name]
        case .place: [self.sender.place]
        case .caseNumber: [self.caseNumber]
        case .subject: [self.subject]
        case .reason: [self.reason]
        case .legalGrounds: self.legalGrounds
        case .answer: [self.answer]
        case .signerPosition: self.signer.map { [$0.position] } ?? []
        case .signerName: self.signer.map { [$0.name] } ?? []
        case .addressee:
            switch self.addressee {
            case .offices(let names): names
            case .unsealedCitizen(let contact, _): [contact.name, contact.address ?? ""]
            case .citizen, nil: []
            }
        case .lane, .receivedDay, .dueDay, .newDueDay: []
        }
    }

    private var contradictions: [LetterDefect] {
        var defects: [LetterDefect] = []
        if case .unsealedCitizen = self.addressee, self.lane == .denunciation { defects.append(.denouncerNamed) }
        if let addressee = self.addressee {
            switch self.kind {
            case .transfer: if addressee.isCitizen { defects.append(.addresseeMustBeOffice) }
            case .apology, .acceptance, .timeExtension, .refusal:
                if !addressee.isCitizen { defects.append(.addresseeMustBeCitizen) }
            case .thanks, .congratulations, .answer: break
            }
        }
        if let received = self.receivedDay {
            if let due = self.dueDay, due < received { defects.append(.dueBeforeReception(due, received)) }
            if let day = self.issue?.day, day < received { defects.append(.letterBeforeReception(day, received)) }
        }
        if let new = self.newDueDay {
            if let old = self.dueDay, new <= old { defects.append(.newDayNotLater(new, than: old)) }
            if let day = self.issue?.day, new < day { defects.append(.newDayBeforeLetter(new, day)) }
        }
        for field in LetterField.allCases {
            let length = self.texts(of: field).reduce(0) { $0 + $1.unicodeScalars.count }
            if length > field.maximumLength { defects.append(.tooLong(field, length: length)) }
        }
        return defects
    }

    private func numberDefects(_ issue: LetterIssue) -> [LetterDefect] {
        guard let number = issue.number else { return self.series == nil ? [] : [.numberMissing] }
        var defects: [LetterDefect] = []
        if number.series != self.series { defects.append(.numberOfAnotherSeries(number)) }
        if number.unit != self.sender.unit { defects.append(.numberOfAnotherUnit(number)) }
        if number.year != issue.day.civilDate.year { defects.append(.numberOfAnotherYear(number, issue.day)) }
        return defects
    }
}
