import CaseLifecycle
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials

/// Why what a citizen says is not taken.
struct CitizenRefusal: Error {
    let code: WireCitizenErrorCode
    /// In Vietnamese, for the citizen.
    let explanation: String
    /// How long it takes until it can be tried again; `nil` when that does not matter.
    let wait: Duration?

    init(_ code: WireCitizenErrorCode, _ explanation: String, after wait: Duration? = nil) {
        self.code = code
        self.explanation = explanation
        self.wait = wait
    }

    /// What the store refuses.
    init(_ refusal: CaseRefusal) {
        switch refusal {
        case .notApplied(.staleVersion, _): self = .stale
        case .notApplied(let error, _): self.init(.notPossible, error.vietnameseText)
        case .badIdempotencyKey: self.init(.malformed, "Yêu cầu không hợp lệ. Xin báo cán bộ trực máy.")
        case .unknownCase, .relatedCaseUnfit, .partUnfit, .deadlinePassed:
            self.init(.notPossible, "Không thực hiện được với vụ việc này. Xin hỏi cán bộ trực.")
        }
    }

    /// Too much is being asked.
    static let busy = CitizenRefusal(.unavailable, "Hệ thống đang bận. Xin ông/bà thử lại sau ít phút.")

    /// The case has moved on.
    static let stale = CitizenRefusal(
        .staleVersion,
        "Vụ việc vừa có thay đổi. Xin ông/bà xem lại rồi thực hiện lại."
    )
}

extension CitizenService {
    /// The command that a statement is, judged of the case as it was read; the writer judges it again.
    ///
    /// - Returns: `nil` when it was made before, so that the case as it is answers it.
    /// - Throws: ``CitizenRefusal`` for the citizen.
    func command(
        _ statement: WireCitizenStatement,
        on found: CaseDetail,
        ofKiosk kiosk: String
    ) throws(CitizenRefusal) -> CaseCommandRequest? {
        let actor = Actor(.citizen, identifier: kiosk)
        guard statement.idempotencyKey.count == 16 else {
            throw CitizenRefusal(.malformed, "Yêu cầu không hợp lệ. Xin báo cán bộ trực máy.")
        }
        let key = IdempotencyKey(
            statement.idempotencyKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        )
        // Whoever repeats it, at whatever kiosk: it was done.
        if found.history.contains(where: { $0.event.idempotencyKey == key && $0.event.actor.kind == .citizen }) {
            return nil
        }
        guard statement.expectedVersion == found.file.version else { throw .stale }
        guard let procedure = self.law.procedure(of: found.file) else {
            throw CitizenRefusal(.unavailable, "Hệ thống chưa xử lý được vụ việc này. Xin hỏi cán bộ trực.")
        }
        let event = CaseEventKind(rawValue: statement.event)
        let step: TransitionDefinition
        switch CaseStateMachine.step(procedure.lifecycle, from: found.file.state, on: event) {
        case .transition(let transition) where transition.roles.contains(.citizen): step = transition
        default:
            throw CitizenRefusal(.notPossible, "Vụ việc đang ở bước không thực hiện được việc này.")
        }
        let unitPath: [String]
        do throws(DeskRefusal) {
            unitPath = try self.units.path(after: step, of: found.file, named: "")
        } catch {
            throw CitizenRefusal(.notPossible, "Không thực hiện được với vụ việc này. Xin hỏi cán bộ trực.")
        }
        return CaseCommandRequest(
            caseNumber: found.file.number,
            event: event,
            expectedVersion: statement.expectedVersion,
            reason: statement.text,
            details: CaseEventDetails(rating: statement.rating == 0 ? nil : statement.rating),
            unitPath: unitPath,
            actor: actor,
            idempotencyKey: Array(statement.idempotencyKey)
        )
    }
}
