import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Logging
import ZeroMQ

/// Answers citizens who hold a tracking code: where the case stands, and what they say of it (tra cứu, ý kiến của người
/// dân).
///
/// What they say becomes an entry of the case's history like an officer's command, and is answered when it is durable.
/// Belongs to the desk's thread, which reads the store.
final class CitizenService {
    typealias Answer = @Sendable (WireCitizenReply) -> Void

    let store: any FeedbackStoreReading
    let law: CaseLaw
    let units: CaseUnits
    let now: @Sendable () -> Timestamp
    private let writer: GroupCommitWriter
    private let counters: AggregatorCounters
    private let repeated: RepeatedMessages
    private let logger: Logger
    let proofs: ProofMaker
    private let tree: TreeFile
    private let limits: CitizenAllowance.Limits
    private var allowances: [String: CitizenAllowance] = [:]

    /// Makes the service.
    init(_ parts: Parts, writer: GroupCommitWriter) {
        self.store = parts.store
        self.law = parts.law
        self.units = parts.units
        self.now = parts.now
        self.writer = writer
        self.counters = parts.counters
        self.repeated = parts.repeated
        self.logger = parts.logger
        self.proofs = parts.proofs
        self.tree = parts.tree
        self.limits = parts.configuration.citizenAllowance
    }

    /// Answers a request, at once or when what it says is durable.
    func answer(_ request: WireCitizenRequest, ofKiosk kiosk: String, _ answer: @escaping Answer) {
        let time = self.now()
        do throws(CitizenRefusal) {
            let found: CaseDetail
            switch try self.find(request.trackingCode, ofKiosk: kiosk, at: time) {
            case .opened(let detail): found = detail
            case .held(let held): return try answer(self.reply(to: request, held))
            }
            guard request.hasStatement else { return answer(self.reply(to: request, found, at: time)) }
            self.take(request, on: found, ofKiosk: kiosk, answer)
        } catch {
            answer(.refusing(request, error.code, error.explanation, after: error.wait))
        }
    }

    /// What a slip's code leads to.
    enum Found {
        /// A case.
        case opened(CaseDetail)
        /// Something that went to quarantine, and is held or was set aside.
        case held(QuarantinedRecord)
    }

    /// The case of a code that somebody gave at a kiosk, or what is held with it, whatever is asked with it.
    ///
    /// - Throws: ``CitizenRefusal`` for the citizen.
    func find(_ text: String, ofKiosk kiosk: String, at time: Timestamp) throws(CitizenRefusal) -> Found {
        // A typing mistake is found by the code's check character and is no wrong code.
        guard let code = try? TrackingCode(parsing: text) else {
            throw CitizenRefusal(.malformed, "Mã tra cứu không đúng. Xin ông/bà xem lại mã trên phiếu.")
        }
        if let wait = self.allowances[kiosk, default: CitizenAllowance(self.limits, at: time)].take(at: time) {
            throw CitizenRefusal(
                .wait,
                "Đã tra cứu quá nhiều lần. Xin ông/bà thử lại sau ít phút.",
                after: wait
            )
        }
        let found: Found?
        do throws(StoreError) {
            if let detail = try self.store.caseDetail(trackingCode: code) {
                found = .opened(detail)
            } else {
                found = try self.held(code).map { Found.held($0) }
            }
        } catch {
            throw self.unavailable(because: error)
        }
        guard let found else {
            self.noteWrongCode(ofKiosk: kiosk, at: time)
            throw CitizenRefusal(
                .unknownCode,
                "Chưa có vụ việc nào mang mã này. Xin ông/bà xem lại mã, hoặc thử lại sau: "
                    + "phiếu vừa gửi có thể chưa đến nơi."
            )
        }
        self.allowances[kiosk]?.wasRight()
        return found
    }

    /// What went to quarantine with a code and was not released; the tree of proofs knows the codes of such.
    private func held(_ code: TrackingCode) throws(StoreError) -> QuarantinedRecord? {
        // A tree that cannot be read keeps nobody from a case.
        for number in (try? self.tree.held(trackingCode: code.symbols)) ?? [] {
            if let record = try self.store.quarantined(number: number)?.record, record.state != .released {
                return record
            }
        }
        return nil
    }

    /// Logs why a citizen gets no answer, and says to try again.
    func unavailable(because reason: some Error) -> CitizenRefusal {
        self.logger.error("A citizen could not be answered", metadata: ["error": "\(reason)"])
        return CitizenRefusal(.unavailable, "Hệ thống chưa trả lời được. Xin ông/bà thử lại sau ít phút.")
    }

    private func noteWrongCode(ofKiosk kiosk: String, at time: Timestamp) {
        self.counters.wrongCode()
        guard let count = self.repeated.occurrencesToWrite("wrong tracking code \(kiosk)", at: time) else { return }
        self.logger.notice(
            "A tracking code of no case was tried",
            metadata: ["kiosk": "\(kiosk)", "count": "\(count)"]
        )
    }

    /// Tells of what is held or was set aside; nothing can be said of it.
    private func reply(
        to request: WireCitizenRequest,
        _ held: QuarantinedRecord
    ) throws(CitizenRefusal) -> WireCitizenReply {
        guard !request.hasStatement else {
            throw CitizenRefusal(.notPossible, "Nội dung này chưa được tiếp nhận giải quyết. Xin hỏi cán bộ trực.")
        }
        return .make {
            $0.requestID = request.requestID
            $0.case = WireCitizenCase(held)
        }
    }

    private func reply(to request: WireCitizenRequest, _ found: CaseDetail, at time: Timestamp) -> WireCitizenReply {
        let seen = self.view(of: found, at: time)
        return .make {
            $0.requestID = request.requestID
            $0.case = seen
        }
    }

    /// Makes what a citizen says an entry of the case's history.
    private func take(
        _ request: WireCitizenRequest,
        on found: CaseDetail,
        ofKiosk kiosk: String,
        _ answer: @escaping Answer
    ) {
        let time = self.now()
        let seen = self.view(of: found, at: time)
        let wish: CaseCommandRequest
        do throws(CitizenRefusal) {
            guard let made = try self.command(request.statement, on: found, ofKiosk: kiosk) else {
                return answer(self.reply(to: request, found, at: time))
            }
            wish = made
        } catch {
            return answer(.refusing(request, error.code, error.explanation, current: seen))
        }
        let store = self.store
        let view: @Sendable (CaseDetail) -> WireCitizenCase = { [law, units] detail in
            CitizenViews(store: store, law: law, units: units).view(of: detail, at: time)
        }
        let isTried = self.writer.commit([.caseCommand(wish)]) { result in
            let current = (try? store.caseDetail(number: wish.caseNumber)).flatMap(\.self).map(view)
            switch result {
            case .success(let committed):
                guard case .caseRefused(let refusal)? = committed.outcomes.first else {
                    return answer(
                        .make {
                            $0.requestID = request.requestID
                            if let current { $0.case = current }
                        }
                    )
                }
                let refused = CitizenRefusal(refusal)
                answer(.refusing(request, refused.code, refused.explanation, current: current))
            case .failure:
                answer(.refusing(request, .unavailable, "Chưa ghi nhận được. Xin ông/bà thử lại sau ít phút."))
            }
        }
        if !isTried { answer(.busy(to: request)) }
    }

    private func view(of found: CaseDetail, at time: Timestamp) -> WireCitizenCase {
        CitizenViews(store: self.store, law: self.law, units: self.units).view(of: found, at: time)
    }
}
