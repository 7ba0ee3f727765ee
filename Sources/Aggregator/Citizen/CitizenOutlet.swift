import FeedbackProtocol
import NIOConcurrencyHelpers
import ZeroMQ

/// The way from the intake's thread to the one that answers citizens.
struct CitizenOutlet: Sendable {
    /// The most requests without an answer, of all kiosks; more would keep desks waiting.
    private static let mostWaiting = 256

    private let host: SocketHost
    private let service: HostBound<CitizenService>
    private let waiting = NIOLockedValueBox(0)

    /// Gives a service to a host.
    init(_ service: sending CitizenService, on host: isolated SocketHost) {
        self.host = host
        self.service = host.bind(service)
    }

    /// Has a request answered.
    ///
    /// - Parameters:
    ///   - request: what a kiosk asks.
    ///   - kiosk: the name of its key.
    ///   - answer: called once, on some thread.
    /// - Returns: whether it will be; `false` when too many wait already.
    func ask(
        _ request: WireCitizenRequest,
        ofKiosk kiosk: String,
        _ answer: @escaping @Sendable (WireCitizenReply) -> Void
    ) -> Bool {
        self.ask(answer) { service, answer in service.answer(request, ofKiosk: kiosk, answer) }
    }

    /// Has a proof made, as the other requests are answered.
    func ask(
        _ request: WireProofRequest,
        ofKiosk kiosk: String,
        _ answer: @escaping @Sendable (WireProofReply) -> Void
    ) -> Bool {
        self.ask(answer) { service, answer in service.prove(request, ofKiosk: kiosk, answer) }
    }

    private func ask<Reply: Sendable>(
        _ answer: @escaping @Sendable (Reply) -> Void,
        _ body: @escaping @Sendable (CitizenService, @escaping @Sendable (Reply) -> Void) -> Void
    ) -> Bool {
        let waiting = self.waiting
        let mayWait = waiting.withLockedValue { count in
            guard count < Self.mostWaiting else { return false }
            count += 1
            return true
        }
        guard mayWait else { return false }
        let service = self.service
        let isTaken = self.host.perform { host in
            host.with(service) { service in
                body(service) { reply in
                    waiting.withLockedValue { $0 -= 1 }
                    answer(reply)
                }
            }
        }
        if !isTaken { waiting.withLockedValue { $0 -= 1 } }
        return isTaken
    }
}
