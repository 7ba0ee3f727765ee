import Testing
import ZeroMQ

@Suite("Messages between sockets", .timeLimit(.minutes(1)))
struct ExchangeTests {
    @Test(
        "A message of many frames, empty and big ones among them, arrives as it was sent",
        arguments: [
            "tcp://127.0.0.1:*", "inproc://exchange",
        ]
    )
    func multipart(endpoint: String) async throws {
        try await withHost { context, host in
            let inbox = Inbox<MultipartMessage>()
            let (_, real) = try await host.bound(.pull, context, endpoint, collecting(inbox))
            let sender = try await host.connected(.push, context, real) { _, _, _ in }
            let big = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            let frames = [bytes("đầu"), [], big, [0], bytes("cuối")]
            try await sendAll([frames], on: sender, host)
            let received = await inbox.first(1)
            #expect(received == [MultipartMessage(frames: frames)])
        }
    }
}
