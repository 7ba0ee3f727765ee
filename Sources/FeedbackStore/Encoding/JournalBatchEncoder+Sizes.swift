import FeedbackProtocol

extension JournalBatchEncoder {
    /// The number of bytes of a run without its tag and length.
    static func size(of run: WireSubmissionRun) -> Int {
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
            + ProtobufWriter.fieldSize(routing.caseRules)
        for code in routing.unitPath { size += ProtobufWriter.elementSize(code.utf8.count) }
        return size
    }

    /// The number of bytes of an epoch's start without its tag and length.
    static func size(of epoch: WireEpochStarted) -> Int {
        ProtobufWriter.fieldSize(epoch.kiosk) + ProtobufWriter.fieldSize(epoch.epoch)
            + ProtobufWriter.fieldSize(epoch.previousEpoch)
    }

    /// The number of bytes of a quarantined submission without its tag and length.
    static func size(of quarantined: WireSubmissionQuarantined) -> Int {
        ProtobufWriter.fieldSize(quarantined.kiosk) + ProtobufWriter.fieldSize(quarantined.epoch)
            + ProtobufWriter.fieldSize(quarantined.sequence)
            + ProtobufWriter.fieldSize(UInt64(bitPattern: Int64(quarantined.reason.rawValue)))
            + ProtobufWriter.fieldSize(quarantined.submission)
    }
}
