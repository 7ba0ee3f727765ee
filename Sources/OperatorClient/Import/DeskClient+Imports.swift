import AdministrativeRegister
import CaseImport
import CaseLifecycle
import CivilTime
import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DeskClient {
    /// One page of the rows of a source that are cases already.
    func importLedger(of source: String, after: UInt64) async throws(OperatorError) -> WireImportLedgerPage {
        let query = WireListImportLedger.make {
            $0.source = source
            $0.after = after
            $0.limit = 10_000
        }
        guard case .importLedger(let page) = try await self.ask(.listImportLedger(query)) else {
            throw Self.unexpectedAnswer
        }
        return page
    }

    /// Imports cases; the aggregator makes none that is there already, so asking again is safe.
    func importCases(
        _ cases: [ImportedCase],
        source: String,
        edition: String,
        actor: String
    ) async throws(OperatorError) -> [WireImportOutcome] {
        let wish = WireImportCases.make {
            $0.source = source
            $0.registerEdition = edition
            $0.actor = actor
            $0.cases = cases.map { WireImportCase($0) }
        }
        guard case .importedCases(let answer) = try await self.ask(.importCases(wish)),
            answer.outcomes.count == cases.count
        else { throw Self.unexpectedAnswer }
        return answer.outcomes
    }
}

extension WireImportCase {
    /// A converted row as it is sent.
    init(_ imported: ImportedCase) {
        let facts = imported.facts
        self = .make {
            $0.id = Data(imported.id.bytes)
            $0.row = .make {
                $0.requestKey = imported.requestKey.data
                $0.ordinal = UInt32(clamping: imported.row.ordinal)
                $0.rowDigest = imported.rowDigest.data
                $0.factsDigest = imported.factsDigest.data
            }
            $0.facts = .make {
                $0.office = facts.office.text
                $0.responsibleUnit = facts.responsibleUnit.text
                $0.lane = WireLane(facts.lane)
                $0.subject = facts.subject
                $0.field = facts.field
                $0.channel = facts.channel ?? ""
                $0.receivedAt = facts.receivedAt.microseconds
                $0.dueAt = facts.dueAt?.microseconds ?? 0
                $0.dueDay = facts.dueDay.map { "\($0)" } ?? ""
                $0.closedAt = facts.closedAt?.microseconds ?? 0
                $0.cancelledAt = facts.cancelledAt?.microseconds ?? 0
                $0.endDay = facts.endDay.map { "\($0)" } ?? ""
                $0.standing = facts.standing.rawValue
                $0.state = facts.state.rawValue
                $0.outcome = facts.outcome?.rawValue ?? ""
            }
        }
    }
}

extension ImportDigest {
    /// The 16 bytes.
    fileprivate var data: Data {
        let bytes = [self.high, self.low].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - $0 * 8)) }
        }
        return Data(bytes)
    }
}
