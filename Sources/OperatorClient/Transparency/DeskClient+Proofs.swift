package import FeedbackProtocol

extension DeskClient {
    /// The proof for the holder of a tracking code; throws ``OperatorError``.
    package func proof(_ query: WireGetProof) async throws(OperatorError) -> ProofFile {
        guard case .proof(let proof) = try await self.ask(.getProof(query)) else { throw Self.unexpectedAnswer }
        return ProofFile(proof.proof)
    }
}
