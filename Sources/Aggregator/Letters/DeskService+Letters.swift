import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity
import Letters

/// Requests about letters of cases.
extension DeskService {
    func list(_ query: WireListLetters, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let limit = query.limit == 0 ? 100 : Int(query.limit)
        var letters: [WireLetterSummary] = []
        if query.caseNumber != 0 {
            let found = try self.readable(query.caseNumber, by: principal)
            letters = found.letters.map { self.summary($0, in: found.file) }
        } else {
            let unit = query.unit.isEmpty ? (self.unitInForce(of: principal)) : query.unit
            guard !unit.isEmpty, self.access.successions.handles(unit, principal) else {
                throw DeskRefusal(.notAuthorised, "This key is for another unit's letters. Name its own with --unit.")
            }
            // What a closed case of a former unit still owes the citizen is the successor's to sign.
            let former = self.access.successions.formerPaths(of: unit).compactMap(\.last).filter { $0 != unit }
            for code in [unit] + former {
                let drafts = try self.reading { () throws(StoreError) in
                    try self.store.drafts(ofUnit: code, limit: limit)
                }
                for letter in drafts {
                    let file = try self.file(letter.caseNumber)
                    guard let file, self.access.level(of: file, for: principal) >= .text else { continue }
                    letters.append(self.summary(letter, in: file))
                }
            }
        }
        let listed = Array(letters.prefix(limit))
        return .make { $0.letterList = .make { $0.letters = listed } }
    }

    /// A letter as it is listed, with who may sign it.
    func summary(_ letter: CaseLetter, in file: CaseFile) -> WireLetterSummary {
        var summary = WireLetterSummary(letter)
        guard letter.state == .draft, letter.drafted.needsSignature else { return summary }
        let rule = self.law.procedure(of: file)?.letters.first { $0.id.rawValue == letter.drafted.rule }
        summary.signedBy = rule?.signers.map(\.rawValue) ?? []
        return summary
    }

    /// A letter; one of a sealed case tells of it, so it is given once its reading is durable.
    func show(_ query: WireShowLetter, as principal: Principal) throws(DeskRefusal) -> Plan {
        let found = try self.readable(query.caseNumber, by: principal)
        let asking = WireShowCase.make { $0.number = query.caseNumber }
        if let read = try self.read(of: found.file, asking, by: principal) { return .readLetter(read, query.letter) }
        return .reply(try self.shown(query.letter, of: found))
    }

    /// A letter as it is shown.
    func shown(_ number: UInt32, of found: CaseDetail) throws(DeskRefusal) -> WireDeskReply {
        guard let letter = found.letters.first(where: { $0.letter == number }) else { throw Self.noLetter }
        let shown = self.wire(letter, in: found)
        return .make { $0.letter = shown }
    }

    /// A letter as it was signed, or as it would be now.
    private func wire(_ letter: CaseLetter, in found: CaseDetail) -> WireLetter {
        var wire = WireLetter.make { $0.summary = self.summary(letter, in: found.file) }
        wire.discardReason = letter.discarded?.reason ?? ""
        if let signed = letter.signed {
            wire.content = signed.content
            wire.html = signed.html
            wire.text = signed.text
            return wire
        }
        guard letter.state == .draft, let procedure = self.law.procedure(of: found.file),
            let content = self.letters.content(of: letter, in: found, under: procedure)
        else { return wire }
        wire.content = WireLetterContent(content)
        wire.missing = content.missingFields.map { LetterDefect.missing($0).vietnameseText }
        wire.html = (try? self.letters.renderer.render(content, as: .html)) ?? ""
        wire.text = (try? self.letters.renderer.render(content, as: .plainText)) ?? ""
        return wire
    }

    func draft(_ wish: WireDraftLetter, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        let found = try self.readable(wish.caseNumber, by: principal)
        try self.requireParty(principal, in: found.file)
        let rules = self.law.procedure(of: found.file)?.letters.filter { $0.occasion == .onDemand } ?? []
        guard rules.contains(where: { $0.id.rawValue == wish.rule }) else {
            let known = rules.map(\.id.rawValue).joined(separator: ", ")
            throw DeskRefusal(
                .notAllowed,
                known.isEmpty
                    ? "The rules leave no letter to a person in this case; they draft them by themselves."
                    : "The rules leave no such letter to a person in this case. Possible: \(known)."
            )
        }
        return .letterDraft(
            LetterDraftRequest(
                caseNumber: wish.caseNumber,
                rule: LetterRuleID(rawValue: wish.rule),
                actor: CaseAccess.actor(principal),
                actorName: try self.checkedName(wish.actor),
                idempotencyKey: Array(wish.idempotencyKey)
            )
        )
    }

    func sign(_ wish: WireSignLetter, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        let found = try self.readable(wish.caseNumber, by: principal)
        try self.requireParty(principal, in: found.file)
        guard let letter = found.letters.first(where: { $0.letter == wish.letter }) else { throw Self.noLetter }
        guard let procedure = self.law.procedure(of: found.file),
            let rule = procedure.letters.first(where: { $0.id.rawValue == letter.drafted.rule })
        else {
            throw DeskRefusal(.notAllowed, "The rules of the case have no such letter any more. Discard the draft.")
        }
        guard rule.signers.contains(CaseAccess.actor(principal).role) else {
            let roles = rule.signers.map(\.rawValue).joined(separator: ", ")
            throw DeskRefusal(.notAuthorised, "Only these roles sign this letter: \(roles). Ask one of them.")
        }
        guard wish.idempotencyKey.count == 16 else {
            throw DeskRefusal(.malformed, "An idempotency key has 16 bytes, chosen at random.")
        }
        guard let content = self.letters.content(of: letter, in: found, under: procedure, wish.edits) else {
            throw DeskRefusal(
                .malformed,
                "The new day is no day such as 2026-11-30, or the unit is not in the register."
            )
        }
        do throws(LetterContentError) {
            return .letterSigning(
                try self.letters.signing(
                    content,
                    of: letter,
                    in: found,
                    by: CaseAccess.actor(principal),
                    named: self.checkedSigner(wish.actor),
                    key: Array(wish.idempotencyKey)
                )
            )
        } catch {
            // What is signed already is answered with itself, whatever the edits say.
            throw DeskRefusal(.notAllowed, error.description)
        }
    }

    /// The signer's name; one that cannot be kept is left out, since the letter itself has been checked.
    private func checkedSigner(_ name: String) -> String {
        (try? self.checkedName(name)) ?? ""
    }

    func discard(_ wish: WireDiscardLetter, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        let found = try self.readable(wish.caseNumber, by: principal)
        try self.requireParty(principal, in: found.file)
        return .letterDiscard(
            LetterDiscardRequest(
                caseNumber: wish.caseNumber,
                letter: wish.letter,
                reason: wish.reason,
                actor: CaseAccess.actor(principal),
                actorName: try self.checkedName(wish.actor),
                idempotencyKey: Array(wish.idempotencyKey)
            )
        )
    }

    func list(_ query: WireListLetterRegister, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let unit = query.unit.isEmpty ? (self.unitInForce(of: principal)) : query.unit
        let role = principal.role.deskRole
        let mayRead = role == .leader || role == .auditor || role == .inspectorate
        guard principal.mayOperate || mayRead && self.access.successions.handles(unit, principal) else {
            throw DeskRefusal(.notAuthorised, "A unit's register is for its leader, its auditor and operators.")
        }
        guard !unit.isEmpty, (2000...2200).contains(query.year), !query.series.isEmpty else {
            throw DeskRefusal(.malformed, "Name the unit, the year and the register, such as 'outgoing'.")
        }
        let page = try self.reading { () throws(StoreError) in
            try self.store.letterRegister(
                ofUnit: unit,
                series: LetterRegisterName(rawValue: query.series),
                year: Int(query.year),
                after: query.after,
                limit: query.limit == 0 ? 100 : Int(query.limit)
            )
        }
        return .make {
            $0.letterRegister = .make {
                $0.last = page.last
                $0.entries = page.lines.map { line in
                    .make {
                        $0.number = line.number
                        $0.day = line.letter.signed?.day ?? ""
                        $0.printedNumber = line.letter.signed?.printedNumber ?? ""
                        $0.caseNumber = line.letter.caseNumber
                        $0.letter = line.letter.letter
                        $0.rule = line.letter.drafted.rule
                    }
                }
            }
        }
    }

    /// A case whose letters a principal may read: who may read the case's text.
    private func readable(_ number: UInt64, by principal: Principal) throws(DeskRefusal) -> CaseDetail {
        let found = try self.reading { () throws(StoreError) in try self.store.caseDetail(number: number) }
        guard let found, self.access.level(of: found.file, for: principal) > .nothing else {
            throw DeskRefusal(.notFound, "There is no such case, or it is another unit's.")
        }
        guard self.access.level(of: found.file, for: principal) >= .text else {
            throw DeskRefusal(.notAuthorised, "This key may not read the letters of the case.")
        }
        return found
    }

    private func file(_ number: UInt64) throws(DeskRefusal) -> CaseFile? {
        try self.reading { () throws(StoreError) in try self.store.caseDetail(number: number) }?.file
    }

    /// Lets through the people of the unit that leads.
    private func requireParty(_ principal: Principal, in file: CaseFile) throws(DeskRefusal) {
        guard !principal.mayOperate, self.access.party(of: principal, in: file) == .responsibleUnit else {
            throw DeskRefusal(.notAuthorised, "Letters are the responsible unit's. This key may read them at most.")
        }
    }

    private static let noLetter = DeskRefusal(
        .notFound,
        "The case has no such letter. See 'langnghe letter list --case'."
    )
}

extension WireLetterSummary {
    /// A letter as it is listed.
    init(_ letter: CaseLetter) {
        self = .make {
            $0.caseNumber = letter.caseNumber
            $0.letter = letter.letter
            $0.rule = letter.drafted.rule
            $0.name = letter.drafted.name
            $0.draftedAt = letter.draftedAt.microseconds
            $0.endedAt = letter.endedAt?.microseconds ?? 0
            $0.printedNumber = letter.signed?.printedNumber ?? ""
            $0.unit = letter.unit
            switch letter.state {
            case .draft: $0.state = .draft
            case .signed:
                $0.state = .signed
                $0.actor = letter.signed?.content.signerName ?? ""
            case .discarded:
                $0.state = .discarded
                $0.actor = letter.discarded?.actor ?? ""
            }
        }
    }
}

extension DeskRefusal {
    init(_ refusal: LetterRefusal) {
        switch refusal {
        case .unknownLetter: self.init(.notFound, "There is no such letter. See 'langnghe letter list --case'.")
        case .unknownRule:
            self.init(
                .notAllowed,
                "The rules leave no such letter to a person in this case; 'langnghe letter' lists them."
            )
        case .notDue: self.init(.notAllowed, "The letter is not to be drafted now.")
        case .ended(let letter):
            self.init(.notAllowed, "The letter was \(letter.state.rawValue) before. See 'langnghe letter show'.")
        case .staleVersion: self.init(.staleVersion, "The case has moved on. Look at the letter again, then sign it.")
        case .givenBefore:
            self.init(.notAllowed, "The case has an apology with one new date already; a second one may not be given.")
        case .notPrintable:
            self.init(.notAllowed, "The letter cannot be printed. See what it lacks with 'letter show'.")
        case .malformed: self.init(.reason, "Give a reason of at most 2,000 characters, and a key of 16 bytes.")
        case .full(let limit): self.init(.notAllowed, "The case has \(limit) letters and can have no more.")
        }
    }
}
