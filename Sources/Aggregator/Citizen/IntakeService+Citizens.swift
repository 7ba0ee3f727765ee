import FeedbackProtocol
import Identity
import Logging
import ZeroMQ

/// Passing on what citizens ask and say at kiosks, and the answers.
extension IntakeService {
    /// Has a request answered elsewhere: this thread reads no store.
    func ask(_ request: WireCitizenRequest, of session: KioskSession, on socket: borrowing Socket) {
        session.lastSeen = self.now()
        guard let address = self.address else { return }
        let kiosk = session.name
        let isAsked = self.citizens.ask(request, ofKiosk: kiosk) { reply in
            address.host.perform { host in
                host.with(address.service) { $0.send(.make { $0.citizenReply = reply }, toKiosk: kiosk, host) }
            }
        }
        guard !isAsked else { return }
        let busy = WireIntakeReply.make { $0.citizenReply = .busy(to: request) }
        self.send(busy, to: session.route, on: socket)
    }

    /// Has a proof made elsewhere.
    func ask(_ request: WireProofRequest, of session: KioskSession, on socket: borrowing Socket) {
        session.lastSeen = self.now()
        guard let address = self.address else { return }
        let kiosk = session.name
        let isAsked = self.citizens.ask(request, ofKiosk: kiosk) { reply in
            address.host.perform { host in
                host.with(address.service) { $0.send(.make { $0.proofReply = reply }, toKiosk: kiosk, host) }
            }
        }
        guard !isAsked else { return }
        let busy = WireIntakeReply.make { $0.proofReply = .refusing(request, .busy) }
        self.send(busy, to: session.route, on: socket)
    }

    /// Sends an answer on the connection its kiosk spoke on last; one whose key was revoked meanwhile is told that.
    func send(_ reply: WireIntakeReply, toKiosk kiosk: String, _ host: isolated SocketHost) {
        guard let address = self.address, let session = self.sessions[kiosk], let name = try? PrincipalName(kiosk)
        else { return }
        let principal = self.keyRing.current.registry.principal(named: name)
        let mayKnow = principal?.mayPublish(forOffice: session.office) ?? false
        do {
            try host.withSocket(address.socket) { socket throws(ZeroMQError) in
                self.send(
                    mayKnow ? reply : EnvelopeRefusal.notAKiosk.reply,
                    to: session.route,
                    on: socket
                )
            }
        } catch {
            self.logger.error("Answering a kiosk failed", metadata: ["error": "\(error)"])
        }
    }
}

extension EnvelopeRefusal {
    /// The answer to a key that no kiosk holds, or no longer.
    static var notAKiosk: EnvelopeRefusal {
        .init(.notAuthorised, "The key is not a kiosk's, or was revoked. Ask the province.")
    }
}

extension WireCitizenReply {
    /// The answer when too much is being asked.
    static func busy(to request: WireCitizenRequest) -> WireCitizenReply {
        .refusing(request, CitizenRefusal.busy.code, CitizenRefusal.busy.explanation)
    }

    /// An answer that says why there is no other.
    static func refusing(
        _ request: WireCitizenRequest,
        _ code: WireCitizenErrorCode,
        _ explanation: String,
        current: WireCitizenCase? = nil,
        after wait: Duration? = nil
    ) -> WireCitizenReply {
        .make {
            $0.requestID = request.requestID
            if let current { $0.case = current }
            $0.error = .make {
                $0.code = code
                $0.explanation = explanation
                if let wait { $0.retryAfterSeconds = UInt32(clamping: wait.components.seconds + 1) }
            }
        }
    }
}
