import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity

extension DeskService {
    /// What a request leads to: an answer at once, a wish to write that is answered after its commit, or a watch.
    enum Plan {
        case reply(WireDeskReply)
        case write(WriteRequest)
        case watch(WireWatchInbox)
        /// A sealed case, which is given once its reading is durable.
        case read(CaseReadRequest)
        /// A letter of a sealed case, likewise.
        case readLetter(CaseReadRequest, UInt32)
    }

    /// Decides what to do about a request.
    ///
    /// - Throws: ``DeskRefusal`` when the principal may not ask it, or it cannot be answered.
    func plan(_ request: WireDeskRequest, as principal: Principal) throws(DeskRefusal) -> Plan {
        switch request.content {
        case .listCases(let query): .reply(try self.list(query, as: principal))
        case .showCase(let query): try self.show(query, as: principal)
        case .caseCommand(let command): .write(try self.command(command, as: principal))
        case .listQuarantine(let query): .reply(try self.list(query, as: principal))
        case .showQuarantined(let query): .reply(try self.show(query, as: principal))
        case .decideQuarantined(let decision): .write(try self.decide(decision, as: principal))
        case .explainDeadlines(let query): .reply(try self.explain(query, as: principal))
        case .importCases(let wish): .write(try self.importCases(wish, as: principal))
        case .listImportLedger(let query): .reply(try self.list(query, as: principal))
        case .listLetters(let query): .reply(try self.list(query, as: principal))
        case .showLetter(let query): try self.show(query, as: principal)
        case .draftLetter(let wish): .write(try self.draft(wish, as: principal))
        case .signLetter(let wish): .write(try self.sign(wish, as: principal))
        case .discardLetter(let wish): .write(try self.discard(wish, as: principal))
        case .listLetterRegister(let query): .reply(try self.list(query, as: principal))
        case .watchInbox(let wish): .watch(wish)
        case .getFigures(let query): .reply(try self.figures(query, as: principal))
        case .getSatisfaction(let query): .reply(try self.satisfaction(query, as: principal))
        case .getProof(let query): .reply(try self.prove(query, as: principal))
        case .listAlerts(let query): .reply(try self.alerts(query, as: principal))
        case .getIndices(let query): .reply(try self.indices(query, as: principal))
        case .getKioskReport(let query): .reply(try self.kioskReport(query, as: principal))
        case .getStatus:
            .reply(try self.tellStatus())
        case .none:
            throw DeskRefusal(.malformed, "The request has no content this version knows. Update the older side.")
        }
    }

    private func tellStatus() throws(DeskRefusal) -> WireDeskReply {
        let report = try self.reading { () throws(StoreError) in try self.status.report() }
        return .make { $0.status = report }
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
            $0.quarantined.submission = SealedContent.withoutText(found.submission, isSealed: self.isSealed)
        }
    }

    /// Whether the rules in force seal a lane.
    private func isSealed(_ lane: Lane) -> Bool {
        self.law.ruleSet(on: self.now().localDay)?.rule(for: lane).map { $0.confidentiality == .sealed }
            ?? (lane == .denunciation)
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

    func requireOperator(_ principal: Principal) throws(DeskRefusal) {
        guard principal.mayOperate else {
            throw DeskRefusal(.notAuthorised, "Only an operator may do this. Use an operator's key.")
        }
    }

    func checkedName(_ name: String) throws(DeskRefusal) -> String {
        let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard name.utf8.count <= 200, isPrintable else {
            throw DeskRefusal(.malformed, "The actor's name has control characters or more than 200 bytes.")
        }
        return name
    }

    func reading<Value>(_ read: () throws(StoreError) -> Value) throws(DeskRefusal) -> Value {
        do {
            return try read()
        } catch {
            throw DeskRefusal(.busy, "The store cannot be read now: \(error.message)")
        }
    }
}
