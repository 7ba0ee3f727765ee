package import FeedbackProtocol

extension DeskClient {
    /// The alerts that hold; throws ``OperatorError``.
    package func alerts(_ query: WireListAlerts) async throws(OperatorError) -> WireAlertList {
        guard case .alertList(let list) = try await self.ask(.listAlerts(query)) else { throw Self.unexpectedAnswer }
        return list
    }
}
