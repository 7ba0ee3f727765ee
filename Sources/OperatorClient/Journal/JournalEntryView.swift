import CivilTime
import FeedbackProtocol
package import FeedbackStore

/// What stands at one position of the journal: who, when, what and why, without what citizens wrote.
package struct JournalEntryView: Sendable {
    private var facts: [(name: String, member: JSONValue.Member)] = []

    /// Finds the entry at a position in its batch.
    ///
    /// - Throws: ``OperatorError`` when the batch cannot be decoded.
    package init(_ position: UInt64, in batch: JournalBatchRecord) throws(OperatorError) {
        let decoded: WireJournalBatch
        do throws(WireCodingError) {
            decoded = try WireJournalBatch(decoding: batch.body)
        } catch {
            throw OperatorError(
                .badData,
                "The batch at position \(batch.firstPosition) cannot be decoded. Run 'langnghe journal verify'.",
                cause: error
            )
        }
        self.add("Position", "position", .natural(position))
        self.add("Batch", "batch_first_position", .natural(batch.firstPosition))
        self.add("Batch size", "batch_positions", .natural(batch.count))
        self.add("Batch hash", "batch_hash", .text(VerificationText.hexadecimal(batch.hash)))
        self.add("Recorded", "recorded_at", LocalTime.json(batch.recordedAt.microseconds))
        var next = batch.firstPosition
        for entry in decoded.entries {
            let count =
                if case .submissions(let run) = entry.content { UInt64(run.submissions.count) } else { UInt64(1) }
            if position < next + count {
                self.describe(entry, index: Int(position - next))
                return
            }
            next += count
        }
        throw OperatorError(.badData, "The batch has no entry for the position. Run 'langnghe journal verify'.")
    }

    private mutating func add(_ name: String, _ key: String, _ value: JSONValue) {
        self.facts.append((name, .init(key, value)))
    }

    private mutating func describe(_ entry: WireJournalEntry, index: Int) {
        switch entry.content {
        case .submissions(let run): self.describe(run, index)
        case .epochStarted(let epoch):
            self.add("Kind", "kind", "epoch_started")
            self.add("Kiosk", "kiosk", .text(epoch.kiosk))
            self.add("Epoch", "epoch", .natural(epoch.epoch))
            self.add("Before", "previous_epoch", .natural(epoch.previousEpoch))
        case .quarantined(let quarantined):
            self.add("Kind", "kind", "quarantined")
            self.add("Kiosk", "kiosk", .text(quarantined.kiosk))
            self.add("Epoch", "epoch", .natural(quarantined.epoch))
            self.add("Sequence", "sequence", .natural(quarantined.sequence))
            self.add("Reason", "reason", .text(Labels.code(quarantined.reason)))
            self.add("Size", "size", .integer(Int64(quarantined.submission.count)))
        case .quarantineDecided(let decided):
            self.add("Kind", "kind", .text(decided.released ? "quarantine_released" : "quarantine_discarded"))
            self.add("Number", "number", .natural(decided.number))
            self.add("By", "actor", .optional(decided.actor))
            self.add("Key", "principal", .optional(decided.principal))
            self.add("Why", "reason", .optional(decided.reason))
            if decided.released, decided.hasRouting { self.describe(decided.routing) }
        case .caseCommand(let command):
            self.add("Kind", "kind", "case_command")
            self.add("Case", "case_number", .natural(command.caseNumber))
            self.add("Version", "expected_version", .natural(UInt64(command.expectedVersion)))
            self.add("Event", "event", .text(command.event))
            self.add("By", "actor", .optional(command.actor))
            self.add("Key", "principal", .optional(command.principal))
            // The reason stays with the case, for those who may see it: it may tell of people, or of what is sealed.
            self.add("Reason's length", "reason_length", .natural(UInt64(command.reason.count)))
        case .deadlines(let set):
            self.add("Kind", "kind", "deadlines_set")
            self.add("Case", "case_number", .natural(set.caseNumber))
            self.add("Version", "version", .natural(UInt64(set.version)))
            self.add("Cause", "cause", .text(set.cause))
            self.add("Limits", "deadlines", .array(set.deadlines.map { .object(DeadlineText.members($0)) }))
        case .caseImported(let imported):
            self.add("Kind", "kind", "case_imported")
            self.add("Source", "source", .text(imported.source))
            self.add("Row", "ordinal", .natural(UInt64(imported.row.ordinal)))
            self.add("Request", "request_key", .text(VerificationText.hexadecimal(imported.row.requestKey)))
            self.add("Received", "received_at", LocalTime.json(imported.facts.receivedAt))
            self.add("State", "state", .text(imported.facts.state))
            self.add("Office", "office", .text(imported.facts.office))
            self.add("Unit", "unit_path", .array(imported.unitPath.map { .text($0) }))
            self.add("Edition", "register_edition", .optional(imported.registerEdition))
            self.add("Case rules", "case_rules", .optional(imported.caseRules))
            self.add("By", "actor", .optional(imported.actor))
            self.add("Key", "principal", .optional(imported.principal))
        case .caseSucceeded(let succession):
            self.add("Kind", "kind", "case_succeeded")
            self.add("Case", "case_number", .natural(succession.caseNumber))
            self.add("From", "from_edition", .text(succession.fromEdition))
            self.add("To", "to_edition", .text(succession.toEdition))
            self.add("Unit", "unit_path", .array(succession.unitPath.map { .text($0) }))
            if succession.hasCoordinatingUnits {
                let units = succession.coordinatingUnits.units
                self.add("Helping", "coordinating_units", .array(units.map { .text($0) }))
            }
            self.add("Why", "reason", .text(succession.reason))
        case .letterDrafted(let letter):
            self.add("Kind", "kind", "letter_drafted")
            self.add("Case", "case_number", .natural(letter.caseNumber))
            self.add("Letter", "letter", .natural(UInt64(letter.letter)))
            self.add("Rule", "rule", .text(letter.rule))
            self.add("Limit", "deadline", .optional(letter.deadline))
            self.add("By", "actor", .optional(letter.actor))
            self.add("Key", "principal", .optional(letter.principal))
        case .letterSigned(let letter):
            self.add("Kind", "kind", "letter_signed")
            self.add("Case", "case_number", .natural(letter.caseNumber))
            self.add("Letter", "letter", .natural(UInt64(letter.letter)))
            self.add("Unit", "unit", .text(letter.content.unit))
            self.add("Series", "series", .optional(letter.content.series))
            self.add("Number", "number", .natural(UInt64(letter.number)))
            self.add("Day", "day", .text(letter.day))
            self.add("By", "actor", .optional(letter.actor))
            self.add("Key", "principal", .optional(letter.principal))
        case .letterDiscarded(let letter):
            self.add("Kind", "kind", "letter_discarded")
            self.add("Case", "case_number", .natural(letter.caseNumber))
            self.add("Letter", "letter", .natural(UInt64(letter.letter)))
            self.add("By", "actor", .optional(letter.actor))
            self.add("Key", "principal", .optional(letter.principal))
        case .casePartOpened(let part):
            self.add("Kind", "kind", "case_part_opened")
            self.add("Part of", "case_number", .natural(part.caseNumber))
            self.add("Part", "part", .natural(UInt64(part.index) + 1))
            self.describe(part.routing)
        case .caseRead(let read):
            self.add("Kind", "kind", "case_read")
            self.add("Case", "case_number", .natural(read.caseNumber))
            self.add("By", "actor", .optional(read.actor))
            self.add("Key", "principal", .optional(read.principal))
        case .deadlineNotice(let notice):
            self.add("Kind", "kind", "deadline_notice")
            self.add("Case", "case_number", .natural(notice.caseNumber))
            self.add("Limit", "rule", .text(notice.rule))
            self.add("Notice", "notice", .text(notice.notice))
            self.add("Due", "due_at", LocalTime.json(notice.dueAt))
            self.add("To", "role", .text(notice.role))
            self.add("Unit", "unit", .text(notice.unit))
        case .none: self.add("Kind", "kind", "unknown")
        }
    }

    private mutating func describe(_ run: WireSubmissionRun, _ index: Int) {
        self.add("Kind", "kind", "submission")
        self.add("Kiosk", "kiosk", .text(run.kiosk))
        self.add("Epoch", "epoch", .natural(run.epoch))
        self.add("Sequence", "sequence", .natural(run.firstSequence &+ UInt64(index)))
        guard run.submissions.indices.contains(index) else { return }
        let bytes = run.submissions[index]
        self.add("Size", "size", .integer(Int64(bytes.count)))
        if let submission = try? WireSubmission(decoding: bytes) {
            self.add("Id", "id", .text(VerificationText.hexadecimal(submission.id)))
            self.add("Given", "captured_at", LocalTime.json(submission.capturedAt))
            self.add("Office", "office", .text(submission.office))
            let content =
                switch submission.content {
                case .rating: "rating"
                case .entry: "entry"
                case .commendation: "commendation"
                case .none: "unknown"
                }
            self.add("Content", "content", .text(content))
        }
        if let routing = run.routings.first(where: { Int($0.index) == index }) { self.describe(routing) }
    }

    private mutating func describe(_ routing: WireRoutingDecided) {
        self.add("Routed to", "unit_path", .array(routing.unitPath.map { .text($0) }))
        self.add("Rule", "routing_rule", .optional(routing.rule))
        self.add("Rule set", "routing_rule_set", .optional(routing.ruleSet))
        self.add("Edition", "register_edition", .optional(routing.registerEdition))
        self.add("Case rules", "case_rules", .optional(routing.caseRules))
    }

    /// The entry as a JSON object.
    package var json: JSONValue { .object(self.facts.map(\.member)) }

    /// The entry for people.
    package var sheet: FactSheet {
        var sheet = FactSheet()
        for fact in self.facts { sheet.add(fact.name, Self.text(fact.member.value)) }
        return sheet
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .text(let text): text
        case .array(let values): values.map { self.text($0) }.joined(separator: " / ")
        case .null: ""
        default: value.line
        }
    }
}
