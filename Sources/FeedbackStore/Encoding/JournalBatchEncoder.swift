import FeedbackProtocol

/// Builds the body of one group commit, a serialized `JournalBatch`, entry by entry in one buffer.
///
/// The bytes are those SwiftProtobuf would make (a test compares), at a fraction of its cost: it measures nested
/// messages once instead of once for each level. Fields unknown to this version are not written: entries are made
/// here, never passed on.
struct JournalBatchEncoder {
    /// What is encoded so far.
    private(set) var bytes: [UInt8] = []

    /// Makes an encoder with room for an ordinary batch.
    init() {
        self.bytes.reserveCapacity(64 * 1024)
    }

    /// Appends one entry, recorded at `recordedAt` microseconds whatever the entry says.
    mutating func append(_ content: WireJournalEntry.OneOf_Content, recordedAt: Int64) {
        let size = JournalBatchEncoder.size(of: content)
        let number: UInt8
        switch content {
        case .submissions: number = 2
        case .epochStarted: number = 3
        case .quarantined: number = 4
        case .quarantineDecided: number = 5
        case .caseCommand: number = 6
        }
        let time = UInt64(bitPattern: recordedAt)
        let entrySize = ProtobufWriter.fieldSize(time) + ProtobufWriter.elementSize(size)
        ProtobufWriter.appendMessageHead(1, size: entrySize, to: &self.bytes)
        ProtobufWriter.appendField(1, time, to: &self.bytes)
        ProtobufWriter.appendMessageHead(number, size: size, to: &self.bytes)
        switch content {
        case .submissions(let run): self.append(run)
        case .epochStarted(let epoch): self.append(epoch)
        case .quarantined(let quarantined): self.append(quarantined)
        case .quarantineDecided(let decision): self.append(decision)
        case .caseCommand(let command): self.append(command)
        }
    }

    private mutating func append(_ run: WireSubmissionRun) {
        ProtobufWriter.appendField(1, run.kiosk, to: &self.bytes)
        ProtobufWriter.appendField(2, run.epoch, to: &self.bytes)
        ProtobufWriter.appendField(3, run.firstSequence, to: &self.bytes)
        for submission in run.submissions { ProtobufWriter.appendElement(4, submission, to: &self.bytes) }
        for routing in run.routings { self.append(routing, as: 5) }
        ProtobufWriter.appendField(6, run.registerEdition, to: &self.bytes)
        for code in run.officePath { ProtobufWriter.appendElement(7, code, to: &self.bytes) }
    }

    private mutating func append(_ routing: WireRoutingDecided, as number: UInt8) {
        ProtobufWriter.appendMessageHead(number, size: JournalBatchEncoder.size(of: routing), to: &self.bytes)
        ProtobufWriter.appendField(1, UInt64(routing.index), to: &self.bytes)
        ProtobufWriter.appendField(2, routing.responsibleUnit, to: &self.bytes)
        ProtobufWriter.appendField(3, routing.rule, to: &self.bytes)
        ProtobufWriter.appendField(4, routing.ruleSet, to: &self.bytes)
        ProtobufWriter.appendField(5, routing.registerEdition, to: &self.bytes)
        for code in routing.unitPath { ProtobufWriter.appendElement(6, code, to: &self.bytes) }
        ProtobufWriter.appendField(7, routing.lifecycle, to: &self.bytes)
    }

    private mutating func append(_ epoch: WireEpochStarted) {
        ProtobufWriter.appendField(1, epoch.kiosk, to: &self.bytes)
        ProtobufWriter.appendField(2, epoch.epoch, to: &self.bytes)
        ProtobufWriter.appendField(3, epoch.previousEpoch, to: &self.bytes)
    }

    private mutating func append(_ quarantined: WireSubmissionQuarantined) {
        ProtobufWriter.appendField(1, quarantined.kiosk, to: &self.bytes)
        ProtobufWriter.appendField(2, quarantined.epoch, to: &self.bytes)
        ProtobufWriter.appendField(3, quarantined.sequence, to: &self.bytes)
        ProtobufWriter.appendField(4, UInt64(bitPattern: Int64(quarantined.reason.rawValue)), to: &self.bytes)
        ProtobufWriter.appendField(5, quarantined.submission, to: &self.bytes)
    }

    private mutating func append(_ decision: WireQuarantineDecided) {
        ProtobufWriter.appendField(1, decision.number, to: &self.bytes)
        ProtobufWriter.appendField(2, decision.released ? 1 : 0, to: &self.bytes)
        ProtobufWriter.appendField(3, decision.actor, to: &self.bytes)
        ProtobufWriter.appendField(4, decision.principal, to: &self.bytes)
        ProtobufWriter.appendField(5, decision.reason, to: &self.bytes)
        ProtobufWriter.appendField(6, decision.idempotencyKey, to: &self.bytes)
        ProtobufWriter.appendField(7, decision.submission, to: &self.bytes)
        if decision.hasRouting { self.append(decision.routing, as: 8) }
    }

    private mutating func append(_ command: WireCaseCommandApplied) {
        ProtobufWriter.appendField(1, command.caseNumber, to: &self.bytes)
        ProtobufWriter.appendField(2, UInt64(command.expectedVersion), to: &self.bytes)
        ProtobufWriter.appendField(3, command.event, to: &self.bytes)
        ProtobufWriter.appendField(4, command.reason, to: &self.bytes)
        ProtobufWriter.appendField(5, command.actor, to: &self.bytes)
        ProtobufWriter.appendField(6, command.principal, to: &self.bytes)
        ProtobufWriter.appendField(7, command.idempotencyKey, to: &self.bytes)
    }
}
