import FeedbackProtocol
import Identity
import Logging
import ZeroMQ

/// Passing on what kiosks count of their days, and the answers.
extension IntakeService {
    /// Has a day answered elsewhere: this thread reads no file.
    func take(_ tally: WireDayTally, of session: KioskSession) {
        session.lastSeen = self.now()
        guard let address = self.address else { return }
        let kiosk = session.name
        self.tallies.ask(tally, ofKiosk: kiosk) { reply in
            address.host.perform { host in
                host.with(address.service) { $0.send(reply, toKiosk: kiosk, host) }
            }
        }
    }

    /// Sends an answer on the connection its kiosk spoke on last; one whose key was revoked meanwhile is told that.
    private func send(_ reply: WireDayTallyReply, toKiosk kiosk: String, _ host: isolated SocketHost) {
        guard let address = self.address, let session = self.sessions[kiosk], let name = try? PrincipalName(kiosk)
        else { return }
        let principal = self.keyRing.current.registry.principal(named: name)
        let mayKnow = principal?.mayPublish(forOffice: session.office) ?? false
        do {
            try host.withSocket(address.socket) { socket throws(ZeroMQError) in
                self.send(
                    mayKnow ? .make { $0.dayTallyReply = reply } : EnvelopeRefusal.notAKiosk.reply,
                    to: session.route,
                    on: socket
                )
            }
        } catch {
            self.logger.error("Answering a kiosk failed", metadata: ["error": "\(error)"])
        }
    }
}
