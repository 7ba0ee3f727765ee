import FeedbackProtocol
import ZeroMQ

/// Passing on what kiosks count of their days, and the answers.
extension IntakeService {
    /// Has a day answered elsewhere: this thread reads no file.
    func take(_ tally: WireDayTally, of session: KioskSession) {
        session.lastSeen = self.now()
        guard let address = self.address else { return }
        let kiosk = session.name
        self.tallies.ask(tally, ofKiosk: kiosk, epochs: session.knownEpochs + [session.epoch]) { reply in
            address.host.perform { host in
                host.with(address.service) { $0.send(.make { $0.dayTallyReply = reply }, toKiosk: kiosk, host) }
            }
        }
    }
}
