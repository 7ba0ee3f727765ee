package import FeedbackProtocol

/// Sends what waits in a desk's folder, in order and each command once, whenever it is cut off.
package struct QueueSender: Sendable {
    /// What became of one command.
    package enum Outcome: Sendable {
        case done(WireCaseDetail)
        /// The case has moved on; it comes as it is now, as far as the key sees it.
        case conflict(WireCaseDetail?)
        case refused(WireDeskErrorCode, String)
        /// The command before it on the same case was not done.
        case blocked
    }

    private let folder: DeskFolder

    /// Sends from a folder.
    package init(_ folder: DeskFolder) {
        self.folder = folder
    }

    /// Sends all; what is not done stays in the folder.
    ///
    /// - Parameters:
    ///   - desk: Whom to.
    ///   - report: Told of each command after its outcome is on the disk.
    /// - Throws: ``OperatorError`` when the aggregator does not answer; what is left stays.
    package func send(
        to desk: DeskClient,
        _ report: (WireQueuedCommand, Outcome) -> Void
    ) async throws(OperatorError) {
        var last: UInt64 = 0
        while let queued = try self.folder.queue().next(after: last) {
            last = queued.number
            guard try !self.folder.queue().isBlocked(queued) else {
                report(queued, .blocked)
                continue
            }
            report(queued, try await self.send(queued, to: desk))
        }
    }

    private func send(_ queued: WireQueuedCommand, to desk: DeskClient) async throws(OperatorError) -> Outcome {
        do throws(OperatorError) {
            guard case .caseDetail(let changed) = try await desk.ask(.caseCommand(queued.command)) else {
                throw DeskClient.unexpectedAnswer
            }
            // Cut off before this, it is sent again with the same key and not done again.
            try self.folder.changeQueue { queue in queue.done(queued.number) }
            return .done(changed)
        } catch {
            guard let refusal = error.cause as? DeskRefusal, refusal.code != .busy else { throw error }
            try self.folder.changeQueue { queue in queue.refuse(queued.number, refusal.code, error.message) }
            guard refusal.code == .staleVersion else { return .refused(refusal.code, error.message) }
            let whole = try? await desk.caseDetail(.number(queued.command.caseNumber))
            return .conflict(whole ?? refusal.current)
        }
    }
}
