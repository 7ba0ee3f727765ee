package import FeedbackProtocol

extension DeskClient {
    /// The inbox with its cases, as far as the key sees them.
    package func pull(
        _ query: WireListCases,
        key: String,
        at time: Int64
    ) async throws(OperatorError) -> WirePulledInbox {
        let list = try await self.cases(query)
        var cases: [WireCaseDetail] = []
        for summary in list.cases { cases.append(try await self.caseDetail(.number(summary.number))) }
        let found = cases
        return .make {
            $0.key = key
            $0.unit = query.unit
            $0.pulledAt = time
            $0.cases = found
        }
    }
}
