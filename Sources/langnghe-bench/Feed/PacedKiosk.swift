import CaseLifecycle
import FeedbackProtocol
import Foundation
import Identity
import ZeroMQ

/// A kiosk that gives so many ratings a second, a hundredth of them each ten milliseconds; lives on one host's thread.
final class PacedKiosk {
    private let office: String
    private let perTick: Int
    private var remaining: Int
    private var nextSequence: UInt64 = 1
    private var socket: SocketID?

    private init(office: String, rate: Int, total: Int) {
        self.office = office
        self.perTick = max(1, rate / 100)
        self.remaining = total
    }

    /// Connects, and begins.
    static func start(
        at endpoint: String,
        office: String,
        _ key: CurveKeyPair,
        serverKey: CurvePublicKey,
        rate: Int,
        total: Int,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) {
        let bound = host.bind(PacedKiosk(office: office, rate: rate, total: total))
        var options = SocketOptions()
        options.security = .client(CurveClient(keyPair: key, serverKey: serverKey))
        let dealer = try Socket(.dealer, in: context, options: options)
        let id = try host.attach(dealer) { _, socket, budget in
            // Receipts: the aggregator must be able to send them.
            for _ in 0..<budget { guard (try? socket.receiveMultipart(maximumFrames: 1)) ?? nil != nil else { return } }
        }
        host.with(bound) { $0.socket = id }
        try host.withSocket(id) { socket throws(ZeroMQError) in
            try socket.connect(endpoint)
            let hello = WireKioskMessage.make {
                $0.hello = .make {
                    $0.protocolVersion = 1
                    $0.epoch = 9
                    $0.oldestUnreceipted = 1
                }
            }
            _ = try socket.send((try? hello.encoded()) ?? [])
        }
        _ = try host.schedule(every: .milliseconds(10)) { host in
            host.with(bound) { $0.tick(host) }
        }
    }

    private func tick(_ host: isolated SocketHost) {
        let count = min(self.perTick, self.remaining)
        guard count > 0, let socket = self.socket else { return }
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        let submissions = (0..<count).compactMap { index in
            try? WireSubmission.make {
                let serial = self.nextSequence + UInt64(index)
                let high = UInt64(now / 1000) << 16 | 0x7000
                $0.id = Data(SubmissionID(high: high, low: 0x8000_0000_0000_0000 | serial).bytes)
                $0.capturedAt = now
                $0.office = self.office
                $0.rating = .make {
                    $0.scale = "faces-5"
                    $0.level = UInt32(1 + serial % 5)
                }
            }.encodedData()
        }
        let message = WireKioskMessage.make {
            $0.publish = .make {
                $0.epoch = 9
                $0.firstSequence = self.nextSequence
                $0.submissions = submissions
            }
        }
        guard let frame = try? message.encoded() else { return }
        _ = try? host.withSocket(socket) { socket throws(ZeroMQError) in try socket.send(frame) }
        self.nextSequence += UInt64(count)
        self.remaining -= count
    }
}
