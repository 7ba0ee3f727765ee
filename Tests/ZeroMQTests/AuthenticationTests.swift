import NIOConcurrencyHelpers
import Testing

@testable import ZeroMQ

@Suite("CURVE and authentication", .timeLimit(.minutes(2)))
struct AuthenticationTests {
    private struct Fixture {
        let server = Result { try CurveKeyPair.generate() }
        let client = Result { try CurveKeyPair.generate() }

        func serverOptions(domain: String? = "intake") throws -> SocketOptions {
            var options = SocketOptions()
            options.security = .server(CurveServer(secretKey: try server.get().secretKey, domain: domain))
            return options
        }

        func clientOptions(serverKey: CurvePublicKey? = nil) throws -> SocketOptions {
            var options = SocketOptions()
            let key = try serverKey ?? server.get().publicKey
            options.security = .client(CurveClient(keyPair: try client.get(), serverKey: key))
            return options
        }
    }

    @Test("An allowed client's messages carry the user id and address the policy gave it")
    func allowed() async throws {
        let fixture = Fixture()
        let key = try fixture.client.get().publicKey
        try await withHost { context, host in
            let asked = Inbox<AuthenticationRequest>()
            let authenticator = try await Authenticator.start(in: context, on: host) { request in
                asked.put(request)
                return request.credentials == .curve(key)
                    ? .allow(userID: "kiosk-29242-1") : .deny(.notAllowed, reason: "")
            }
            let seen = Inbox<[String?]>()
            let (_, real) = try await host.bound(.router(), context, options: fixture.serverOptions()) { _, socket, _ in
                while (try? socket.receive()) != nil, let body = try? socket.receive() {
                    let bytes = body.withUserIDBytes { span -> [UInt8]? in
                        guard let span else { return nil }
                        return unsafe span.withUnsafeBytes { unsafe Array($0) }
                    }
                    seen.put([
                        body.userID, bytes.map { String(decoding: $0, as: UTF8.self) }, body.metadata(.socketType),
                        body.metadata(.peerAddress),
                    ])
                }
            }
            let client = try await host.connected(.dealer, context, real, options: fixture.clientOptions()) { _, _, _ in
            }
            try await sendAll([[[1]]], on: client, host)
            let properties = await seen.first(1)
            #expect(properties == [["kiosk-29242-1", "kiosk-29242-1", "DEALER", "127.0.0.1"]])
            let request = await asked.first(1)[0]
            #expect(request.domain == "intake" && request.address == "127.0.0.1" && request.routingID == nil)
            #expect(authenticator.counts == Authenticator.Counts(allowed: 1))
        }
    }

    @Test("A denied client is refused with its status, and not a message of it arrives")
    func denied() async throws {
        let fixture = Fixture()
        try await withHost { context, host in
            let authenticator = try await Authenticator.start(in: context, on: host) { _ in
                .deny(.notAllowed, reason: "revoked")
            }
            let events = try await refusal(context, host, fixture.serverOptions(), fixture.clientOptions())
            #expect(events == [.handshakeFailedAuthentication(status: 400)])
            #expect(authenticator.counts.denied >= 1 && authenticator.counts.allowed == 0)
        }
    }

    @Test("While no authenticator runs, a server with a domain lets nobody in")
    func noAuthenticator() async throws {
        let fixture = Fixture()
        try await withHost { context, host in
            let events = try await refusal(context, host, fixture.serverOptions(), fixture.clientOptions())
            #expect(events.allSatisfy { if case .handshakeFailedNoDetail = $0 { true } else { false } })
        }
    }

    @Test("A client with the wrong server key gets no further than the handshake")
    func wrongServerKey() async throws {
        let fixture = Fixture()
        try await withHost { context, host in
            let authenticator = try await Authenticator.start(in: context, on: host) { _ in .allow(userID: "x") }
            let wrong = try fixture.clientOptions(serverKey: CurveKeyPair.generate().publicKey)
            let events = try await refusal(context, host, fixture.serverOptions(), wrong)
            #expect(events.allSatisfy { if case .handshakeFailedProtocol = $0 { true } else { false } })
            #expect(authenticator.counts == Authenticator.Counts())
        }
    }

    @Test("A client without CURVE is refused by a CURVE server")
    func noEncryption() async throws {
        let fixture = Fixture()
        try await withHost { context, host in
            let events = try await refusal(context, host, fixture.serverOptions(domain: nil), SocketOptions())
            #expect(events.allSatisfy { if case .handshakeFailedProtocol = $0 { true } else { false } })
        }
    }

    /// Connects a client that must be refused, and returns how the server saw its handshake fail.
    private func refusal(
        _ context: Context,
        _ host: SocketHost,
        _ serverOptions: SocketOptions,
        _ clientOptions: SocketOptions
    ) async throws -> [MonitorEvent.Kind] {
        let arrived = Inbox<MultipartMessage>()
        let failures = Inbox<MonitorEvent.Kind>()
        let server = try Socket(.router(), in: context, options: serverOptions)
        let id = try await host.attach(server, onReadable: collecting(arrived))
        try await host.monitor(id) { _, event in
            switch event.kind {
            case .handshakeSucceeded, .handshakeFailedAuthentication, .handshakeFailedProtocol,
                .handshakeFailedNoDetail:
                failures.put(event.kind)
            default: break
            }
        }
        let real = try await host.withSocket(id) { socket throws(ZeroMQError) in
            try socket.bind("tcp://127.0.0.1:*")
            return socket.lastEndpoint
        }
        let client = try await host.connected(.dealer, context, try #require(real), options: clientOptions) { _, _, _ in
        }
        // Refused already, the client has nobody to send to any more, so what becomes of the message is open.
        _ = try await host.withSocket(client) { socket throws(ZeroMQError) in try socket.send([1]) }
        let failed = await failures.first(1)
        #expect(await arrived.soFar.isEmpty)
        return failed
    }

    @Test("Requests that aren't ZAP 1.0 are answered with a refusal, and valid ones served afterwards")
    func malformedRequests() async throws {
        try await withHost { context, host in
            let authenticator = try await Authenticator.start(in: context, on: host) { request in
                request.domain == "bad" ? .allow(userID: "a\0b") : .allow(userID: "someone")
            }
            let replies = Inbox<MultipartMessage>()
            let asking = try await host.connected(.dealer, context, Authenticator.endpoint, collecting(replies))
            func frames(_ texts: String...) -> [[UInt8]] { texts.map { bytes($0) } }
            let unanswered: [[[UInt8]]] = [
                [[]], [bytes("no delimiter"), bytes("1.0")], Array(repeating: [], count: 40),
            ]
            let answered: [[[UInt8]]] = [
                frames("", "2.0", "1", "d", "127.0.0.1", "", "NULL"),
                frames("", "1.0"),
                frames("", "1.0", "2", "d"),
                frames("", "1.0", "3", "d", "127.0.0.1", "", "CURVE", "short key"),
                frames("", "1.0", "4", "d", "127.0.0.1", "", "NULL", "extra"),
                [[], bytes("1.0"), [5], [0xFF, 0xC0], [], [], bytes("NULL")],
            ]
            let valid: [[[UInt8]]] = [
                frames("", "1.0", "7", "bad", "127.0.0.1", "", "NULL"),
                frames("", "1.0", "8", "d", "127.0.0.1", "id", "NULL"),
            ]
            try await sendAll(unanswered.dropFirst() + answered + valid, on: asking, host)
            let all = await replies.first(answered.count + valid.count).map(\.frames)
            #expect(all.allSatisfy { $0.count == 7 && $0[0].isEmpty && $0[1] == bytes("1.0") })
            #expect(all.dropLast(2).allSatisfy { $0[3] == bytes("400") && $0[5].isEmpty })
            #expect(
                all.map { $0[2] } == [bytes("1"), [], bytes("2"), bytes("3"), bytes("4"), [5], bytes("7"), bytes("8")]
            )
            #expect(all[6][3] == bytes("500"))
            #expect(all[7][3...] == [bytes("200"), bytes("OK"), bytes("someone"), []])
            #expect(authenticator.counts == Authenticator.Counts(allowed: 1, denied: 1, malformed: 8))
            await authenticator.stop()
            let again = try await Authenticator.start(in: context, on: host) { _ in .deny(.temporary, reason: "") }
            #expect(again.counts == Authenticator.Counts())
        }
    }

    @Test("Random frames never make a request of the wrong shape, and never crash")
    func randomFrames() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix(state: seed)
        let words = ["1.0", "NULL", "CURVE", "", "x"].map { Array($0.utf8) }
        for _ in 0..<5_000 {
            let frames = (0..<Int.random(in: 0...10, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? words.randomElement(using: &generator) ?? []
                    : (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                        UInt8.random(in: .min ... .max, using: &generator)
                    }
            }
            let box = NIOLockedValueBox(Authenticator.Counts())
            let message = MultipartMessage(frames: frames)
            let reply = Authenticator.answer(message, { _ in .allow(userID: "x") }, box)
            #expect(reply.isEmpty || reply.count == 8, "seed \(seed)")
            let counts = box.withLockedValue { $0 }
            #expect(counts.allowed + counts.denied + counts.malformed == 1, "seed \(seed)")
        }
    }
}
