import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity

/// What is known of every kiosk, put together; a pure function of what the files and the intake tell.
struct KioskReportBuilder {
    /// Those with a kiosk's key, revoked or not.
    var principals: [Principal] = []
    /// What is durable of each epoch, oldest first.
    var marks: [String: [EpochMark]] = [:]
    /// What was heard since the start.
    var sightings: [String: KioskSightings.Sighting] = [:]
    /// What was heard before, oldest first.
    var records: [KioskSightingRecord] = []
    var holdings = AllHoldings(mark: JournalMark())
    var signedDays: [SignedKioskDay] = []
    /// The highest sequence signed for in each epoch, and when anything of it was told last.
    var signedThrough: [String: [UInt64: (sequence: UInt64, toldAt: Timestamp)]] = [:]
    var changedKeys: [String: SigningKeyChanges] = [:]
    /// The first day of each kiosk that anything is known of.
    var firstDays: [String: Day] = [:]
    var signingKeys: [String: [UInt8]] = [:]

    /// The kiosks by name.
    func kiosks() -> [WireKioskCompleteness] {
        let records = Dictionary(grouping: self.allRecords(), by: \.kiosk)
        let held = Dictionary(grouping: self.holdings.days, by: \.kiosk)
        let signed = Dictionary(grouping: self.signedDays, by: \.name)
        var offices: [String: (office: String, isRevoked: Bool)] = [:]
        for principal in self.principals {
            guard case .kiosk(let office) = principal.role else { continue }
            offices[principal.name.text] = (office, principal.isRevoked)
        }
        let spoke = Set(self.marks.keys).union(records.keys)
        let names = spoke.union(offices.filter { !$0.value.isRevoked }.keys)
        return names.sorted().map { name in
            let own = records[name] ?? []
            let newest = own.last
            return .make {
                $0.kiosk = name
                $0.office = offices[name]?.office ?? newest?.office ?? ""
                $0.revoked = offices[name]?.isRevoked ?? true
                $0.epochs = self.epochs(of: name, own)
                $0.lastSeenAt = newest?.lastSeen.microseconds ?? 0
                if let newest, let toldAt = newest.outboxToldAt {
                    $0.outboxDepth = newest.outboxDepth
                    $0.oldestUnreceiptedAt = newest.oldestUnreceiptedAt
                    $0.outboxToldAt = toldAt.microseconds
                }
                $0.quarantined = self.holdings.quarantined[name] ?? 0
                $0.discarded = self.holdings.discarded[name] ?? 0
                $0.signingKey = Data(self.signingKeys[name] ?? [])
                $0.signingKeyChanges = self.changedKeys[name]?.count ?? 0
                $0.signingKeyChangedAt = self.changedKeys[name]?.lastAt.microseconds ?? 0
                $0.days = Self.days(held[name] ?? [], signed[name] ?? [])
                $0.firstDay = self.firstDays[name].map { "\($0)" } ?? ""
            }
        }
    }

    /// Notes the first days that one of the files knows of.
    mutating func note(firstDays: [String: Day]) {
        self.firstDays.merge(firstDays) { min($0, $1) }
    }

    /// What was heard before and since, oldest first.
    private func allRecords() -> [KioskSightingRecord] {
        var records = self.records
        for (name, sighting) in self.sightings {
            guard var live = KioskSightingRecord(name, sighting) else { continue }
            if let index = records.firstIndex(where: { $0.kiosk == name && $0.epoch == live.epoch }) {
                live.heardOf = max(live.heardOf, records[index].heardOf)
                live.lastSeen = max(live.lastSeen, records[index].lastSeen)
                live.setBack = live.setBack?.joined(with: records[index].setBack) ?? records[index].setBack
                records.remove(at: index)
            }
            records.append(live)
        }
        return records.sorted { ($0.lastSeen, $0.kiosk) < ($1.lastSeen, $1.kiosk) }
    }

    private func epochs(of name: String, _ records: [KioskSightingRecord]) -> [WireKioskEpoch] {
        let marks = self.marks[name] ?? []
        let through = Dictionary(marks.map { ($0.epoch, $0.throughSequence) }) { _, newer in newer }
        let heard = Dictionary(records.map { ($0.epoch, $0) }) { _, newer in newer }
        // Those of the journal in its order, then those that nothing was received of yet; the newest spoken of is last.
        var order = marks.map(\.epoch) + records.map(\.epoch).filter { through[$0] == nil }
        if let newest = records.last?.epoch {
            order.removeAll { $0 == newest }
            order.append(newest)
        }
        return order.map { epoch in
            let received = through[epoch] ?? 0
            return .make {
                $0.epoch = epoch
                $0.receivedThrough = received
                if let setBack = heard[epoch]?.setBack {
                    $0.setBackFrom = setBack.from
                    $0.setBackTo = setBack.to
                    $0.setBackAt = setBack.at.microseconds
                }
                $0.heardOf = max(
                    received,
                    epoch == order.last
                        ? heard[epoch]?.heardOf ?? 0 : self.expected(of: name, epoch, heard[epoch])
                )
            }
        }
    }

    /// Through which sequence submissions of an epoch that was given up are to be expected.
    ///
    /// What a kiosk gives up an epoch with goes on in the next one under other numbers; it then tells what it gave in the
    /// old one. A kiosk that has lost its outbox tells nothing, and what it had spoken of stays.
    private func expected(
        of name: String,
        _ epoch: UInt64,
        _ heard: KioskSightingRecord?
    ) -> UInt64 {
        guard let heard else { return 0 }
        guard let signed = self.signedThrough[name]?[epoch], signed.toldAt > heard.lastSeen else {
            return heard.heardOf
        }
        return min(heard.heardOf, signed.sequence)
    }

    private static func days(_ held: [KioskHolding], _ signed: [SignedKioskDay]) -> [WireKioskDay] {
        let told = Dictionary(signed.map { ($0.key, $0) }) { _, newer in newer }
        let holdings = Dictionary(held.map { ($0.key, $0) }) { _, newer in newer }
        let keys = Set(told.keys).union(holdings.keys).sorted { ($0.day, $0.epoch) < ($1.day, $1.epoch) }
        return keys.map { key in
            .make {
                $0.day = key.day.description
                $0.epoch = key.epoch
                $0.held = WireDayCount(holdings[key]?.count ?? DayCount())
                $0.quarantined = holdings[key]?.quarantined ?? 0
                $0.discarded = holdings[key]?.discarded ?? 0
                guard let told = told[key] else { return }
                $0.kiosk = WireSignedDayCount(told.kiosk)
                $0.province = WireSignedDayCount(told.province)
                $0.toldAt = told.toldAt.microseconds
                $0.highestSigned = told.highestSigned
            }
        }
    }
}

extension KioskReportBuilder {
    /// Gathers what is known of the kiosks now, without any days.
    ///
    /// - Throws: ``StoreError`` when a file cannot be read.
    init(_ parts: Parts) throws(StoreError) {
        self.init()
        self.principals = parts.keyRing.current.registry.principals
        self.sightings = parts.sightings.all
        self.marks = try parts.store.epochMarks(rejectionLimit: 0)
        self.records = try parts.completeness.signed.sightings()
        self.signedThrough = try parts.completeness.signed.signedThrough()
    }
}
