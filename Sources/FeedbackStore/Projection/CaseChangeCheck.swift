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
    ///   - law: What cases are handled by.
    ///   - database: Where the cases are.
    /// - Returns: The refusal, or `nil`.
    /// - Throws: The database's error.
    static func refusal(
        of request: CaseCommandRequest,
        at time: Timestamp,
        under law: CaseLaw,
        in database: Database
    ) throws -> CaseRefusal? {
        if let other = request.details.relatedCase {
            // A case merged into nothing, into itself or in a circle would have nobody left to answer it.
            guard other != request.caseNumber, let file = try CaseTable.file(number: other, in: database), file.isOpen
            else { return .relatedCaseUnfit }
        }
        if let refusal = try self.refusalOfParts(of: request, at: time, under: law, in: database) { return refusal }
        if let rule = request.details.deadline,
            let stored = try DeadlineTable.stored(rule.rawValue, of: request.caseNumber, in: database),
            stored.state == .running, stored.dueAt != 0, stored.dueAt <= time.microseconds
        {
            return .deadlinePassed
        }
        return nil
    }

    /// Why the parts of a mixed entry cannot be opened as cases, or `nil` when they can or there are none.
    private static func refusalOfParts(
        of request: CaseCommandRequest,
        at time: Timestamp,
        under law: CaseLaw,
        in database: Database
    ) throws -> CaseRefusal? {
        guard request.parts.count == request.details.parts.count else { return .partUnfit(number: request.parts.count) }
        guard !request.parts.isEmpty,
            let file = try CaseTable.file(number: request.caseNumber, in: database)
        else { return nil }
        for (index, part) in request.parts.enumerated() {
            let trial = part.opening(of: file, at: time)
            guard CaseOpening(trial, of: file, at: time, law: law) != nil else { return .partUnfit(number: index + 1) }
        }
        return nil
    }
}
