import Foundation

/// The programs' JSON.
enum JSONText {
    /// Reads a value; names in snake case become Swift's.
    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw TestFailure("this is no JSON of \(type): \(text.prefix(500)) (\(error))")
        }
    }
}

/// `langnghe status --json`.
struct AggregatorStatus: Decodable, Sendable {
    struct Kiosk: Decodable, Sendable, Hashable {
        let kiosk: String
        let office: String?
        let receivedThrough: UInt64
        let gap: UInt64
    }
    let newestPosition: UInt64
    let submissions: UInt64
    let cases: UInt64
    let unitsWithCases: UInt64
    let quarantined: UInt64
    let feedEvents: UInt64
    let refusedConnections: UInt64
    let refusedSubmissions: UInt64
    let kiosks: [Kiosk]
}

/// A line of `langnghe case list --json`, and the beginning of `case show --json`.
struct CaseSummary: Decodable, Sendable, Hashable {
    let number: UInt64
    let state: String
    let version: UInt32
    let lane: String
    let subject: String?
    let office: String
    let responsibleUnit: String
    let receivedAt: String
    let changedAt: String
}

/// `langnghe case show --json`.
struct CaseDetail: Decodable, Sendable, Hashable {
    struct Step: Decodable, Sendable, Hashable {
        let version: UInt32
        let event: String
        let state: String
        let actor: String?
        let at: String?
        let reason: String?
    }
    let number: UInt64
    let state: String
    let version: UInt32
    let responsibleUnit: String
    let registerEdition: String?
    let text: String
    let trackingCode: String?
    let hasSealedContact: Bool
    let routingRule: String?
    let routingRuleSet: String?
    let kiosk: String?
    let history: [Step]
    let partOf: UInt64?
    let partNumbers: [UInt64]
    let coordinatingUnits: [String]
}

/// A line of `langnghe quarantine list --json`.
struct QuarantinedItem: Decodable, Sendable, Hashable {
    let number: UInt64
    let state: String
    let reason: String
    let kiosk: String
    let decidedBy: String?
    let decisionReason: String?
}

/// A line of `langnghe feed tail --json`.
struct FeedLine: Decodable, Sendable, Hashable {
    let type: String
    let position: UInt64?
    let unitPath: [String]
    let scopeSequences: [UInt64]?
    let caseNumber: UInt64?
    let responsibleUnit: String?
    let state: String?
    let version: UInt32?
    let level: UInt64?
    let missing: UInt64?
}

/// `langnghe journal compare --json`.
struct JournalComparison: Decodable, Sendable, Hashable {
    let published: UInt64
    let repeatedInPublished: UInt64
    let journaled: UInt64
    let quarantined: UInt64
    let duplicatesInJournal: UInt64
    let lost: UInt64
    let unknown: UInt64
    let cases: UInt64
    let newestPosition: UInt64
}

/// `langnghe journal verify --json`.
struct JournalVerification: Decodable, Sendable, Hashable {
    let sound: Bool
    let batches: UInt64
    let submissions: UInt64
    let throughPosition: UInt64
    let headHash: String
    let problemCount: Int
}

/// What `langnghe-kiosk rate|complain|commend --json` prints.
struct KeptSubmission: Decodable, Sendable, Hashable {
    let submissionId: String
    let sequence: UInt64
    let trackingCode: String?
    let keptBy: String
}

/// `langnghe-kiosk status --json`.
struct KioskStatus: Decodable, Sendable, Hashable {
    let agent: String
    let office: String
    let connection: String
    let newestSequence: UInt64
    let receiptedThrough: UInt64
    let outboxDepth: UInt64
    let rejected: UInt64
    let lastProblem: String?
}

/// `langnghe-kiosk outbox --json`.
struct OutboxListing: Decodable, Sendable, Hashable {
    struct Item: Decodable, Sendable, Hashable {
        let sequence: UInt64
        let kind: String
        let state: String
        let rejection: String?
    }
    let items: [Item]
    let total: UInt64
}

/// What `langnghe-kiosk simulate --summary` writes.
struct SimulationSummary: Decodable, Sendable, Hashable {
    let published: Int
    let rejected: Int
    let outboxLeft: Int
    let kiosks: Int
    let refused: Int
}
