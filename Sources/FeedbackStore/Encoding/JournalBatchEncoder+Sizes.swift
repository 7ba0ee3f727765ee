import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension JournalBatchEncoder {
    /// The number of bytes of an entry's content without its own tag and length.
    static func size(of content: WireJournalEntry.OneOf_Content) -> Int {
        switch content {
        case .submissions(let run): self.size(of: run)
        case .epochStarted(let epoch):
            ProtobufWriter.fieldSize(epoch.kiosk) + ProtobufWriter.fieldSize(epoch.epoch)
                + ProtobufWriter.fieldSize(epoch.previousEpoch)
        case .quarantined(let quarantined):
            ProtobufWriter.fieldSize(quarantined.kiosk) + ProtobufWriter.fieldSize(quarantined.epoch)
                + ProtobufWriter.fieldSize(quarantined.sequence)
                + ProtobufWriter.fieldSize(UInt64(bitPattern: Int64(quarantined.reason.rawValue)))
                + ProtobufWriter.fieldSize(quarantined.submission)
        case .quarantineDecided(let decision): self.size(of: decision)
        case .caseCommand(let command):
            ProtobufWriter.fieldSize(command.caseNumber) + ProtobufWriter.fieldSize(UInt64(command.expectedVersion))
                + ProtobufWriter.fieldSize(command.event) + ProtobufWriter.fieldSize(command.reason)
                + ProtobufWriter.fieldSize(command.actor) + ProtobufWriter.fieldSize(command.principal)
                + ProtobufWriter.fieldSize(command.idempotencyKey)
        }
    }

    private static func size(of run: WireSubmissionRun) -> Int {
        var size =
            ProtobufWriter.fieldSize(run.kiosk) + ProtobufWriter.fieldSize(run.epoch)
            + ProtobufWriter.fieldSize(run.firstSequence) + ProtobufWriter.fieldSize(run.registerEdition)
        for submission in run.submissions { size += ProtobufWriter.elementSize(submission.count) }
        for routing in run.routings { size += ProtobufWriter.elementSize(self.size(of: routing)) }
        for code in run.officePath { size += ProtobufWriter.elementSize(code.utf8.count) }
        return size
    }

    /// The number of bytes of a routing decision without its tag and length.
    static func size(of routing: WireRoutingDecided) -> Int {
        var size =
            ProtobufWriter.fieldSize(UInt64(routing.index)) + ProtobufWriter.fieldSize(routing.responsibleUnit)
            + ProtobufWriter.fieldSize(routing.rule) + ProtobufWriter.fieldSize(routing.ruleSet)
            + ProtobufWriter.fieldSize(routing.registerEdition) + ProtobufWriter.fieldSize(routing.lifecycle)
        for code in routing.unitPath { size += ProtobufWriter.elementSize(code.utf8.count) }
        return size
    }

    private static func size(of decision: WireQuarantineDecided) -> Int {
        let routingSize = decision.hasRouting ? ProtobufWriter.elementSize(self.size(of: decision.routing)) : 0
        return routingSize + ProtobufWriter.fieldSize(decision.number)
            + ProtobufWriter.fieldSize(decision.released ? 1 : 0 as UInt64)
            + ProtobufWriter.fieldSize(decision.actor) + ProtobufWriter.fieldSize(decision.principal)
            + ProtobufWriter.fieldSize(decision.reason) + ProtobufWriter.fieldSize(decision.idempotencyKey)
            + ProtobufWriter.fieldSize(decision.submission)
    }
}
