package import FeedbackProtocol

extension DeskClient {
    /// What is known of the completeness of each kiosk; throws ``OperatorError``.
    package func kioskReport(_ query: WireGetKioskReport) async throws(OperatorError) -> WireKioskReport {
        guard case .kioskReport(let report) = try await self.ask(.getKioskReport(query)) else {
            throw Self.unexpectedAnswer
        }
        return report
    }
}
