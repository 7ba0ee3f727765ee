import CaseLifecycle
import CivilTime
import FeedbackStore
import Logging

/// The steps that the rules leave to the system, such as closing a case when the time to reopen it has passed.
extension DeadlineService {
    /// How many steps are made in one commit.
    private static let stepsAtOnce = 100
    /// The most cases whose refused step is remembered.
    private static let mostRefused = 10_000

    /// Makes the steps that are due, each once: a case that has moved on meanwhile refuses the version.
    ///
    /// - Returns: Whether some are being made.
    func makeSteps(at time: Timestamp) -> Bool {
        let refused = self.refusedSteps
        let found = self.reading { () throws(StoreError) in
            try self.store.dueSteps(at: time, limit: Self.stepsAtOnce + refused.count)
        }
        let due = (found ?? []).filter { !refused.contains($0.caseNumber) }.prefix(Self.stepsAtOnce)
        guard !due.isEmpty else { return false }
        let numbers = due.map(\.caseNumber)
        self.write(due.map { .caseCommand($0.command) }) { service, result in
            service.take(zip(numbers, result.outcomes))
            service.look()
        }
        return true
    }

    private func take(_ outcomes: some Sequence<(UInt64, WriteOutcome)>) {
        var made = 0
        for (number, outcome) in outcomes {
            guard case .caseRefused(let refusal) = outcome else {
                made += 1
                continue
            }
            // Another version: somebody was faster, and the store has the step of that version.
            if case .notApplied(.staleVersion, _) = refusal { continue }
            self.logger.warning(
                "A step of the system was refused; the rules may have changed since it was planned",
                metadata: ["case": "\(number)"]
            )
            if self.refusedSteps.count < Self.mostRefused { self.refusedSteps.insert(number) }
        }
        if made > 0 { self.logger.info("Made steps whose time had come", metadata: ["cases": "\(made)"]) }
    }
}

extension DueStep {
    /// The command that makes the step; the same one however often it is made.
    fileprivate var command: CaseCommandRequest {
        let bytes = [self.caseNumber, UInt64(self.version)].flatMap { number in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        return CaseCommandRequest(
            caseNumber: self.caseNumber,
            event: self.step.event,
            expectedVersion: self.version,
            reason: "Đã hết thời gian đề nghị mở lại",
            actor: .timer,
            idempotencyKey: bytes
        )
    }
}
