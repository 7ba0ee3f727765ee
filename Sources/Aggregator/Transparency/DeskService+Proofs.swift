import CaseLifecycle
import FeedbackProtocol
import FeedbackStore
import Identity

/// Requests for proofs.
extension DeskService {
    /// The proof for whoever came to an operator with a slip.
    func prove(_ query: WireGetProof, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        try self.requireOperator(principal)
        guard let code = try? TrackingCode(parsing: query.trackingCode) else {
            throw DeskRefusal(.malformed, "That is no tracking code. Compare it with the slip.")
        }
        let (store, proofs) = (self.store, self.proofs)
        let outcome = try self.reading { () throws(StoreError) -> ProofMaker.Outcome? in
            guard let found = try store.caseDetail(trackingCode: code) else {
                return try proofs.proof(ofHeldCode: code, earlierSizes: query.earlierSizes)
            }
            return try proofs.proof(of: found.file, earlierSizes: query.earlierSizes)
        }
        switch outcome {
        case .proof(let proof): return .make { $0.proof = WireProof(proof) }
        case .notYet:
            throw DeskRefusal(.busy, "No published head has the case yet. Try again in a minute.")
        case .isPart:
            throw DeskRefusal(.notAllowed, "The code is of a part that an entry was split into. Use the slip's code.")
        case .unfit:
            throw DeskRefusal(
                .notAllowed,
                "The tree does not fit the heads that were published, which is evidence: keep the slip. See the log."
            )
        case nil: throw DeskRefusal(.notFound, "No case has that tracking code, and nothing that is held.")
        }
    }
}
