package import FeedbackProtocol

extension DeskClient {
    /// Figures of units; throws ``OperatorError``.
    package func figures(_ query: WireGetFigures) async throws(OperatorError) -> WireFigures {
        guard case .figures(let figures) = try await self.ask(.getFigures(query)) else { throw Self.unexpectedAnswer }
        return figures
    }
}
