import CivilTime
import Delivery

extension World {
    mutating func citizenSubmits(at index: Int) {
        self.kiosks[index].submissionsLeft -= 1
        guard self.kiosks[index].outbox != nil else { return }
        let byteCount = self.random.pick(20...400)
        let id = SubmissionID(high: UInt64(index), low: UInt64(self.kiosks[index].submitted.count))
        self.kiosks[index].submitted.append(byteCount)
        let clock = Timestamp(microseconds: self.now + self.kiosks[index].clockOffset)
        self.tell(index, .record(OutboxEntry(id: id, byteCount: byteCount, recordedAt: clock)))
    }

    mutating func startKiosk(_ index: Int) {
        guard self.kiosks[index].outbox == nil else { return }
        let contents = self.kiosks[index].disk.contents
        self.note("kiosk \(index) starts with \(contents.entries.count) entries")
        self.kiosks[index].outbox = KioskOutbox(
            configuration: self.kiosks[index].configuration,
            restoring: contents
        )
        self.tell(index, .start)
    }

    mutating func killKiosk(_ index: Int) {
        guard self.kiosks[index].outbox != nil else { return }
        self.note("kiosk \(index) is killed")
        if let writing = self.kiosks[index].writing {
            self.count(.kioskKilledWhileWriting)
            // The power went before or after the disk was done; nobody was told.
            if writing.succeeds, self.random.chance(0.5) { self.apply(writing.write, at: index) }
        }
        self.kiosks[index].writing = nil
        self.kiosks[index].outbox = nil
        self.kiosks[index].life += 1
        self.kiosks[index].connection = nil
        if let written = self.kiosks[index].lastWritten {
            self.kiosks[index].disk = written
            self.kiosks[index].lastWritten = nil
        }
        self.schedule(.kioskStarts(kiosk: index), in: 10...800)
    }

    /// Puts an older copy of the disk back into a dead kiosk.
    mutating func rollBackKiosk(_ index: Int) {
        guard let backup = self.kiosks[index].backup else { return }
        self.killKiosk(index)
        self.count(.kioskDiskRolledBack)
        self.note("kiosk \(index)'s disk is replaced by its backup")
        let kept = Set(backup.contents.entries.map(\.id))
        for entry in self.kiosks[index].disk.contents.entries where !kept.contains(entry.id) {
            self.kiosks[index].excused.insert(entry.id)
        }
        self.kiosks[index].disk = backup
        self.kiosks[index].era += 1
        self.kiosks[index].wasRolledBack = true
    }

    /// Tells a kiosk's outbox what happened and carries out what it wants.
    mutating func tell(_ index: Int, _ input: OutboxInput) {
        guard self.kiosks[index].outbox != nil else { return }
        self.note("kiosk \(index) ← \(input)")
        let actions = self.kiosks[index].outbox?.handle(input, using: &self.random) ?? []
        let life = self.kiosks[index].life
        for action in actions {
            if self.random.chance(self.rates.killBetweenActions) {
                self.count(.kioskKilledBetweenActions)
                self.killKiosk(index)
            }
            guard self.kiosks[index].life == life else { return }
            self.note("kiosk \(index) → \(action)")
            self.perform(action, at: index)
        }
    }

    private mutating func perform(_ action: OutboxAction, at index: Int) {
        switch action {
        case .connect:
            self.kiosks[index].connectAttempt += 1
            self.schedule(
                .kioskConnects(
                    kiosk: index,
                    life: self.kiosks[index].life,
                    attempt: self.kiosks[index].connectAttempt
                ),
                in: 1...60
            )
        case .disconnect:
            self.kiosks[index].connectAttempt += 1
            self.kiosks[index].connection = nil
        case .sendHello(let hello):
            self.send(.hello(hello), from: index)
        case .sendPublish(let range):
            self.publish(range, from: index)
        case .write(let write):
            self.begin(write, at: index)
        case .thank(let id):
            if self.configuration.defect != .thanksBeforeWrite { self.kiosks[index].thanked.append(id) }
        case .decline(_, let reason):
            if reason == .outboxFull { self.count(.outboxFull) }
        case .warnOfUsage(let isAbove, _):
            if isAbove { self.count(.outboxWarned) }
        case .arm(let timer, let delay):
            self.schedule(.kioskTimer(kiosk: index, life: self.kiosks[index].life, timer), after: delay)
        case .report:
            break
        }
    }

    private mutating func publish(_ range: PublishRange, from index: Int) {
        let last = range.firstSequence + UInt64(range.count) - 1
        let disk = self.kiosks[index].disk
        guard range.count > 0, disk.contents.epoch == range.epoch, disk.entry(at: range.firstSequence) != nil,
            disk.entry(at: last) != nil
        else {
            return self.violate("kiosk \(index) publishes \(range), which is not on its disk")
        }
        let start = Int(range.firstSequence - disk.contents.firstSequence)
        self.send(.publish(range, Array(disk.contents.entries[start..<(start + range.count)])), from: index)
        if self.configuration.defect == .kioskForgetsSent, let connection = self.kiosks[index].connection {
            let receipt = Receipt(epoch: range.epoch, throughSequence: last, window: 20)
            self.schedule(.messageToKiosk(connection, .receipt(receipt)), in: 1...1)
        }
    }
}
