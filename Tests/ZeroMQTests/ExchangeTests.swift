import NIOConcurrencyHelpers
import Testing
import ZeroMQ

@Suite("Messages between sockets", .timeLimit(.minutes(2)))
struct ExchangeTests {
    @Test(
        "A message of many frames, empty and big ones among them, arrives as it was sent",
        arguments: ["tcp://127.0.0.1:*", "inproc://exchange"]
    )
    func multipart(endpoint: String) async throws {
        try await withHost { context, host in
            let inbox = Inbox<MultipartMessage>()
            let (_, real) = try await host.bound(.pull, context, at: endpoint, collecting(inbox))
            let sender = try await host.connected(.push, context, real) { _, _, _ in }
            let big = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            let frames = [bytes("đầu"), [], big, [0], bytes("cuối")]
            try await sendAll([frames], on: sender, host)
            #expect(await inbox.first(1) == [MultipartMessage(frames: frames)])
        }
    }

    @Test("Frames past the maximum are thrown away, and the next message begins where it should")
    func tooManyFrames() async throws {
        try await withHost { context, host in
            let inbox = Inbox<MultipartMessage>()
            let (_, real) = try await host.bound(.pull, context) { _, socket, _ in
                while let message = try? socket.receiveMultipart(maximumFrames: 3) { inbox.put(message) }
            }
            let sender = try await host.connected(.push, context, real) { _, _, _ in }
            try await sendAll([Array(repeating: [1], count: 500), [[2]]], on: sender, host)
            let received = await inbox.first(2)
            #expect(received[0] == MultipartMessage(frames: [[1], [1], [1]], isTruncated: true))
            #expect(received[1] == MultipartMessage(frames: [[2]]))
        }
    }

    @Test("A hundred thousand messages pass the synchronous handler, in order")
    func manyMessages() async throws {
        try await withHost { context, host in
            let total = 100_000
            let tally = await host.bind(Tally())
            let done = Inbox<Tally.Result>()
            let (_, real) = try await host.bound(.pull, context) { host, socket, budget in
                host.with(tally) { tally in
                    let taken = try? socket.receiveEach(limit: budget) { (frame: inout Message) throws(ZeroMQError) in
                        tally.add(frame.withBytes { Int($0.unsafeLoadWord()) })
                    }
                    tally.largestTurn = max(tally.largestTurn, taken ?? 0)
                    if tally.result.count == total { done.put(tally.result) }
                    if (taken ?? 0) > budget { tally.result.isInOrder = false }
                }
            }
            let sender = try await host.connected(.push, context, real) { _, _, _ in }
            let messages = (0..<total).map { number in [[0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }]
            }
            try await sendAll(messages, on: sender, host)
            #expect(await done.first(1) == [Tally.Result(count: total, isInOrder: true)])
        }
    }

    @Test("A ROUTER says that a peer is unknown or gone, and sends nothing")
    func unroutable() async throws {
        try await withHost { context, host in
            let (router, _) = try await host.bound(.router(), context) { _, _, _ in }
            let peer = try #require(RoutingID("nobody"))
            let result = try await host.withSocket(router) { socket throws(ZeroMQError) in
                try socket.send(to: peer, [1])
            }
            #expect(result == .unroutable)
        }
    }

    @Test("A ROUTER answers by the routing id it received, chosen or made")
    func routing() async throws {
        try await withHost { context, host in
            let answers = Inbox<MultipartMessage>()
            let (_, real) = try await host.bound(.router(), context) { _, socket, budget in
                _ = try? socket.receiveEach(limit: budget) { (frame: inout Message) throws(ZeroMQError) in
                    guard let peer = frame.routing, let body = try socket.receive() else { return }
                    _ = try socket.send(to: peer, body.copyBytes() + peer.bytes)
                }
            }
            var options = SocketOptions()
            options.routingID = RoutingID("phường-1-quầy-tiếp-nhận")
            let named = try await host.connected(.dealer, context, real, options: options, collecting(answers))
            try await sendAll([[bytes("a:")]], on: named, host)
            #expect(await answers.first(1).first?.frames == [bytes("a:phường-1-quầy-tiếp-nhận")])
            let unnamed = try await host.connected(.dealer, context, real, collecting(answers))
            try await sendAll([[bytes("b:")]], on: unnamed, host)
            // libzmq makes ids of a zero and four bytes.
            #expect(await answers.first(2).last?.frames.first?.count == 2 + 5)
        }
    }

    @Test("A frame may lie in the storage of an array, and can be sent twice")
    func adoptedStorage() async throws {
        try await withHost { context, host in
            let inbox = Inbox<MultipartMessage>()
            let (_, real) = try await host.bound(.pull, context, collecting(inbox))
            let storage = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            let sender = try Socket(.push, in: context)
            try sender.connect(real)
            var first = try Message(adopting: storage)
            var second = try Message(adopting: [])
            let before = [first.count, second.count]
            let results = [try sender.send(&first, hasMore: true), try sender.send(&second)]
            let after = [first.count, second.count]
            #expect(before == [100_000, 0] && after == [0, 0] && results == [.sent, .sent])
            #expect(await inbox.first(1).first?.frames == [storage, []])
        }
    }

    @Test("An endpoint in use, an unknown transport and a bad option are refused with what to do")
    func refusals() async throws {
        let context = try Context()
        do {
            let first = try Socket(.pull, in: context)
            try first.bind("tcp://127.0.0.1:*")
            let bound = first.lastEndpoint
            let endpoint = try #require(bound)
            let second = try Socket(.pull, in: context)
            #expect(throwsCode { () throws(ZeroMQError) in try second.bind(endpoint) } == .addressInUse)
            #expect(throwsCode { () throws(ZeroMQError) in try second.bind("pigeon://1") } == .addressInvalid)
            #expect(throwsCode { () throws(ZeroMQError) in try second.subscribe("x") } == .invalidArgument)
            var options = SocketOptions()
            options.linger = .seconds(-1)
            #expect(
                throwsCode { () throws(ZeroMQError) in _ = try Socket(.pull, in: context, options: options) }
                    == .invalidArgument
            )
            let reply = try Socket(.reply, in: context)
            #expect(throwsCode { () throws(ZeroMQError) in _ = try reply.send([1]) } == .invalidState)
        }
        await context.terminate()
        await context.terminate()
        #expect(
            throwsCode { () throws(ZeroMQError) in _ = try Socket(.pull, in: context) } == .contextTerminated
        )
    }
}

private final class Tally {
    struct Result: Equatable {
        var count = 0
        var isInOrder = true
    }

    var result = Result()
    var largestTurn = 0

    func add(_ number: Int) {
        if number != result.count { result.isInOrder = false }
        result.count += 1
    }
}

extension RawSpan {
    fileprivate func unsafeLoadWord() -> UInt32 {
        unsafe UInt32(littleEndian: unsafeLoadUnaligned(as: UInt32.self))
    }
}
