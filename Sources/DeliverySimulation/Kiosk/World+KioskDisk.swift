import Delivery

extension World {
    mutating func begin(_ write: OutboxWrite, at index: Int) {
        guard self.kiosks[index].writing == nil else {
            return self.violate("kiosk \(index) writes before the disk has answered")
        }
        guard self.kiosks[index].disk.accepts(write) else {
            return self.violate("kiosk \(index)'s write doesn't fit its disk: \(write)")
        }
        if self.configuration.defect == .thanksBeforeWrite, case .persist(_, _, let entries) = write {
            self.kiosks[index].thanked += entries.map(\.id)
        }
        let fails = self.random.chance(self.rates.kioskDiskFailure)
        if fails { self.count(.kioskDiskFailed) }
        self.kiosks[index].writing = (write, !fails)
        self.schedule(.kioskDiskAnswers(kiosk: index, life: self.kiosks[index].life), in: 1...25)
    }

    mutating func kioskDiskAnswers(_ index: Int, life: Int) {
        guard self.kiosks[index].life == life, let writing = self.kiosks[index].writing else { return }
        self.kiosks[index].writing = nil
        if writing.succeeds { self.apply(writing.write, at: index) }
        self.tell(index, writing.succeeds ? .writeCompleted : .writeFailed)
    }

    mutating func apply(_ write: OutboxWrite, at index: Int) {
        if self.configuration.defect == .kioskDiskLies, self.kiosks[index].lastWritten == nil {
            self.kiosks[index].lastWritten = self.kiosks[index].disk
        }
        if case .startEpoch = write {
            self.count(.kioskStartedEpoch)
            if self.configuration.defect == .epochNotWritten { return }
        }
        self.kiosks[index].disk.apply(write)
        let entries = self.kiosks[index].disk.contents.entries
        let bytes = entries.reduce(0) { $0 + $1.byteCount }
        if entries.count > self.kiosks[index].configuration.maximumCount
            || bytes > self.kiosks[index].configuration.maximumBytes
        {
            self.violate("kiosk \(index)'s outbox is over its limit: \(entries.count) entries, \(bytes) bytes")
        }
    }
}
