extension KioskOutbox {
    mutating func start(_ actions: inout [OutboxAction]) {
        guard self.connection == .disconnected else { return }
        self.noteUsage(&actions)
        self.connect(&actions)
    }

    mutating func stop(_ actions: inout [OutboxAction]) {
        guard self.connection != .disconnected else { return }
        self.connection = .disconnected
        self.disarm()
        actions.append(.disconnect)
    }

    mutating func connected(_ actions: inout [OutboxAction]) {
        switch self.connection {
        case .disconnected:
            actions.append(.disconnect)
        case .backingOff:
            self.receiptedWhenConnected = self.receiptedThrough
            self.connection = .backingOff(isOpen: true)
        case .connecting, .greeting, .renumbering, .flowing:
            self.receiptedWhenConnected = self.receiptedThrough
            self.greet(&actions)
        }
    }

    mutating func connectionLost(_ actions: inout [OutboxAction], using generator: inout some RandomNumberGenerator) {
        switch self.connection {
        case .disconnected, .backingOff(isOpen: false):
            break
        case .backingOff(isOpen: true):
            self.connection = .backingOff(isOpen: false)
        case .connecting, .greeting, .renumbering, .flowing:
            self.backOff(&actions, using: &generator)
        }
    }

    mutating func timerFired(
        _ timer: OutboxTimer,
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        if timer == self.diskTimer, self.diskRests {
            self.diskRests = false
            self.writeNext(&actions)
        }
        guard timer == self.connectionTimer else { return }
        switch self.connection {
        case .disconnected, .renumbering:
            break
        case .connecting, .greeting:
            actions.append(.disconnect)
            self.backOff(&actions, using: &generator)
        case .flowing, .backingOff(isOpen: true):
            self.greet(&actions)
        case .backingOff(isOpen: false):
            self.connect(&actions)
        }
    }

    mutating func busy(
        _ retryAfter: Duration,
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        guard self.connection == .flowing || self.connection == .greeting else { return }
        self.connection = .backingOff(isOpen: true)
        let backOff = self.configuration.backOff
        let asked = max(backOff.minimum, min(retryAfter, backOff.maximum))
        // Up to as long again, so that kiosks told the same time don't come back together.
        self.arm(asked * Double.random(in: 1...2, using: &generator), &actions)
    }

    mutating func refused(
        _ code: UInt32,
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        guard self.connection == .flowing || self.connection == .greeting else { return }
        self.connection = .backingOff(isOpen: false)
        actions.append(.report(.refused(code: code)))
        actions.append(.disconnect)
        self.arm(
            self.configuration.refusedBackOff.delay(afterFailures: self.failures, using: &generator),
            &actions
        )
        self.failures += 1
    }

    /// Says hello, or waits with it until a new epoch is on the disk.
    mutating func greet(_ actions: inout [OutboxAction]) {
        guard self.epochToStart == nil else {
            self.connection = .renumbering
            self.disarm()
            return
        }
        self.connection = .greeting
        self.rewoundTo = nil
        actions.append(
            .sendHello(
                Hello(
                    epoch: self.epoch,
                    oldestUnreceipted: self.queue.firstSequence,
                    newestSequence: self.queue.nextSequence - 1
                )
            )
        )
        self.arm(self.configuration.replyTimeout, &actions)
    }

    mutating func arm(_ delay: Duration, _ actions: inout [OutboxAction]) {
        self.connectionTimer.generation &+= 1
        actions.append(.arm(self.connectionTimer, after: delay))
    }

    /// Makes a timer that was armed ineffective.
    mutating func disarm() {
        self.connectionTimer.generation &+= 1
        self.replyIsAwaited = false
    }

    private mutating func connect(_ actions: inout [OutboxAction]) {
        self.connection = .connecting
        actions.append(.connect)
        self.arm(self.configuration.connectTimeout, &actions)
    }

    /// Waits, longer after each failure, before greeting again (on an open connection) or connecting again.
    mutating func backOff(
        isOpen: Bool = false,
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        self.connection = .backingOff(isOpen: isOpen)
        self.arm(self.configuration.backOff.delay(afterFailures: self.failures, using: &generator), &actions)
        self.failures += 1
    }
}
