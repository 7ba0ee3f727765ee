import Testing

@testable import ZeroMQ

#if canImport(Glibc)
import Glibc
#endif

@Suite("Monitor events", .timeLimit(.minutes(1)))
struct MonitorTests {
    @Test("Listening, accepting, shaking hands, losing and stopping are told in that order")
    func lifeOfAConnection() async throws {
        try await withHost { context, host in
            let events = Inbox<MonitorEvent>()
            let server = try await host.attach(Socket(.router(), in: context)) { _, _, _ in }
            try await host.monitor(server) { _, event in events.put(event) }
            let code = await throwsCodeAsync { () async throws(ZeroMQError) in
                try await host.monitor(server) { _, _ in }
            }
            #expect(code == .invalidState)
            let real = try await host.withSocket(server) { socket throws(ZeroMQError) in
                try socket.bind("tcp://127.0.0.1:*")
                return socket.lastEndpoint
            }
            let endpoint = try #require(real)
            let client = try await host.attach(Socket(.dealer, in: context)) { _, _, _ in }
            let clientEvents = Inbox<MonitorEvent.Kind>()
            try await host.monitor(client) { _, event in clientEvents.put(event.kind) }
            try await host.withSocket(client) { socket throws(ZeroMQError) in try socket.connect(endpoint) }
            #expect(await events.first(3).map(\.kind) == [.listening, .accepted, .handshakeSucceeded])
            #expect(await clientEvents.first(3) == [.connectDelayed, .connected, .handshakeSucceeded])
            await host.close(client)
            #expect(await events.first(4).last?.kind == .disconnected)
            await host.stopMonitoring(server)
            await host.stopMonitoring(server)
            #expect(await events.first(5).last?.kind == .monitorStopped)
            #expect(await events.first(1)[0].endpoint == endpoint)
            // It can be monitored anew.
            try await host.monitor(server) { _, event in events.put(event) }
            await host.close(server)
            #expect(await events.first(6).last?.kind == .monitorStopped)
        }
    }

    @Test("A failed bind is an event as well as an error")
    func bindFailed() async throws {
        try await withHost { context, host in
            let (_, real) = try await host.bound(.pull, context) { _, _, _ in }
            let events = Inbox<MonitorEvent.Kind>()
            let second = try await host.attach(Socket(.pull, in: context)) { _, _, _ in }
            try await host.monitor(second) { _, event in events.put(event.kind) }
            let code = await throwsCodeAsync { () async throws(ZeroMQError) in
                try await host.withSocket(second) { socket throws(ZeroMQError) in try socket.bind(real) }
            }
            #expect(code == .addressInUse)
            // The listener that was prepared is closed first.
            let kinds = await events.first(2)
            #expect(kinds.first == .closed)
            #expect(kinds.last == .bindFailed(errno: EADDRINUSE))
        }
    }

    @Test("Frames that aren't an event make none")
    func notAnEvent() {
        #expect(MonitorEvent(head: [], endpoint: []) == nil)
        #expect(MonitorEvent(head: [1, 2, 3, 4, 5, 6, 7], endpoint: []) == nil)
        #expect(MonitorEvent(head: [0, 0x80, 1, 0, 0, 0], endpoint: [])?.kind == .other(code: 0x8000))
        #expect(
            MonitorEvent(head: [0, 0x40, 0x90, 1, 0, 0], endpoint: [])?.kind
                == .handshakeFailedAuthentication(status: 400)
        )
        #expect(
            MonitorEvent(head: [0, 0x08, 0xFF, 0xFF, 0xFF, 0xFF], endpoint: [])?.kind
                == .handshakeFailedNoDetail(errno: -1)
        )
    }
}
