import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation

/// Makes rows of imports as the desk would.
enum ImportMaker {
    /// A row by a number; the same number is the same row.
    ///
    /// - Parameters:
    ///   - number: Which row.
    ///   - facts: Which facts it has; others are a conflict.
    ///   - state: Where the case stands, a state of the smallest life cycle.
    ///   - dueAt: By when it was due.
    ///   - source: The spreadsheet's source.
    ///   - path: From the root to the unit.
    /// - Returns: The row as a wish.
    static func item(
        _ number: UInt8,
        facts: UInt8 = 1,
        state: CaseState = .resolved,
        dueAt: Timestamp? = nil,
        source: String = "old-book",
        path: [String] = SubmissionMaker.officePath
    ) -> CaseImportRequest.Item {
        .make(self.entry(number, facts: facts, state: state, dueAt: dueAt, source: source, path: path))
    }

    static func entry(
        _ number: UInt8,
        facts: UInt8 = 1,
        state: CaseState = .resolved,
        dueAt: Timestamp? = nil,
        source: String = "old-book",
        path: [String] = SubmissionMaker.officePath
    ) -> WireCaseImported {
        let isOpen = state != .resolved
        return .make {
            $0.id = Data([UInt8](repeating: number, count: 16))
            $0.source = source
            $0.row = .make {
                $0.requestKey = Data([UInt8](repeating: number, count: 16))
                $0.ordinal = 1
                $0.rowDigest = Data([UInt8](repeating: facts, count: 16))
                $0.factsDigest = Data([UInt8](repeating: facts &+ 1, count: 16))
            }
            $0.facts = .make {
                $0.office = "29242"
                $0.responsibleUnit = path.last ?? ""
                $0.lane = .feedback
                $0.subject = "late-result"
                $0.field = "land"
                $0.channel = "web"
                $0.receivedAt = Timestamp.at(-900_000).microseconds
                $0.dueAt = dueAt?.microseconds ?? 0
                $0.closedAt = isOpen ? 0 : Timestamp.at(-500_000).microseconds
                $0.standing = isOpen ? "open" : "closed"
                $0.state = state.rawValue
            }
            $0.registerEdition = "2022-10"
            $0.unitPath = path
            $0.lifecycle = SubmissionMaker.lifecycle
        }
    }

    static func request(_ items: [CaseImportRequest.Item]) -> WriteRequest {
        .caseImport(
            CaseImportRequest(
                items: items,
                actor: Actor(.operator, identifier: "operator-1"),
                actorName: "Cán bộ A"
            )
        )
    }
}

extension CommitResult {
    /// What became of the rows of the commit's imports.
    var imports: [CaseImportOutcome] {
        self.outcomes.flatMap { outcome -> [CaseImportOutcome] in
            if case .casesImported(let outcomes) = outcome { outcomes } else { [] }
        }
    }
}
