package import FeedbackProtocol

extension DeskClient {
    /// The official indices of a unit and a period; throws ``OperatorError``.
    package func indices(_ query: WireGetIndices) async throws(OperatorError) -> WireIndices {
        guard case .indices(let indices) = try await self.ask(.getIndices(query)) else { throw Self.unexpectedAnswer }
        return indices
    }
}
