import Delivery

extension World {
    mutating func kioskConnects(_ index: Int, life: Int, attempt: Int) {
        guard self.kiosks[index].life == life, self.kiosks[index].connectAttempt == attempt else { return }
        guard self.aggregator.isAlive, self.kiosks[index].partitionedUntil <= self.now else {
            // Refused, or no answer at all.
            if self.isCalm || self.random.chance(0.5) { self.tell(index, .connectionLost) }
            return
        }
        self.connectionsMade += 1
        self.kiosks[index].connection = SimulatedConnection(
            kiosk: index,
            number: self.connectionsMade,
            aggregatorLife: self.aggregator.life
        )
        self.tell(index, .connected)
    }

    /// Breaks a kiosk's connection: it is told, or it isn't, or the transport replaces it by itself.
    mutating func breakConnection(of index: Int) {
        guard let connection = self.kiosks[index].connection else { return }
        if self.random.chance(0.5) {
            self.count(.connectionLost)
            self.schedule(.kioskLosesConnection(connection), in: 1...300)
        } else {
            self.count(.connectionLostSilently)
            self.kiosks[index].connection = nil
            if self.random.chance(0.5) {
                self.schedule(
                    .kioskConnects(
                        kiosk: index,
                        life: self.kiosks[index].life,
                        attempt: self.kiosks[index].connectAttempt
                    ),
                    in: 50...1500
                )
            }
        }
    }

    mutating func send(_ message: KioskMessage, from index: Int) {
        guard let connection = self.kiosks[index].connection else { return }
        let era = self.kiosks[index].era
        self.transmit(.messageToAggregator(connection, era: era, message))
    }

    mutating func send(_ message: AggregatorMessage, over connection: SimulatedConnection) {
        self.note("aggregator → kiosk \(connection.kiosk) \(message)")
        if case .receipt(let receipt) = message {
            let durable = self.store.durableThrough(kiosk: connection.kiosk, epoch: receipt.epoch)
            if receipt.throughSequence > durable {
                self.violate("a receipt through \(receipt.throughSequence) when \(durable) was durable")
            }
        }
        self.transmit(.messageToKiosk(connection, message))
    }

    /// Puts a message on the network, which loses, doubles, delays and so reorders.
    private mutating func transmit(_ event: SimulatedEvent) {
        if self.random.chance(self.rates.messageLoss) { return self.count(.messageLost) }
        let copies = self.random.chance(self.rates.duplication) ? 2 : 1
        if copies == 2 { self.count(.messageDuplicated) }
        for _ in 0..<copies {
            let isLate = self.random.chance(self.rates.longDelay)
            if isLate { self.count(.messageDelayed) }
            self.schedule(event, in: isLate ? 20...3000 : 1...20)
        }
    }

    mutating func receive(_ message: AggregatorMessage, over connection: SimulatedConnection) {
        guard self.kiosks[connection.kiosk].connection == connection,
            self.kiosks[connection.kiosk].partitionedUntil <= self.now
        else { return }
        switch message {
        case .welcome(let welcome): self.tell(connection.kiosk, .welcome(welcome))
        case .receipt(let receipt): self.tell(connection.kiosk, .receipt(receipt))
        case .resend(let epoch, let from): self.tell(connection.kiosk, .resend(epoch: epoch, fromSequence: from))
        case .busy(let retryAfter): self.tell(connection.kiosk, .busy(retryAfter: retryAfter))
        case .refused(let code): self.tell(connection.kiosk, .refused(code: code))
        }
    }
}
