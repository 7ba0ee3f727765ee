package import CaseLifecycle
package import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One change to a case that an operator asks for.
package struct CaseChangeRequest: Sendable {
    package var number: UInt64
    package var event: CaseEventKind
    /// The version the asker last saw; `nil` for the one the case has now.
    package var expectedVersion: UInt32?
    package var reason: String
    /// What the event needs besides.
    package var details: CaseEventDetails
    /// The register code of the unit to be responsible; empty for events that name none.
    package var unit: String
    /// The person who acts, as the office knows them.
    package var actor: String
    /// 16 random bytes.
    package var idempotencyKey: [UInt8]

    /// Gathers a change.
    package init(
        number: UInt64,
        event: CaseEventKind,
        expectedVersion: UInt32?,
        reason: String,
        details: CaseEventDetails = .none,
        unit: String = "",
        actor: String,
        idempotencyKey: [UInt8]
    ) {
        self.number = number
        self.event = event
        self.expectedVersion = expectedVersion
        self.reason = reason
        self.details = details
        self.unit = unit
        self.actor = actor
        self.idempotencyKey = idempotencyKey
    }
}

/// What the desk answers, request by request; each throws ``OperatorError``.
extension DeskClient {
    /// One page of cases.
    package func cases(_ query: WireListCases) async throws(OperatorError) -> WireCaseList {
        guard case .caseList(let list) = try await self.ask(.listCases(query)) else { throw Self.unexpectedAnswer }
        return list
    }

    /// The case with a number or a tracking code.
    ///
    /// - Parameters:
    ///   - reference: Which case.
    ///   - actor: The person who asks, as the office knows them; kept with the case when it is sealed.
    /// - Returns: What the key may see of it.
    /// - Throws: ``OperatorError`` when there is no such case or no answer.
    package func caseDetail(
        _ reference: WireShowCase.OneOf_Reference,
        actor: String = ""
    ) async throws(OperatorError) -> WireCaseDetail {
        let query = WireShowCase.make {
            $0.reference = reference
            $0.actor = actor
        }
        guard case .caseDetail(let detail) = try await self.ask(.showCase(query)) else { throw Self.unexpectedAnswer }
        return detail
    }

    /// How the time limits of a case come about.
    package func explainDeadlines(
        _ reference: WireShowCase.OneOf_Reference
    ) async throws(OperatorError) -> WireDeadlineExplanations {
        let query = WireExplainDeadlines.make { $0.case = .make { $0.reference = reference } }
        guard case .deadlineExplanations(let found) = try await self.ask(.explainDeadlines(query)) else {
            throw Self.unexpectedAnswer
        }
        return found
    }

    /// Changes a case and gives it as it is then, with its history; a refusal carries the case as it is.
    package func change(_ change: CaseChangeRequest) async throws(OperatorError) -> WireCaseDetail {
        var version = change.expectedVersion
        if version == nil {
            version = try await self.caseDetail(.number(change.number), actor: change.actor).summary.version
        }
        let command = WireCaseCommand.make {
            $0.idempotencyKey = Data(change.idempotencyKey)
            $0.caseNumber = change.number
            $0.expectedVersion = version ?? 0
            $0.event = change.event.rawValue
            $0.reason = change.reason
            $0.actor = change.actor
            if change.details != .none { $0.details = WireCaseEventDetails(change.details) }
            $0.unit = change.unit
        }
        let changed: WireCaseDetail
        do throws(OperatorError) {
            guard case .caseDetail(let answer) = try await self.ask(.caseCommand(command)) else {
                throw Self.unexpectedAnswer
            }
            changed = answer
        } catch {
            // The aggregator's refusal has the case without its text and history.
            guard let refusal = error.cause as? DeskRefusal, refusal.current != nil,
                let whole = try? await self.caseDetail(.number(change.number), actor: change.actor)
            else { throw error }
            throw OperatorError(error.code, error.message, cause: DeskRefusal(code: refusal.code, current: whole))
        }
        // A step may take the case out of the asker's sight; then the answer itself is all there is.
        return (try? await self.caseDetail(.number(change.number), actor: change.actor)) ?? changed
    }

    /// Begins or renews a watch of an inbox.
    package func watch(_ wish: WireWatchInbox) async throws(OperatorError) -> WireWatching {
        guard case .watching(let watching) = try await self.ask(.watchInbox(wish)) else { throw Self.unexpectedAnswer }
        return watching
    }

    /// One page of the quarantine.
    package func quarantine(_ query: WireListQuarantine) async throws(OperatorError) -> WireQuarantineList {
        guard case .quarantineList(let list) = try await self.ask(.listQuarantine(query)) else {
            throw Self.unexpectedAnswer
        }
        return list
    }

    /// A quarantined submission with its bytes.
    package func quarantined(_ number: UInt64) async throws(OperatorError) -> WireQuarantinedSubmission {
        let query = WireShowQuarantined.make { $0.number = number }
        guard case .quarantined(let found) = try await self.ask(.showQuarantined(query)) else {
            throw Self.unexpectedAnswer
        }
        return found
    }

    /// Ends a submission's quarantine.
    package func decide(_ wish: WireDecideQuarantined) async throws(OperatorError) -> WireQuarantinedSubmission {
        guard case .quarantined(let found) = try await self.ask(.decideQuarantined(wish)) else {
            throw Self.unexpectedAnswer
        }
        return found
    }

    /// The aggregator's figures.
    package func status() async throws(OperatorError) -> WireAggregatorStatus {
        guard case .status(let status) = try await self.ask(.getStatus(WireGetStatus())) else {
            throw Self.unexpectedAnswer
        }
        return status
    }
}
