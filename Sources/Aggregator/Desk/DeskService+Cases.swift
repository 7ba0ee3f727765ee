import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity

/// Requests about cases.
extension DeskService {
    func list(_ query: WireListCases, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let unit = query.unit.isEmpty ? (self.unitInForce(of: principal)) : query.unit
        try self.requireSight(of: unit, principal)
        let path = try unit.isEmpty ? [] : self.path(ofListed: unit)
        let order: CaseQuery.Order
        switch query.order {
        case .unspecified, .UNRECOGNIZED: order = .number
        case .newest: order = .newest
        case .due:
            guard !path.isEmpty else { throw DeskRefusal(.malformed, "An inbox is one unit's: name the unit.") }
            order = .due
        }
        let page = try self.reading { () throws(StoreError) in
            try self.store.cases(
                CaseQuery(
                    unitPath: path,
                    formerPaths: order == .due ? [] : self.access.successions.formerPaths(of: unit),
                    state: query.state.isEmpty ? nil : CaseState(rawValue: query.state),
                    officer: query.officer.isEmpty ? nil : query.officer,
                    isOpenOnly: query.openOnly,
                    isCoordinated: query.coordinated,
                    order: order,
                    after: query.after,
                    limit: query.limit == 0 ? 100 : Int(query.limit)
                )
            )
        }
        return .make {
            $0.caseList = .make {
                // A filter must not tell of a case what its summary would not.
                let isFiltered = !query.state.isEmpty || !query.officer.isEmpty || query.openOnly || order == .due
                let least: VisibilityLevel = isFiltered ? .summary : .number
                $0.cases = page.elements.compactMap { file in
                    let level = self.access.level(of: file, for: principal)
                    return level < least ? nil : WireCaseSummary(file, level)
                }
                $0.next = page.next ?? 0
                $0.total =
                    least == .number || principal.mayOperate && $0.cases.count == page.elements.count
                    ? page.total : UInt64($0.cases.count)
            }
        }
    }

    /// Where a unit's cases are: one that is no more has those that ended there.
    private func path(ofListed unit: String) throws(DeskRefusal) -> [String] {
        if let known = self.scopes.path(of: unit) { return known.codes }
        guard let former = self.access.successions.formerPath(of: unit) else {
            throw DeskRefusal(.notFound, "The register has no such unit. Look it up with 'langnghe unit find'.")
        }
        return former
    }

    /// Shows a case as far as a principal may see it; that it reads a sealed one is made durable before.
    func show(_ query: WireShowCase, as principal: Principal) throws(DeskRefusal) -> Plan {
        let found = try self.found(query, by: principal)
        if let read = try self.read(of: found.file, query, by: principal) { return .read(read) }
        return .reply(self.shown(found, to: principal))
    }

    /// A case with what the principal can do now.
    func shown(_ found: CaseDetail, to principal: Principal) -> WireDeskReply {
        var detail = self.wire(found, self.access.level(of: found.file, for: principal))
        if let procedure = self.law.procedure(of: found.file) {
            detail.allowed = self.allowed(found, principal).map { WireAllowedEvent($0, under: procedure) }
        }
        return .make { $0.caseDetail = detail }
    }

    /// A case as far as a level goes, its letters with who may sign them.
    func wire(_ found: CaseDetail, _ level: VisibilityLevel) -> WireCaseDetail {
        WireCaseDetail(found, level, letters: found.letters.map { self.summary($0, in: found.file) })
    }

    /// The case a principal asks for, if it may know of it.
    func found(_ query: WireShowCase, by principal: Principal) throws(DeskRefusal) -> CaseDetail {
        let found: CaseDetail?
        switch query.reference {
        case .number(let number):
            found = try self.reading { () throws(StoreError) in try self.store.caseDetail(number: number) }
        case .trackingCode(let text):
            let code: TrackingCode
            do throws(TrackingCodeError) {
                code = try TrackingCode(parsing: text)
            } catch {
                throw DeskRefusal(.malformed, error.description)
            }
            found = try self.reading { () throws(StoreError) in try self.store.caseDetail(trackingCode: code) }
        case .none: throw DeskRefusal(.malformed, "Say which case: by its number or its tracking code.")
        }
        // A case out of sight looks like none, so that nobody can probe for it.
        guard let found, self.access.level(of: found.file, for: principal) > .nothing else {
            throw DeskRefusal(.notFound, "There is no such case, or it is another unit's.")
        }
        return found
    }

    /// How the time limits of a case come about, counted anew from its history with the calendar as it is.
    func explain(_ query: WireExplainDeadlines, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let found = try self.found(query.case, by: principal)
        guard self.access.level(of: found.file, for: principal) >= .summary else {
            throw DeskRefusal(.notAuthorised, "This key may know the case's number only.")
        }
        var explanations = found.deadlines.filter { $0.rule == Case.importedDeadlineRule }.map { deadline in
            WireDeadlineExplanation.make {
                $0.deadline = WireCaseDeadline(deadline)
                $0.name = "Hạn xử lý ghi ở nguồn cũ"
                $0.legalSource = "nguồn \(found.file.routing.ruleSetID)"
                $0.confidence = RuleConfidence.low.rawValue
                $0.lines = ["  Giữ nguyên như nguồn cũ đã ghi; không tính lại theo lịch làm việc."]
            }
        }
        if let procedure = self.law.procedure(of: found.file), let subject = self.replayed(found, under: procedure),
            let calendar = self.law.calendar(ofUnitPath: found.file.calendarPath)
        {
            explanations += self.law.runs(of: subject, under: procedure).map { run in
                .make {
                    $0.deadline = WireCaseDeadline(run.deadline(in: calendar))
                    $0.name = run.rule.vietnameseName
                    $0.legalSource = run.rule.source.legalSource
                    $0.confidence = run.rule.source.confidence.rawValue
                    $0.lines = run.clock.derivation(in: calendar).vietnameseLines
                }
            }
        }
        return .make {
            $0.deadlineExplanations = .make {
                $0.caseNumber = found.file.number
                $0.explanations = explanations
            }
        }
    }

    private func replayed(_ found: CaseDetail, under procedure: CaseProcedure) -> Case? {
        try? Case.replaying(
            found.file.reception,
            routing: found.file.routing,
            events: found.history.map(\.event),
            under: procedure.lifecycle
        )
    }

    /// What a principal can do now with a case.
    private func allowed(_ found: CaseDetail, _ principal: Principal) -> [TransitionDefinition] {
        guard let party = self.access.party(of: principal, in: found.file),
            let procedure = self.law.procedure(of: found.file), let subject = self.replayed(found, under: procedure)
        else { return [] }
        return procedure.allowed(subject, for: CaseAccess.actor(principal).role, at: self.now())
            .filter { $0.parties.contains(party) }
    }

    func command(_ command: WireCaseCommand, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        let number = command.caseNumber
        let found = try self.reading { () throws(StoreError) in try self.store.caseDetail(number: number) }
        let isRepetition = found.map { self.isRepetition(command, in: $0, by: principal) } ?? false
        guard let found, isRepetition || self.access.level(of: found.file, for: principal) > .nothing else {
            throw DeskRefusal(.notFound, "There is no such case, or it is another unit's.")
        }
        let party = self.access.party(of: principal, in: found.file)
        guard isRepetition || party != nil else {
            throw DeskRefusal(.notAuthorised, "This key may see the case, but not act on it.")
        }
        // What is judged here is judged of this version; the writer refuses when the case has moved on meanwhile.
        guard isRepetition || command.expectedVersion == found.file.version else {
            throw DeskRefusal(
                .staleVersion,
                "The case is at version \(found.file.version), not \(command.expectedVersion). Look at it again.",
                current: self.current(found, for: principal)
            )
        }
        guard let procedure = self.law.procedure(of: found.file) else {
            throw DeskRefusal(
                .notAllowed,
                "The rules of the case are not known here. Give the aggregator its rule files."
            )
        }
        guard var details = command.details.details else {
            throw DeskRefusal(.malformed, "A part has a lane this version does not know. Update the older side.")
        }
        if let officer = details.officer { try self.check(officer, of: found.file) }
        var unitPath: [String] = []
        var parts: [CasePartRequest] = []
        let event = CaseEventKind(rawValue: command.event)
        if isRepetition {
            unitPath = self.repeatedPath(command, of: found)
        } else if case .transition(let step) =
            CaseStateMachine.step(procedure.lifecycle, from: found.file.state, on: event)
        {
            guard party.map(step.parties.contains) ?? false else { throw Self.refusal(of: step, to: party) }
            unitPath = try self.units.path(after: step, of: found.file, named: command.unit)
            if let helper = details.coordinatingUnit { try self.units.check(helper, in: found.file) }
            parts = try self.parts(details.parts, of: found)
        } else {
            // Refused for its state, which comes before what is in it.
            details.parts = []
        }
        return .caseCommand(
            CaseCommandRequest(
                caseNumber: number,
                event: event,
                expectedVersion: command.expectedVersion,
                reason: command.reason,
                details: self.withoutSealedWords(details, of: found.file),
                unitPath: unitPath,
                parts: parts,
                actor: CaseAccess.actor(principal),
                actorName: try self.checkedName(command.actor),
                idempotencyKey: Array(command.idempotencyKey)
            )
        )
    }

    /// Whether the case's history has a command of this key from the same principal already: its answer is given again,
    /// whoever is responsible by now.
    private func isRepetition(_ command: WireCaseCommand, in found: CaseDetail, by principal: Principal) -> Bool {
        let digits = command.idempotencyKey.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        let key = IdempotencyKey(digits.joined())
        return key != nil
            && found.history.contains {
                $0.event.idempotencyKey == key && $0.event.actor.identifier == principal.name.text
            }
    }

    /// The path a repeated command led to, as far as it is still known; the writer gives the first answer again.
    private func repeatedPath(_ command: WireCaseCommand, of found: CaseDetail) -> [String] {
        command.unit.isEmpty ? [] : self.units.path(of: command.unit, inEdition: found.file.registerEdition) ?? []
    }

    /// The unit a key is for now; empty for keys of no unit.
    func unitInForce(of principal: Principal) -> String {
        principal.role.unit.map { self.access.successions.unitInForce(of: $0) } ?? ""
    }

    /// Refuses to name somebody who has no key of the unit's desk.
    private func check(_ officer: String, of file: CaseFile) throws(DeskRefusal) {
        let isThere = self.keyRing.current.registry.principals.contains { principal in
            principal.name.text == officer && !principal.isRevoked && principal.role.deskRole != nil
                && self.access.successions.handles(file.responsibleUnit, ofEdition: file.registerEdition, principal)
        }
        guard isThere else {
            throw DeskRefusal(
                .notAllowed,
                "Nobody of that name has a key of this unit's desk. See 'langnghe keys list'."
            )
        }
    }

    /// Lets through lists of units whose cases a principal may see; what of each case, its own level says.
    func requireSight(of unit: String, _ principal: Principal) throws(DeskRefusal) {
        if principal.mayOperate || self.access.successions.handles(unit, principal) { return }
        if let role = principal.role.deskRole, role != .officer, role != .triage,
            let path = self.scopes.path(of: unit)?.codes ?? self.access.successions.formerPath(of: unit),
            path.contains(where: { self.access.successions.handles($0, principal) })
        {
            return
        }
        throw DeskRefusal(.notAuthorised, "This key is for another unit's cases.")
    }
}
