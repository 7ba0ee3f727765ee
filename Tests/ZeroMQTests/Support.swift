import NIOConcurrencyHelpers
import ZeroMQ

/// A value other threads write and a test waits on, without sleeping.
actor Inbox<Element: Sendable> {
    private var elements: [Element] = []
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    private func add(_ element: Element) {
        elements.append(element)
        let ready = waiters.filter { $0.count <= elements.count }
        waiters.removeAll { $0.count <= elements.count }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Adds an element from synchronous code; order is kept for one sender because the stream does.
    nonisolated let input: AsyncStream<Element>.Continuation
    private let stream: AsyncStream<Element>

    init() {
        (stream, input) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1_000_000))
        Task { [stream] in
            for await element in stream { await self.add(element) }
        }
    }

    nonisolated func put(_ element: Element) {
        input.yield(element)
    }

    /// All elements, as soon as there are `count`.
    func first(_ count: Int) async -> [Element] {
        if elements.count < count {
            await withCheckedContinuation { waiters.append((count, $0)) }
        }
        return Array(elements.prefix(count))
    }

    var soFar: [Element] { elements }
}

/// A context and a host, shut down at the end in the right order; a leaked socket would keep this from returning.
func withHost<Result>(
    _ body: (Context, SocketHost) async throws -> Result
) async throws -> Result {
    let context = try Context()
    let host = try SocketHost()
    do {
        let result = try await body(context, host)
        await host.shutdown()
        await context.terminate()
        return result
    } catch {
        await host.shutdown()
        await context.terminate()
        throw error
    }
}

extension SocketHost {
    /// Makes a bound socket with a handler.
    func bound(
        _ kind: SocketKind,
        _ context: Context,
        at endpoint: String = "tcp://127.0.0.1:*",
        options: SocketOptions = SocketOptions(),
        budget: Int = 256,
        _ handler: @escaping ReadHandler
    ) throws -> (SocketID, String) {
        let socket = try Socket(kind, in: context, options: options)
        try socket.bind(endpoint)
        let real = socket.lastEndpoint ?? ""
        return (try attach(socket, budget: budget, onReadable: handler), real)
    }

    /// Makes a connected socket with a handler.
    func connected(
        _ kind: SocketKind,
        _ context: Context,
        _ endpoint: String,
        options: SocketOptions = SocketOptions(),
        _ handler: @escaping ReadHandler
    ) throws -> SocketID {
        let socket = try Socket(kind, in: context, options: options)
        try socket.connect(endpoint)
        return try attach(socket, onReadable: handler)
    }
}

/// A handler that puts whole messages into an inbox.
func collecting(_ inbox: Inbox<MultipartMessage>) -> SocketHost.ReadHandler {
    { _, socket, budget in
        for _ in 0..<budget {
            guard let message = try? socket.receiveMultipart() else { return }
            inbox.put(message)
        }
    }
}

/// Sends messages in order, waiting by callback where the socket is full.
func sendAll(_ messages: [[[UInt8]]], on id: SocketID, _ host: SocketHost) async throws {
    let done = Inbox<SendResult>()
    try await host.run { host in try sendRest(messages[...], on: id, host, done) }
    _ = await done.first(1)
}

private func sendRest(
    _ messages: ArraySlice<[[UInt8]]>,
    on id: SocketID,
    _ host: isolated SocketHost,
    _ done: Inbox<SendResult>
) throws(ZeroMQError) {
    let left = try host.withSocket(id) { socket throws(ZeroMQError) in
        var left = messages
        while let message = left.first {
            guard try socket.send(message) == .sent else { return left }
            left.removeFirst()
        }
        return left
    }
    guard !left.isEmpty else { return done.put(.sent) }
    try host.whenWritable(id) { host, _ in
        do { try sendRest(left, on: id, host, done) } catch { done.put(.unroutable) }
    }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The code of the error a closure throws.
func throwsCode(_ body: () throws(ZeroMQError) -> Void) -> ZeroMQError.Code? {
    do {
        try body()
        return nil
    } catch {
        return error.code
    }
}

/// The code of the error an asynchronous closure throws.
func throwsCodeAsync(_ body: () async throws(ZeroMQError) -> Void) async -> ZeroMQError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return error.code
    }
}
