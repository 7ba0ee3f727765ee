import Delivery

extension World {
    /// Brings one of the run's faults about, and schedules the next.
    mutating func strike() {
        guard !self.isCalm, !self.rates.strikes.isEmpty else { return }
        self.schedule(.faultStrikes, in: self.rates.strikeEvery / 2...self.rates.strikeEvery * 3 / 2)
        let index = self.random.pick(0...self.kiosks.count - 1)
        let fault = self.rates.strikes[self.random.pick(0...self.rates.strikes.count - 1)]
        self.note("\(fault) strikes")
        let end = self.now + Int64(self.random.pick(50...2500)) * 1000
        switch fault {
        case .partition:
            self.count(.partition)
            self.kiosks[index].partitionedUntil = end
        case .connectionLoss:
            self.breakConnection(of: index)
        case .kioskKill:
            self.count(.kioskKilled)
            self.killKiosk(index)
        case .kioskRollBack:
            if self.kiosks[index].backup == nil || self.random.chance(0.3) {
                self.kiosks[index].backup = self.kiosks[index].disk
            } else {
                self.rollBackKiosk(index)
            }
        case .kioskClockJump:
            self.count(.kioskClockJumped)
            self.kiosks[index].clockOffset = Int64(self.random.pick(-86_400...86_400)) * 1_000_000
        case .aggregatorKill:
            self.killAggregator()
        case .overload:
            self.aggregator.overloadedUntil = end
        case .window:
            guard self.aggregator.isAlive else { return }
            self.count(.windowClosed)
            self.aggregator.ledgers[index].window = UInt32(self.random.pick(0...3))
        case .revocation:
            self.kiosks[index].revokedUntil = end
        case .subscriberKill:
            self.killSubscriber()
        }
    }

    /// Kills one of the processes.
    mutating func killSomething() {
        switch self.random.pick(0...4) {
        case 0, 1: self.killAggregator()
        case 2: self.killSubscriber()
        default:
            self.count(.kioskKilled)
            self.killKiosk(self.random.pick(0...self.kiosks.count - 1))
        }
    }

    /// Ends all faults; what is on the network still arrives, what is dead starts again.
    mutating func beginCalm() {
        self.note("calm begins")
        self.isCalm = true
        self.rates = .none
        self.aggregator.overloadedUntil = 0
        for index in self.kiosks.indices {
            self.kiosks[index].partitionedUntil = 0
            self.kiosks[index].revokedUntil = 0
            if self.aggregator.isAlive { self.aggregator.ledgers[index].window = self.aggregator.limits.window }
        }
    }
}
