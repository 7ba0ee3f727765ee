import FeedbackProtocol
import FeedbackStore

extension CitizenService {
    /// Gives whoever holds a slip the proof that its case is in the published tree.
    ///
    /// What may be asked is counted together with the other requests, so that a proof is no way round the limits.
    func prove(
        _ request: WireProofRequest,
        ofKiosk kiosk: String,
        _ answer: @escaping @Sendable (WireProofReply) -> Void
    ) {
        do throws(CitizenRefusal) {
            let found = try self.find(request.trackingCode, ofKiosk: kiosk, at: self.now())
            let outcome: ProofMaker.Outcome
            do throws(StoreError) {
                switch found {
                case .opened(let detail):
                    outcome = try self.proofs.proof(of: detail.file, earlierSizes: request.earlierSizes)
                case .held(let record):
                    outcome = try self.proofs.proof(ofHeld: record.number, earlierSizes: request.earlierSizes)
                }
            } catch {
                throw self.unavailable(because: error)
            }
            switch outcome {
            case .proof(let proof):
                answer(
                    .make {
                        $0.requestID = request.requestID
                        $0.proof = WireProof(proof)
                    }
                )
            case .notYet:
                throw CitizenRefusal(
                    .unavailable,
                    "Vụ việc vừa được tiếp nhận, bằng chứng sẽ có sau ít phút. Xin ông/bà thử lại.",
                    after: .seconds(60)
                )
            case .isPart:
                throw CitizenRefusal(
                    .notPossible,
                    "Mã này là của một nội dung được tách ra. Xin dùng mã trên phiếu của ông/bà."
                )
            case .unfit:
                throw CitizenRefusal(
                    .notPossible,
                    "Sổ chứng không khớp với những gì tỉnh đã công bố, nên không cấp được bằng chứng. "
                        + "Đây là dấu hiệu cần làm rõ: xin ông/bà giữ phiếu này và báo thanh tra hoặc cán bộ trực."
                )
            }
        } catch {
            answer(.refusing(request, error))
        }
    }
}

extension WireProofReply {
    /// An answer that says why there is no proof.
    static func refusing(_ request: WireProofRequest, _ refusal: CitizenRefusal) -> WireProofReply {
        .make {
            $0.requestID = request.requestID
            $0.error = .make {
                $0.code = refusal.code
                $0.explanation = refusal.explanation
                if let wait = refusal.wait { $0.retryAfterSeconds = UInt32(clamping: wait.components.seconds + 1) }
            }
        }
    }
}
