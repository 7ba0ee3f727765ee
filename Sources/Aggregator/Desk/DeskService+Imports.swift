import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity

/// Requests about cases from before this system.
extension DeskService {
    func importCases(_ wish: WireImportCases, as principal: Principal) throws(DeskRefusal) -> WriteRequest {
        try self.requireOperator(principal)
        do throws(ImportRefusal) {
            try ImportCheck.checkForm(of: wish)
        } catch {
            throw DeskRefusal(.malformed, "\(error.reason).")
        }
        let check = ImportCheck(law: self.law, units: self.units, edition: wish.registerEdition, now: self.now())
        var items: [CaseImportRequest.Item] = []
        for candidate in wish.cases {
            do throws(ImportRefusal) {
                items.append(.make(try check.entry(of: candidate, from: wish.source)))
            } catch {
                items.append(.refused(error.reason))
            }
        }
        return .caseImport(
            CaseImportRequest(
                items: items,
                actor: Actor(.operator, identifier: principal.name.text),
                actorName: try self.checkedName(wish.actor)
            )
        )
    }

    func list(_ query: WireListImportLedger, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        try self.requireOperator(principal)
        do throws(ImportRefusal) {
            try ImportCheck.checkForm(ofSource: query.source)
        } catch {
            throw DeskRefusal(.malformed, "\(error.reason).")
        }
        let page = try self.reading { () throws(StoreError) in
            try self.store.importLedger(
                of: query.source,
                after: query.after,
                limit: query.limit == 0 ? 1000 : Int(query.limit)
            )
        }
        return .make {
            $0.importLedger = .make {
                $0.entries = page.elements.map { record in
                    .make {
                        $0.row = record.row
                        $0.caseNumber = record.caseNumber
                    }
                }
                $0.next = page.next ?? 0
                $0.total = page.total
            }
        }
    }
}

extension WireImportOutcome {
    init(_ outcome: CaseImportOutcome) {
        self = .make {
            switch outcome {
            case .made(let number): ($0.kind, $0.caseNumber) = (.new, number)
            case .alreadyThere(let number): ($0.kind, $0.caseNumber) = (.alreadyThere, number)
            case .conflict(let number): ($0.kind, $0.caseNumber) = (.conflict, number)
            case .refused(let reason): ($0.kind, $0.explanation) = (.refused, reason)
            }
        }
    }
}
