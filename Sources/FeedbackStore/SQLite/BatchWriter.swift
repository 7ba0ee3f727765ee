import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The one writer: makes requests durable, batch by batch, and holds in memory what it would otherwise look up.
struct BatchWriter {
    var projector: Projector
    private var head: JournalTable.Head
    var known: KnownIdentifiers
    /// A commit failed: what is in memory may be ahead of the database.
    private var mustReload = false

    /// The most bytes of one batch; SQLite's limit for a value is 10⁹.
    private static let maximumBodySize = 900_000_000

    /// Makes a writer that goes on where the database ends.
    init(law: CaseLaw, maximumIdentifiers: Int, loadingFrom database: Database) throws {
        self.known = KnownIdentifiers(maximumCount: maximumIdentifiers)
        self.projector = Projector(law: law)
        self.projector.state = try ProjectionTables.load(in: database)
        self.head = try JournalTable.head(in: database)
    }

    /// Makes all requests durable in one transaction.
    mutating func commit(
        _ requests: [WriteRequest],
        at time: Timestamp,
        in database: Database
    ) throws -> CommitResult {
        if self.mustReload {
            self = try BatchWriter(
                law: self.projector.law,
                maximumIdentifiers: self.known.maximumCount,
                loadingFrom: database
            )
        }
        self.mustReload = true
        var result: CommitResult?
        try database.inTransaction(.immediate) {
            result = try self.write(requests, at: max(time, self.head.recordedAt), in: database)
            return .commit
        }
        self.mustReload = false
        guard let result else { throw StoreError(.database, "The transaction gave no result. Try again.") }
        return result
    }

    private mutating func write(
        _ requests: [WriteRequest],
        at recordedAt: Timestamp,
        in database: Database
    ) throws -> CommitResult {
        var batch = OpenBatch(firstPosition: self.head.position + 1, recordedAt: recordedAt)
        try self.known.load(try self.kiosksToCheck(requests, in: database), in: database)
        var outcomes: [WriteOutcome] = []
        outcomes.reserveCapacity(requests.count)
        for request in requests {
            switch request {
            case .entries(let entries, let isChecking):
                outcomes.append(try self.keep(entries, checkingIdentifiers: isChecking, to: &batch, in: database))
            case .caseCommand(let command):
                outcomes.append(try self.apply(command, to: &batch, in: database))
            case .quarantineDecision(let decision):
                outcomes.append(try self.apply(decision, to: &batch, in: database))
            case .deadlineNotice(let notice):
                outcomes.append(try self.give(notice, to: &batch, in: database))
            case .caseImport(let request):
                outcomes.append(try self.importCases(request, to: &batch, in: database))
            case .caseSuccession(let request):
                outcomes.append(try self.succeed(request, to: &batch, in: database))
            case .letterDraft(let request):
                outcomes.append(try self.draft(request, to: &batch, in: database))
            case .letterSigning(let request):
                outcomes.append(try self.sign(request, to: &batch, in: database))
            case .letterDiscard(let request):
                outcomes.append(try self.discard(request, to: &batch, in: database))
            case .caseRead(let request):
                outcomes.append(try self.note(request, to: &batch, in: database))
            case .deadlineRecount(let number):
                outcomes.append(try self.recount(number, to: &batch, in: database))
            }
        }
        if batch.count > 0 { try self.append(batch, in: database) }
        return CommitResult(
            positions: batch.firstPosition..<batch.nextPosition,
            outcomes: outcomes,
            events: self.projector.takeEvents()
        )
    }

    private mutating func append(_ batch: OpenBatch, in database: Database) throws {
        guard batch.body.count <= BatchWriter.maximumBodySize else {
            throw StoreError(.entryTooLarge, "One commit is larger than a database value may be. Divide it.")
        }
        let body = Data(batch.body)
        let hash = JournalChain.hash(
            previous: self.head.hash,
            firstPosition: batch.firstPosition,
            count: batch.count,
            recordedAt: batch.recordedAt,
            body: body
        )
        try JournalTable.append(
            JournalBatchRecord(
                firstPosition: batch.firstPosition,
                count: batch.count,
                recordedAt: batch.recordedAt,
                body: body,
                previousHash: self.head.hash,
                hash: hash
            ),
            in: database
        )
        self.head = JournalTable.Head(
            position: batch.nextPosition - 1,
            recordedAt: batch.recordedAt,
            hash: hash
        )
        try ProjectionTables.store(&self.projector.state, through: self.head.position, in: database)
    }
}

/// A batch that is being filled.
struct OpenBatch {
    let firstPosition: UInt64
    let recordedAt: Timestamp
    private(set) var nextPosition: UInt64
    private var encoder = JournalBatchEncoder()

    /// Makes an empty batch that begins at a position.
    init(firstPosition: UInt64, recordedAt: Timestamp) {
        self.firstPosition = firstPosition
        self.nextPosition = firstPosition
        self.recordedAt = recordedAt
    }

    /// The positions taken so far.
    var count: UInt64 { self.nextPosition - self.firstPosition }
    /// The entries so far, serialized.
    var body: [UInt8] { self.encoder.bytes }

    /// Adds an entry that was applied at `nextPosition` and takes `positions`.
    mutating func append(_ content: WireJournalEntry.OneOf_Content, positions: UInt64) throws(WireCodingError) {
        try self.encoder.append(content, recordedAt: self.recordedAt.microseconds)
        self.nextPosition += positions
    }
}

extension BatchWriter {
    /// Keeps entries of the intake, or refuses all of them.
    private mutating func keep(
        _ entries: [WireJournalEntry],
        checkingIdentifiers isChecking: Bool,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        if let refusal = self.projector.state.ledger.refusal(of: entries) { return .entriesRefused(refusal) }
        var screening = RunScreening(law: self.projector.law, recordedAt: batch.recordedAt)
        var pieces: [WireJournalEntry.OneOf_Content] = []
        pieces.reserveCapacity(entries.count)
        for entry in entries {
            guard let content = entry.content else { return .entriesRefused(.malformed) }
            guard case .submissions(let run) = content, isChecking || !run.routings.isEmpty else {
                pieces.append(content)
                continue
            }
            try screening.screen(run, known: isChecking ? self.known : nil, in: database)
            pieces.append(contentsOf: screening.takePieces())
        }
        for content in pieces {
            let positions = try self.projector.apply(
                content,
                at: batch.nextPosition,
                recordedAt: batch.recordedAt,
                in: database
            )
            try batch.append(content, positions: positions)
            for opened in self.projector.takeOpened() {
                try self.setDeadlines(of: opened.file, opened.case, opened.procedure, to: &batch, in: database)
            }
            if case .submissions(let run) = content { self.known.note(run) }
        }
        return .entriesKept(quarantinedInstead: screening.quarantinedInstead)
    }

    private mutating func apply(
        _ request: CaseCommandRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        let isRepetition = try CaseTable.hasKey(request.idempotencyKey, of: request.caseNumber, in: database)
        if !isRepetition,
            let refusal = try CaseChangeCheck.refusal(
                of: request,
                at: batch.recordedAt,
                under: self.projector.law,
                in: database
            )
        {
            return .caseRefused(refusal)
        }
        let command = WireCaseCommandApplied.make {
            $0.caseNumber = request.caseNumber
            $0.expectedVersion = request.expectedVersion
            $0.event = request.event.rawValue
            $0.reason = request.reason
            $0.actor = request.actorName
            $0.principal = PrincipalText.text(of: request.actor)
            $0.idempotencyKey = Data(request.idempotencyKey)
            if request.details != .none { $0.details = WireCaseEventDetails(request.details) }
            $0.unitPath = request.unitPath
        }
        let applied = try self.projector.apply(
            command,
            at: batch.nextPosition,
            recordedAt: batch.recordedAt,
            in: database
        )
        switch applied {
        case .failure(let refusal):
            return .caseRefused(refusal)
        case .success(let (file, outcome)):
            guard !outcome.isRepetition else { return .caseChanged(file, outcome) }
            try batch.append(.caseCommand(command), positions: 1)
            let changed = try self.setDeadlines(of: file, to: &batch, in: database)
            try self.settleLetters(of: changed, after: outcome.event.kind, to: &batch, in: database)
            try self.open(request.parts, of: changed, to: &batch, in: database)
            return .caseChanged(changed, outcome)
        }
    }
}

extension BatchWriter {
    /// The kiosks whose accepted identifiers the requests must be compared with.
    private func kiosksToCheck(_ requests: [WriteRequest], in database: Database) throws -> Set<String> {
        var kiosks: Set<String> = []
        for request in requests {
            switch request {
            case .entries(let entries, checkingIdentifiers: true):
                for case .submissions(let run)? in entries.map(\.content) { kiosks.insert(run.kiosk) }
            case .quarantineDecision(let decision):
                if let held = try self.heldForRelease(decision, in: database) { kiosks.insert(held.kiosk) }
            default: break
            }
        }
        return kiosks
    }
}
