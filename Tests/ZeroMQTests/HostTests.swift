import NIOConcurrencyHelpers
import Testing
import ZeroMQ

#if canImport(Glibc)
import Glibc
#endif

@Suite("Socket host", .timeLimit(.minutes(2)))
struct HostTests {
    @Test("Timers come in order, repeat, and come no more once cancelled")
    func timers() async throws {
        try await withHost { _, host in
            let events = Inbox<String>()
            try await host.run { host throws(ZeroMQError) in
                let cancelled = try host.schedule(after: .milliseconds(1)) { _ in events.put("cancelled") }
                try host.schedule(after: .milliseconds(30)) { _ in events.put("late") }
                try host.schedule(after: .zero) { _ in events.put("now") }
                try host.schedule(after: .milliseconds(10)) { _ in events.put("soon") }
                let answers = [host.cancel(cancelled), host.cancel(cancelled)]
                #expect(answers == [true, false])
            }
            #expect(await events.first(3) == ["now", "soon", "late"])
            let ticks = Inbox<Int>()
            let repeating = try await host.schedule(every: .milliseconds(1)) { _ in ticks.put(1) }
            _ = await ticks.first(5)
            #expect(await host.cancel(repeating))
            #expect(
                await throwsCodeAsync { () async throws(ZeroMQError) in try await host.schedule(every: .zero) { _ in } }
                    == .invalidArgument
            )
        }
    }

    @Test("Work from many threads all runs, in each one's order")
    func performFromManyThreads() async throws {
        try await withHost { _, host in
            let seen = Inbox<[Int]>()
            await withTaskGroup { group in
                for task in 0..<8 {
                    group.addTask {
                        for number in 0..<2_000 { host.perform { _ in seen.put([task, number]) } }
                    }
                }
            }
            let all = await seen.first(16_000)
            for task in 0..<8 {
                #expect(all.filter { $0[0] == task }.map { $0[1] } == Array(0..<2_000))
            }
        }
    }

    @Test("A handler may close its own socket, attach another and stop its monitor")
    func closingWithinHandler() async throws {
        try await withHost { context, host in
            let inbox = Inbox<SocketID>()
            let own = NIOLockedValueBox<SocketID?>(nil)
            let (id, real) = try await host.bound(.pull, context) { host, socket, _ in
                guard let id = own.withLockedValue({ $0 }), (try? socket.receive()) != nil else { return }
                host.close(id)
                host.close(id)
                // Still usable until this handler returns.
                if socket.lastEndpoint != nil { inbox.put(id) }
            }
            own.withLockedValue { $0 = id }
            try await host.monitor(id) { _, _ in }
            let sender = try await host.connected(.push, context, real) { _, _, _ in }
            try await sendAll([[[1]]], on: sender, host)
            #expect(await inbox.first(1) == [id])
            let code = await throwsCodeAsync { () async throws(ZeroMQError) in
                try await host.withSocket(id) { _ throws(ZeroMQError) in }
            }
            #expect(code == .unknownSocket)
        }
    }

    @Test("Calls after shutdown throw, answer false or do nothing, and shutdown may be called again, at once too")
    func afterShutdown() async throws {
        let context = try Context()
        let host = try SocketHost()
        let state = await host.bind(Counter())
        let (id, _) = try await host.bound(.pull, context) { _, _, _ in }
        let ran = Inbox<Int>()
        for number in 0..<100 { host.perform { _ in ran.put(number) } }
        await withTaskGroup { group in
            for _ in 0..<4 { group.addTask { await host.shutdown() } }
        }
        await host.shutdown()
        #expect(await ran.first(100) == Array(0..<100))
        #expect(!host.perform { _ in })
        let codes = [
            await throwsCodeAsync { () async throws(ZeroMQError) in
                _ = try await host.attach(Socket(.pull, in: context))
            },
            await throwsCodeAsync { () async throws(ZeroMQError) in try await host.schedule(after: .zero) { _ in } },
            await throwsCodeAsync { () async throws(ZeroMQError) in try await host.watch(0) { _, _ in } },
            await throwsCodeAsync { () async throws(ZeroMQError) in try await host.monitor(id) { _, _ in } },
            await throwsCodeAsync { () async throws(ZeroMQError) in
                try await host.withSocket(id) { _ throws(ZeroMQError) in }
            },
        ]
        #expect(codes == Array(repeating: .hostStopped, count: 5))
        #expect(await host.with(state) { $0.value } == nil)
        await host.close(id)
        await host.suspendReading(id)
        await host.resumeReading(id)
        await host.stopMonitoring(id)
        await context.terminate()
    }

    @Test("A host that never did anything shuts down, and so does one while it is flooded with work")
    func shutdownAtAnyTime() async throws {
        try await SocketHost().shutdown()
        for _ in 0..<50 {
            let host = try SocketHost()
            async let flood: Int = {
                var accepted = 0
                for _ in 0..<1_000 where host.perform({ _ in }) { accepted += 1 }
                return accepted
            }()
            await host.shutdown()
            #expect(await flood <= 1_000)
        }
    }

    @Test("Terminating the context makes the host close its sockets; the host lives on")
    func contextFirst() async throws {
        let context = try Context()
        let host = try SocketHost()
        let (id, real) = try await host.bound(.router(), context) { _, socket, _ in _ = try? socket.receiveMultipart() }
        try await host.monitor(id) { _, _ in }
        _ = try await host.connected(.dealer, context, real) { _, _, _ in }
        let (_, messages) = try await host.messages(from: Socket(.pull, in: context))
        await context.terminate()
        for await _ in messages {}
        #expect(host.perform { _ in })
        await host.shutdown()
    }

    @Test("A watched pipe calls its handler when written to, and a closed one is watched no more")
    func watchedDescriptor() async throws {
        try await withHost { _, host in
            var ends: [Int32] = [0, 0]
            #expect(unsafe pipe(&ends) == 0)
            let (reading, writing) = (ends[0], ends[1])
            let events = Inbox<Bool>()
            try await host.watch(reading) { _, state in
                var byte: UInt8 = 0
                if unsafe state.isReadable && read(reading, &byte, 1) == 1 { events.put(true) }
                if state.hasFailed { events.put(false) }
            }
            var byte: UInt8 = 1
            #expect(unsafe write(writing, &byte, 1) == 1)
            #expect(await events.first(1) == [true])
            close(writing)
            #expect(await events.first(2) == [true, false])
            close(reading)
        }
    }
}

private final class Counter {
    var value = 0
}
