import Testing
import ZeroMQ

@Suite("Back pressure", .timeLimit(.minutes(2)))
struct BackPressureTests {
    private func smallQueues() -> SocketOptions {
        var options = SocketOptions()
        options.sendHighWaterMark = 10
        options.receiveHighWaterMark = 10
        return options
    }

    @Test("A suspended socket stops its peer, and resumed it gets every message")
    func suspended() async throws {
        try await withHost { context, host in
            let inbox = Inbox<MultipartMessage>()
            // In one process without TCP buffers the bound is exact: both queues together.
            let (receiver, real) = try await host.bound(
                .pull,
                context,
                at: "inproc://suspended",
                options: smallQueues(),
                collecting(inbox)
            )
            await host.suspendReading(receiver)
            let sender = try await host.connected(.push, context, real, options: smallQueues()) { _, _, _ in }
            let accepted = try await host.withSocket(sender) { socket throws(ZeroMQError) in
                var accepted = 0
                while accepted < 1_000, try socket.send([UInt8(truncatingIfNeeded: accepted)]) == .sent {
                    accepted += 1
                }
                return accepted
            }
            #expect(accepted == 20)
            #expect(await inbox.soFar.isEmpty)
            await host.resumeReading(receiver)
            let received = await inbox.first(accepted)
            #expect(received.map { $0.frames[0] } == (0..<accepted).map { [UInt8(truncatingIfNeeded: $0)] })
            // It flows again.
            try await sendAll([[[99]]], on: sender, host)
            #expect(await inbox.first(accepted + 1).last?.frames == [[99]])
        }
    }

    @Test("A consumer that doesn't take messages stops the peer over TCP; nothing is lost when it does")
    func stalledConsumer() async throws {
        try await withHost { context, host in
            let socket = try Socket(.pull, in: context, options: smallQueues())
            try socket.bind("tcp://127.0.0.1:*")
            let bound = socket.lastEndpoint
            let real = try #require(bound)
            let (_, messages) = try await host.messages(from: socket, watermarks: Watermarks(low: 2, high: 8))
            let sender = try await host.connected(.push, context, real, options: smallQueues()) { _, _, _ in }
            // A body large enough that the kernel's buffers can't hold them all.
            let body = [UInt8](repeating: 7, count: 100_000)
            let total = 500
            let all = (0..<total).map { [[UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)], body] }
            async let sending: Void = sendAll(all, on: sender, host)
            var received = 0
            for await message in messages {
                #expect(message.frames[0] == all[received][0] && message.frames[1].count == body.count)
                received += 1
                if received == total { break }
            }
            try await sending
            #expect(received == total)
        }
    }

    @Test("A small send buffer bounds what waits for a peer that takes nothing")
    func sendBuffer() async throws {
        try await withHost { context, host in
            var options = smallQueues()
            options.sendBuffer = 8 << 10
            let (sender, real) = try await host.bound(.push, context, options: options) { _, _, _ in }
            let receiver = try await host.connected(.pull, context, real, options: smallQueues()) { _, _, _ in }
            await host.suspendReading(receiver)
            try await sendAll([[bytes("first")]], on: sender, host)
            let accepted = try await host.withSocket(sender) { socket throws(ZeroMQError) in
                var accepted = 0
                for _ in 0..<200_000 where try socket.send([UInt8](repeating: 7, count: 1_000)) == .sent {
                    accepted += 1
                }
                return accepted
            }
            // Both queues, the buffer and what the receiver's system takes; without the buffer's bound some thousands.
            #expect((20..<1_000).contains(accepted))
        }
    }

    @Test("A sequence ends with its socket; a second iterator finds it ended")
    func sequenceEnds() async throws {
        try await withHost { context, host in
            let (id, messages) = try await host.messages(from: Socket(.pull, in: context))
            let iterator = messages.makeAsyncIterator()
            var second = messages.makeAsyncIterator()
            #expect(await second.next() == nil)
            await host.close(id)
            var first = iterator
            #expect(await first.next() == nil)
        }
    }

    @Test("Breaking out of the loop closes the socket, and its endpoint is free again")
    func lettingGo() async throws {
        try await withHost { context, host in
            let socket = try Socket(.pull, in: context)
            try socket.bind("inproc://let-go")
            let id = try await drop(host.messages(from: socket))
            // The closing is a job after this one, so it is done when another job has come back.
            var code: ZeroMQError.Code?
            repeat {
                code = await throwsCodeAsync { () async throws(ZeroMQError) in
                    try await host.withSocket(id) { _ throws(ZeroMQError) in }
                }
            } while code == nil
            #expect(code == .unknownSocket)
        }
    }

    private func drop(_ pair: (id: SocketID, messages: InboundMessages)) -> SocketID { pair.id }

    @Test("A busy socket starves neither jobs nor other sockets nor timers")
    func fairness() async throws {
        try await withHost { context, host in
            let inbox = Inbox<MultipartMessage>()
            // This socket is readable for ever, because its handler never takes the message.
            let (_, real) = try await host.bound(.pull, context, at: "inproc://busy") { _, _, _ in }
            let busy = try await host.connected(.push, context, real) { _, _, _ in }
            try await sendAll([[[1]]], on: busy, host)
            let (_, quiet) = try await host.bound(.pull, context, collecting(inbox))
            let sender = try await host.connected(.push, context, quiet) { _, _, _ in }
            try await sendAll([[[2]]], on: sender, host)
            #expect(await inbox.first(1) == [MultipartMessage(frames: [[2]])])
            let ticks = Inbox<Int>()
            try await host.schedule(after: .milliseconds(5)) { _ in ticks.put(1) }
            #expect(await ticks.first(1) == [1])
        }
    }
}
