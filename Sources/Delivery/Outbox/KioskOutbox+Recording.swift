extension KioskOutbox {
    mutating func record(_ entry: OutboxEntry, _ actions: inout [OutboxAction]) {
        let usage = self.usage
        let (bytes, overflow) = usage.bytes.addingReportingOverflow(entry.byteCount)
        guard usage.count < self.configuration.maximumCount, !overflow, bytes <= self.configuration.maximumBytes else {
            actions.append(.decline(entry.id, .outboxFull))
            return
        }
        self.waiting.append(entry)
        self.waitingBytes += entry.byteCount
        self.noteUsage(&actions)
        self.writeNext(&actions)
    }

    /// Warns once on the way up, and gives the all-clear a tenth below the threshold.
    mutating func noteUsage(_ actions: inout [OutboxAction]) {
        let usage = self.usage
        let share = self.configuration.warningShare * (self.isWarned ? 0.9 : 1)
        let isAbove =
            Double(usage.count) >= Double(self.configuration.maximumCount) * share
            || Double(usage.bytes) >= Double(self.configuration.maximumBytes) * share
        guard isAbove != self.isWarned else { return }
        self.isWarned = isAbove
        actions.append(.warnOfUsage(isAbove, usage))
    }
}
