import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity

extension DeskService {
    /// What a request leads to: an answer at once, or a wish to write that is answered after its commit.
    enum Plan {
        case reply(WireDeskReply)
        case write(WriteRequest)
    }

    /// Decides what to do about a request.
    ///
    /// - Throws: ``DeskRefusal`` when the principal may not ask it, or it cannot be answered.
    func plan(_ request: WireDeskRequest, as principal: Principal) throws(DeskRefusal) -> Plan {
        switch request.content {
        case .listCases(let query): .reply(try self.list(query, as: principal))
        case .showCase(let query): .reply(try self.show(query, as: principal))
        case .caseCommand(let command): .write(try self.command(command, as: principal))
        case .listQuarantine(let query): .reply(try self.list(query, as: principal))
        case .showQuarantined(let query): .reply(try self.show(query, as: principal))
        case .decideQuarantined(let decision): .write(try self.decide(decision, as: principal))
        case .getStatus:
            .reply(.make { $0.status = self.status.report() })
        case .none:
            throw DeskRefusal(.malformed, "The request has no content this version knows. Update the older side.")
        }
    }

    // MARK: Cases

    private func list(_ query: WireListCases, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let unit = query.unit.isEmpty ? (principal.role.unit ?? "") : query.unit
        if !(principal.mayOperate && unit.isEmpty) { try self.requireAccess(to: unit, principal) }
        var path: [String] = []
        if !unit.isEmpty {
            guard let known = self.scopes.path(of: unit) else {
                throw DeskRefusal(.notFound, "The register has no such unit. Look it up with 'langnghe unit find'.")
            }
            path = known.codes
        }
        let page = try self.reading { () throws(StoreError) in
            try self.store.cases(
                CaseQuery(
                    unitPath: path,
                    state: query.state.isEmpty ? nil : CaseState(rawValue: query.state),
                    after: query.after,
                    limit: query.limit == 0 ? 100 : Int(query.limit)
                )
            )
        }
        return .make {
            $0.caseList = .make {
                $0.cases = page.elements.map { WireCaseSummary($0) }
                $0.next = page.next ?? 0
                $0.total = page.total
            }
        }
    }

    private func show(_ query: WireShowCase, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
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
        // A case of another unit looks like none, so that nobody can probe for it.
        guard let found, self.isAccessible(found.file.responsibleUnit, principal) else {
            throw DeskRefusal(.notFound, "There is no such case at your unit.")
        }
        return .make { $0.caseDetail = WireCaseDetail(found) }
    }

    private func command(_ command: WireCaseCommand, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        let number = command.caseNumber
        let found = try self.reading { () throws(StoreError) in try self.store.caseDetail(number: number) }
        guard let found, self.isAccessible(found.file.responsibleUnit, principal) else {
            throw DeskRefusal(.notFound, "There is no such case at your unit.")
        }
        let kind: Actor.Kind = principal.mayOperate ? .operator : .officer
        return .caseCommand(
            CaseCommandRequest(
                caseNumber: number,
                event: CaseEventKind(rawValue: command.event),
                expectedVersion: command.expectedVersion,
                reason: command.reason,
                actor: Actor(kind, identifier: principal.name.text),
                actorName: try self.checkedName(command.actor),
                idempotencyKey: Array(command.idempotencyKey)
            )
        )
    }

    // MARK: Quarantine

    private func list(_ query: WireListQuarantine, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        try self.requireOperator(principal)
        let page = try self.reading { () throws(StoreError) in
            try self.store.quarantine(
                QuarantineQuery(
                    after: query.after,
                    limit: query.limit == 0 ? 100 : Int(query.limit),
                    includesDecided: query.all
                )
            )
        }
        return .make {
            $0.quarantineList = .make {
                $0.submissions = page.elements.map { WireQuarantinedSubmission($0) }
                $0.next = page.next ?? 0
                $0.total = page.total
            }
        }
    }

    private func show(_ query: WireShowQuarantined, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        try self.requireOperator(principal)
        let found = try self.quarantined(query.number)
        return .make {
            $0.quarantined = WireQuarantinedSubmission(found.record)
            $0.quarantined.submission = found.submission
        }
    }

    private func quarantined(_ number: UInt64) throws(DeskRefusal) -> QuarantinedDetail {
        let found = try self.reading { () throws(StoreError) in try self.store.quarantined(number: number) }
        guard let found else {
            throw DeskRefusal(.notFound, "Nothing with that number is in quarantine. See 'langnghe quarantine list'.")
        }
        return found
    }

    private func decide(_ wish: WireDecideQuarantined, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        try self.requireOperator(principal)
        let decision: QuarantineDecisionRequest.Decision
        switch wish.decision {
        case .discard: decision = .discard
        case .release:
            let held = try self.quarantined(wish.number)
            let mended = try SubmissionMending.mend(held.submission, as: wish)
            do throws(SubmissionRejection) {
                let routing = try self.sorter.routeReleased(mended, on: self.now().localDay)
                decision = .release(submission: mended, routing: routing)
            } catch {
                throw DeskRefusal(
                    .notAllowed,
                    "It still breaks a rule: \(error). Mend it with --office, --cut-text or --submission."
                )
            }
        case .unspecified, .UNRECOGNIZED:
            throw DeskRefusal(.malformed, "Say whether to release or to discard it.")
        }
        return .quarantineDecision(
            QuarantineDecisionRequest(
                number: wish.number,
                decision: decision,
                reason: wish.reason,
                actor: Actor(.operator, identifier: principal.name.text),
                actorName: try self.checkedName(wish.actor),
                idempotencyKey: Array(wish.idempotencyKey)
            )
        )
    }

    // MARK: Permission

    private func requireOperator(_ principal: Principal) throws(DeskRefusal) {
        guard principal.mayOperate else {
            throw DeskRefusal(.notAuthorised, "Only an operator may do this. Use an operator's key.")
        }
    }

    private func requireAccess(to unit: String, _ principal: Principal) throws(DeskRefusal) {
        guard self.isAccessible(unit, principal) else {
            throw DeskRefusal(.notAuthorised, "This key is for another unit's cases.")
        }
    }

    /// Whether a principal may see and change the cases of a unit: its own, or any for an operator.
    private func isAccessible(_ unit: String, _ principal: Principal) -> Bool {
        principal.mayHandleCases(ofUnit: unit)
    }

    private func checkedName(_ name: String) throws(DeskRefusal) -> String {
        let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard name.utf8.count <= 200, isPrintable else {
            throw DeskRefusal(.malformed, "The actor's name has control characters or more than 200 bytes.")
        }
        return name
    }

    private func reading<Value>(_ read: () throws(StoreError) -> Value) throws(DeskRefusal) -> Value {
        do {
            return try read()
        } catch {
            throw DeskRefusal(.busy, "The store cannot be read now: \(error.message)")
        }
    }
}
