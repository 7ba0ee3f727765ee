import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// What only the store can judge of a command to a case; what stands in the journal was judged when it happened.
enum CaseChangeCheck {
    /// Why a command cannot be made, or `nil` when nothing stands against it here.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - time: Now.
    ///   - database: Where the cases are.
    /// - Returns: The refusal, or `nil`.
    /// - Throws: The database's error.
    static func refusal(
        of request: CaseCommandRequest,
        at time: Timestamp,
        in database: Database
    ) throws -> CaseRefusal? {
        if let other = request.details.relatedCase {
            // A case merged into nothing, into itself or in a circle would have nobody left to answer it.
            guard other != request.caseNumber, let file = try CaseTable.file(number: other, in: database), file.isOpen
            else { return .relatedCaseUnfit }
        }
        if !request.details.parts.isEmpty { return .splitNotSupported }
        if let rule = request.details.deadline,
            let stored = try DeadlineTable.stored(rule.rawValue, of: request.caseNumber, in: database),
            stored.state == .running, stored.dueAt != 0, stored.dueAt <= time.microseconds
        {
            return .deadlinePassed
        }
        return nil
    }
}
