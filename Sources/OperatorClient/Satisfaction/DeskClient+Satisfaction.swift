package import FeedbackProtocol

extension DeskClient {
    /// What was rated, office by office; throws ``OperatorError``.
    package func satisfaction(_ query: WireGetSatisfaction) async throws(OperatorError) -> WireSatisfactionFigures {
        guard case .satisfaction(let figures) = try await self.ask(.getSatisfaction(query)) else {
            throw Self.unexpectedAnswer
        }
        return figures
    }
}
