import Identity
import NIOConcurrencyHelpers
import OperatorClient
import ZeroMQ

/// A server on a real socket with CURVE, whose answers a test writes.
struct ScriptedServer {
    let endpoint: String
    let serverKeys: CurveKeyPair
    let clientKeys: CurveKeyPair
    private let context: Context
    private let host: SocketHost
    private let socket: SocketID

    /// Calls a closure with a server that answers as told, and takes it down afterwards.
    ///
    /// - Parameters:
    ///   - kind: ROUTER or XPUB.
    ///   - isKnown: whether the server lets the client's key in.
    ///   - handler: what the server does when something comes.
    ///   - body: the test.
    /// - Throws: what the closure throws, and when the sockets can't be made.
    static func running(
        _ kind: SocketKind,
        isKnown: Bool = true,
        _ handler: @escaping SocketHost.ReadHandler,
        _ body: (ScriptedServer) async throws -> Void
    ) async throws {
        let context = try Context()
        let host = try SocketHost(name: "scripted")
        let serverKeys = try CurveKeyPair.generate()
        let clientKeys = try CurveKeyPair.generate()
        _ = try await Authenticator.start(in: context, on: host) { request in
            guard isKnown, request.credentials == .curve(clientKeys.publicKey) else {
                return .deny(.notAllowed, reason: "unknown")
            }
            return .allow(userID: "client")
        }
        let (endpoint, id) = try await host.run { host throws(ZeroMQError) in
            var options = SocketOptions()
            options.security = .server(CurveServer(secretKey: serverKeys.secretKey, domain: "test"))
            let socket = try Socket(kind, in: context, options: options)
            try socket.bind("tcp://127.0.0.1:*")
            let endpoint = socket.lastEndpoint ?? ""
            return (endpoint, try host.attach(socket, onReadable: handler))
        }
        let server = ScriptedServer(
            endpoint: endpoint,
            serverKeys: serverKeys,
            clientKeys: clientKeys,
            context: context,
            host: host,
            socket: id
        )
        do {
            try await body(server)
            await host.shutdown()
            await context.terminate()
        } catch {
            await host.shutdown()
            await context.terminate()
            throw error
        }
    }

    /// Sends a message of two frames again and again.
    func send(_ topic: String, _ body: [UInt8], every interval: Duration) async throws {
        let socket = self.socket
        try await self.host.run { host throws(ZeroMQError) in
            _ = try host.schedule(every: interval) { host in
                _ = try? host.withSocket(socket) { socket throws(ZeroMQError) in
                    try socket.send([Array(topic.utf8), body])
                }
            }
        }
    }

    /// The door as the client's key file has it.
    func door(timeout: Duration = .seconds(10), serverKey: CurvePublicKey? = nil) throws -> AggregatorDoor {
        AggregatorDoor(
            endpoint: self.endpoint,
            key: ClientKeyFile(
                name: try PrincipalName("operator"),
                keyPair: self.clientKeys,
                serverPublicKey: serverKey ?? self.serverKeys.publicKey
            ),
            timeout: timeout
        )
    }
}

/// What a handler has seen, for the test to look at.
final class Seen<Element: Sendable>: Sendable {
    private let box = NIOLockedValueBox<[Element]>([])

    var all: [Element] { self.box.withLockedValue { $0 } }

    /// Adds one and gives how many there are.
    @discardableResult
    func add(_ element: Element) -> Int {
        self.box.withLockedValue {
            $0.append(element)
            return $0.count
        }
    }
}
