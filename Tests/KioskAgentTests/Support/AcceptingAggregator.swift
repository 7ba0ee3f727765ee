import FeedbackProtocol
import NIOConcurrencyHelpers
import ZeroMQ

/// An aggregator that takes everything in order and remembers it: for many kiosks at a time.
final class AcceptingAggregator: Sendable {
    /// What one kiosk's epoch has delivered.
    private struct Ledger {
        var through: UInt64 = 0
        var lastID: [UInt8] = []
    }
    private struct State {
        var ledgers: [UInt64: Ledger] = [:]
        var ids: [[UInt8]] = []
        var offices: Set<String> = []
        var outOfOrder = 0
    }

    let keyPair: CurveKeyPair
    let endpoint: String
    private let context: Context
    private let host: SocketHost
    private let state: NIOLockedValueBox<State>

    init() async throws {
        let pair = try CurveKeyPair.generate()
        let context = try Context()
        let host = try SocketHost(name: "accepting")
        let state = NIOLockedValueBox(State())
        self.endpoint = try await host.run { host throws(ZeroMQError) in
            var options = SocketOptions()
            options.security = .server(CurveServer(secretKey: pair.secretKey, domain: nil))
            options.backlog = 512
            let socket = try Socket(.router(), in: context, options: options)
            try socket.bind("tcp://127.0.0.1:*")
            let endpoint = socket.lastEndpoint ?? ""
            _ = try host.attach(socket) { _, socket, budget in
                for _ in 0..<budget {
                    guard let message = try? socket.receiveMultipart(), message.frames.count == 2 else { return }
                    guard let request = try? WireKioskMessage(decoding: message.frames[1]),
                        let reply = Self.answer(request, state), let peer = RoutingID(message.frames[0]),
                        let bytes = try? reply.encoded()
                    else { continue }
                    _ = try? socket.send(to: peer, bytes)
                }
            }
            return endpoint
        }
        self.keyPair = pair
        self.context = context
        self.host = host
        self.state = state
    }

    /// The identifiers received, in the order of receipt.
    var ids: [[UInt8]] { self.state.withLockedValue { $0.ids } }
    /// The offices heard from.
    var offices: Set<String> { self.state.withLockedValue { $0.offices } }
    /// Batches that did not begin where the one before had ended.
    var outOfOrder: Int { self.state.withLockedValue { $0.outOfOrder } }

    func stop() async {
        await self.host.shutdown()
        await self.context.terminate()
    }

    private static func answer(_ message: WireKioskMessage, _ state: NIOLockedValueBox<State>) -> WireIntakeReply? {
        state.withLockedValue { state in
            switch message.content {
            case .hello(let hello):
                let ledger = state.ledgers[hello.epoch] ?? Ledger()
                return .make {
                    $0.welcome = .make {
                        $0.epoch = hello.epoch
                        $0.throughSequence = ledger.through
                        $0.throughSubmissionID = .init(ledger.lastID)
                        $0.window = 500
                    }
                }
            case .publish(let publish):
                var ledger = state.ledgers[publish.epoch] ?? Ledger()
                if publish.firstSequence != ledger.through + 1 { state.outOfOrder += 1 }
                for (offset, bytes) in publish.submissions.enumerated() {
                    let sequence = publish.firstSequence + UInt64(offset)
                    guard sequence == ledger.through + 1, let one = try? WireSubmission(decoding: bytes) else {
                        continue
                    }
                    ledger.through = sequence
                    ledger.lastID = Array(one.id)
                    state.ids.append(ledger.lastID)
                    state.offices.insert(one.office)
                }
                state.ledgers[publish.epoch] = ledger
                return .make {
                    $0.receipt = .make {
                        $0.epoch = publish.epoch
                        $0.throughSequence = ledger.through
                        $0.window = 500
                    }
                }
            case .status, .citizenRequest, .proofRequest, .dayTally, .none: return nil
            }
        }
    }
}
