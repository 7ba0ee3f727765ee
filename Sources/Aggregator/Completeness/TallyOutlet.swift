import FeedbackProtocol
import NIOConcurrencyHelpers
import ZeroMQ

/// The way from the intake's thread to the one that signs days.
struct TallyOutlet: Sendable {
    /// The most days without an answer, of all kiosks.
    private static let mostWaiting = 256

    private let host: SocketHost
    private let service: HostBound<CompletenessService>
    private let waiting = NIOLockedValueBox<Set<String>>([])

    /// Finds a service on its host.
    init(_ service: HostBound<CompletenessService>, on host: SocketHost) {
        self.host = host
        self.service = service
    }

    /// Has a day answered; one of each kiosk at a time, so that no kiosk keeps others waiting.
    ///
    /// - Parameters:
    ///   - tally: What a kiosk tells.
    ///   - kiosk: The name of its key.
    ///   - epochs: The epochs of it that the intake knows.
    ///   - answer: Called once, on some thread, unless the day is passed over: the kiosk tells it again later.
    func ask(
        _ tally: WireDayTally,
        ofKiosk kiosk: String,
        epochs: [UInt64],
        _ answer: @escaping @Sendable (WireDayTallyReply) -> Void
    ) {
        let (waiting, service) = (self.waiting, self.service)
        let mayWait = waiting.withLockedValue { names in
            names.count < Self.mostWaiting && names.insert(kiosk).inserted
        }
        guard mayWait else { return }
        let isTaken = self.host.perform { host in
            let reply = host.with(service) { $0.answer(tally, ofKiosk: kiosk, epochs: epochs) }
            _ = waiting.withLockedValue { $0.remove(kiosk) }
            if let reply { answer(reply) }
        }
        if !isTaken { _ = waiting.withLockedValue { $0.remove(kiosk) } }
    }
}
