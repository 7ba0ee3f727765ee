import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import Logging
import ZeroMQ

/// Telling the province what the kiosk counts of its days, so that both sign the same; never before what citizens gave.
extension AgentCore {
    /// How long the aggregator may take.
    private static var patience: Duration { .seconds(10) }
    /// Days that are told again on every connection, though they were signed alike before.
    private static var daysToldAgain: Int { 14 }
    /// The most days looked at.
    private static var mostDays: Int { 400 }

    /// Tells the next day that is due, if nothing more important is under way.
    func tellTallies(_ host: isolated SocketHost) {
        guard let address = self.address, self.signingKey != nil, self.mayTell else { return }
        let link = self.link?.number
        let today = self.now().localDay
        self.isReadingTallies = true
        self.disk.read { disk throws(StoreError) in
            try disk.openDays(through: today)
            return try disk.days(from: today.advanced(byDays: 1 - Self.daysToldAgain), limit: Self.mostDays)
        } then: { result in
            address.perform { core, host in
                core.isReadingTallies = false
                guard core.link?.number == link, core.mayTell else { return }
                switch result {
                case .success(let days): core.tell(days, host)
                case .failure(let error):
                    core.logger.error("The days could not be read", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private var mayTell: Bool {
        self.machine.connection == .flowing && self.link?.outgoing.isEmpty == true && self.tallies.isFree
            && !self.isReadingTallies && !self.isStopping
    }

    private func tell(_ days: [OutboxDay], _ host: isolated SocketHost) {
        let now = self.now()
        guard let address = self.address, let signingKey = self.signingKey, let name = self.key?.name.text,
            let day = self.tallies.next(of: days, at: now, every: self.configuration.tallyInterval)
        else { return }
        var signed = SignedDayCount(
            count: day.given,
            isOver: day.key.day < now.localDay,
            publicKey: signingKey.publicKey,
            signature: []
        )
        guard let signature = try? signingKey.sign(signed.statement(ofKiosk: name, day.key)) else {
            return self.tallies.gaveUp(day.key)
        }
        signed.signature = signature
        let number = self.link?.number
        _ = try? host.schedule(after: Self.patience) { host in
            host.with(address.core) { core in
                if core.link?.number == number { core.tallies.gaveUp(day.key) }
            }
        }
        self.send(
            .make {
                $0.dayTally = .make {
                    $0.day = day.key.day.description
                    $0.epoch = day.key.epoch
                    $0.kiosk = WireSignedDayCount(signed)
                }
            },
            host
        )
    }

    /// Takes what the province counts of a day, keeps it and tells the next day.
    func takeTally(_ reply: WireDayTallyReply, _ host: isolated SocketHost) {
        guard let address = self.address, let name = self.key?.name.text, let day = Day(reply.day) else { return }
        let key = KioskDayKey(epoch: reply.epoch, day: day)
        guard let told = self.tallies.answered(key, isKept: reply.kept) else { return }
        guard reply.hasProvince else {
            return self.logger.info("The province did not sign a day", metadata: ["reason": "\(reply.explanation)"])
        }
        let signed = SignedDayCount(reply.province)
        let statement = signed.statement(ofKiosk: name, key)
        guard signed.count.isConsistent,
            TallySigningKey.isSignature(signed.signature, of: statement, by: signed.publicKey)
        else { return self.logger.warning("The province's signature of a day is wrong; it was not kept") }
        let now = self.now()
        self.disk.read { disk throws(StoreError) in
            try disk.keep(signed, of: key, at: now)
        } then: { result in
            address.perform { core, host in
                switch result {
                case .failure(let error):
                    core.logger.error("A signed day could not be kept", metadata: ["error": "\(error)"])
                case .success(let isOtherKey):
                    if isOtherKey {
                        core.logger.warning(
                            "The province signs days with another key than before: ask it whether it has changed its key, or somebody else signs in its place. 'langnghe-kiosk status' shows the key"
                        )
                    }
                    core.logSigned(key, told, signed.count)
                }
                core.tellTallies(host)
            }
        }
    }

    private func logSigned(_ key: KioskDayKey, _ told: DayCount, _ province: DayCount) {
        let metadata: Logger.Metadata = [
            "day": "\(key.day)", "given": "\(told.count)", "province-holds": "\(province.count)",
        ]
        if told == province {
            self.logger.debug("Kiosk and province have signed the same of a day", metadata: metadata)
        } else if key.day < self.now().localDay {
            self.logger.warning("The province counts another number of a day that is over", metadata: metadata)
        } else {
            self.logger.debug("The province counts another number of the day so far", metadata: metadata)
        }
    }

    /// Takes a refusal that the last day caused, which is no reason to stop delivering.
    ///
    /// - Parameter refused: What the aggregator said.
    /// - Returns: Whether it was about the day.
    func isAboutTally(_ refused: WireRefused) -> Bool {
        guard refused.code == .malformed, self.tallies.refused() else { return false }
        self.logger.notice("The aggregator does not know daily tallies; its software is older than this kiosk's")
        return true
    }

    /// How the agent is, with its newest days.
    ///
    /// - Parameter answer: Called on the disk's thread.
    func status(_ answer: @escaping @Sendable (Result<WireAgentStatus, AgentError>) -> Void) {
        let status = self.agentStatus()
        let today = self.now().localDay
        self.disk.read { disk throws(StoreError) in
            (try disk.days(from: today.advanced(byDays: -13), limit: 14), try disk.provinceKey())
        } then: { result in
            var status = status
            // Of a disk that cannot be read the rest tells enough.
            let (days, provinceKey) = (try? result.get()) ?? ([], nil)
            if let provinceKey {
                status.provinceKey = Data(provinceKey.newest)
                status.provinceKeyChanges = provinceKey.changes
                status.provinceKeyChangedAt = provinceKey.changes == 0 ? 0 : provinceKey.changedAt.microseconds
            }
            status.days = days.map { day in
                .make {
                    $0.day = day.key.day.description
                    $0.epoch = day.key.epoch
                    $0.given = day.given.count
                    $0.received = day.received.count
                    $0.signed = day.province != nil
                    $0.provinceHolds = day.province?.count.count ?? 0
                    $0.agreed = day.key.day < today ? day.isProven : day.isAgreed
                }
            }
            answer(.success(status))
        }
    }
}
