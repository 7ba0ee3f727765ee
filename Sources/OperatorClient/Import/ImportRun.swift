import AdministrativeRegister
package import CaseImport
package import CivilTime
import FeedbackProtocol
import RuleFiles

/// Imports spreadsheets, one after the other; whatever ends it, doing it again goes on where it ended.
package struct ImportRun: Sendable {
    /// The cases of one request: few enough for its frame, whatever their codes are, and for kiosks not to wait.
    static let batchSize = 200

    private let mapping: ImportMapping
    private let actor: String
    private let now: Timestamp
    private let progress: @Sendable (String) -> Void
    private var ledger = ImportLedger()

    /// Begins an import.
    ///
    /// - Parameters:
    ///   - mapping: What the columns mean.
    ///   - actor: The person who imports, as the office knows them.
    ///   - now: The time for which open cases are judged.
    ///   - progress: Told now and then how far it is.
    package init(
        mapping: ImportMapping,
        actor: String,
        now: Timestamp,
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.mapping = mapping
        self.actor = actor
        self.now = now
        self.progress = progress
    }

    /// Learns which rows are cases already.
    ///
    /// - Throws: ``OperatorError`` when the aggregator does not answer or refuses.
    package mutating func learn(from desk: DeskClient) async throws(OperatorError) {
        var after: UInt64 = 0
        repeat {
            let page = try await desk.importLedger(of: self.mapping.source, after: after)
            for entry in page.entries {
                if let known = ImportLedger.Entry(entry.row) { self.ledger.note(known) }
            }
            after = page.next
        } while after != 0
    }

    /// Imports one file, or with no desk only says what would come of it.
    ///
    /// - Parameters:
    ///   - path: The spreadsheet.
    ///   - desk: Where cases are made; `nil` for a dry run.
    /// - Returns: What came of it.
    /// - Throws: ``OperatorError`` when the file does not fit the mapping, or the aggregator does not answer.
    package mutating func take(
        _ path: String,
        to desk: DeskClient?
    ) async throws(OperatorError) -> ImportedFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let bytes = try ImportFiles.bytes(of: path)
        var importer = CaseImporter(
            file: name,
            mapping: self.mapping,
            ledger: self.ledger,
            asOf: self.now,
            hash: ImportFiles.hash
        )
        var file = ImportedFile(name: name, isDry: desk == nil, report: importer.report)
        var waiting: [ImportedCase] = []
        var start = 0
        var isAtEnd = false
        while !isAtEnd {
            let end = min(bytes.count, start + ImportFiles.chunkSize)
            let results: [RowResult]
            do throws(RuleFileError) {
                isAtEnd = start >= bytes.count
                results = isAtEnd ? try importer.finish() : try importer.read(Array(bytes[start..<end]))
            } catch {
                throw OperatorError(.badData, "\(error)", cause: error)
            }
            start = end
            for result in results {
                file.note(result)
                if case .new(let new) = result { waiting.append(new) }
            }
            while waiting.count >= Self.batchSize || isAtEnd && !waiting.isEmpty {
                let batch = Array(waiting.prefix(Self.batchSize))
                waiting.removeFirst(batch.count)
                try await self.send(batch, to: desk, &file)
            }
        }
        file.report = importer.report
        return file
    }

    private mutating func send(
        _ batch: [ImportedCase],
        to desk: DeskClient?,
        _ file: inout ImportedFile
    ) async throws(OperatorError) {
        guard let desk else {
            for new in batch { self.ledger.note(new.ledgerEntry) }
            return
        }
        let outcomes: [WireImportOutcome]
        do throws(OperatorError) {
            outcomes = try await desk.importCases(
                batch,
                source: self.mapping.source,
                edition: self.mapping.edition.id,
                actor: self.actor
            )
        } catch {
            throw OperatorError(
                error.code,
                "\(error.message)\n\(file.name): \(file.made) cases are imported so far. Run the same command again: "
                    + "what is there is not imported twice.",
                cause: error.cause
            )
        }
        for (new, outcome) in zip(batch, outcomes) {
            file.note(outcome, of: new)
            if outcome.kind == .new || outcome.kind == .alreadyThere { self.ledger.note(new.ledgerEntry) }
        }
        self.progress("\(file.name): \(file.made) cases imported")
    }
}

extension ImportLedger.Entry {
    /// An entry as the desk tells it; `nil` when its digests are not of 16 bytes.
    init?(_ row: WireImportedRow) {
        guard [row.requestKey, row.rowDigest, row.factsDigest].allSatisfy({ $0.count == 16 }) else { return nil }
        self.init(
            requestKey: ImportDigest(firstBytesOf: row.requestKey),
            ordinal: Int(row.ordinal),
            rowDigest: ImportDigest(firstBytesOf: row.rowDigest),
            factsDigest: ImportDigest(firstBytesOf: row.factsDigest)
        )
    }
}
