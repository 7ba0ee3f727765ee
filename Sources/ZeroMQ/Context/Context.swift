internal import CZeroMQ
internal import NIOConcurrencyHelpers

/// A libzmq context: the input/output threads and the name space of `inproc` endpoints.
///
/// Every ``Socket`` keeps its context alive, so a context never ends before its sockets. Let go of, it ends in the
/// background; ``terminate()`` ends it and waits.
@safe
public final class Context: @unchecked Sendable {
    // `@unchecked`: libzmq documents a context as thread-safe, and the handle is only reached under the lock,
    // so it can't be used after `zmq_ctx_term` has freed it.
    private let handle: NIOLockedValueBox<UnsafeMutableRawPointer?>

    /// Makes a context.
    ///
    /// - Parameter options: threads and limits.
    /// - Throws: ``ZeroMQError`` when an option is out of range or the system is out of resources.
    public init(options: ContextOptions = ContextOptions()) throws(ZeroMQError) {
        guard let handle = unsafe zmq_ctx_new() else {
            throw ZeroMQError(errno: zmq_errno(), "Making a context")
        }
        unsafe self.handle = NIOLockedValueBox(handle)
        try unsafe Self.set(ZMQ_IO_THREADS, options.inputOutputThreads, "input/output threads", on: handle)
        try unsafe Self.set(ZMQ_MAX_SOCKETS, options.maximumSockets, "maximum of sockets", on: handle)
        if let size = options.maximumMessageSize {
            try unsafe Self.set(ZMQ_MAX_MSGSZ, size, "maximum message size", on: handle)
        }
    }

    deinit {
        // No socket is left (each retains its context), yet unsent messages may still linger.
        if let handle = unsafe handle.withLockedValue({ unsafe $0 }) {
            Self.terminateInBackground(UInt(bitPattern: handle)) {}
        }
    }

    private static func set(
        _ option: CInt,
        _ value: Int,
        _ name: String,
        on handle: UnsafeMutableRawPointer
    ) throws(ZeroMQError) {
        guard let value = CInt(exactly: value) else {
            throw ZeroMQError(.invalidArgument, "The context's \(name) must fit in 32 bits.")
        }
        try call { unsafe zmq_ctx_set(handle, option, value) }.get("Setting the context's \(name)")
    }

    /// Makes a socket's handle.
    func makeSocketHandle(_ type: CInt) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        let made = unsafe handle.withLockedValue { context -> Result<UnsafeMutableRawPointer, ZeroMQError> in
            guard let context = unsafe context else { return unsafe .failure(.contextTerminated()) }
            guard let socket = unsafe zmq_socket(context, type) else {
                return unsafe .failure(ZeroMQError(errno: zmq_errno(), "Making a socket"))
            }
            return unsafe .success(socket)
        }
        return unsafe try made.get()
    }

    /// Ends the context and waits until its sockets are closed and their messages sent or given up.
    ///
    /// Sockets still open on a ``SocketHost`` are closed by it; any other socket's calls fail with
    /// ``ZeroMQError/Code/contextTerminated`` and its owner must let go of it, or this never returns.
    /// A second call returns at once.
    public func terminate() async {
        let taken = unsafe handle.withLockedValue { handle -> UInt? in
            defer { unsafe handle = nil }
            return unsafe handle.map { UInt(bitPattern: $0) }
        }
        guard let taken else { return }
        await withCheckedContinuation { continuation in
            Self.terminateInBackground(taken) { continuation.resume() }
        }
    }

    /// Calls `zmq_ctx_term` on a thread of its own, because it blocks.
    private static func terminateInBackground(_ address: UInt, then completion: @escaping @Sendable () -> Void) {
        let work: @Sendable () -> Void = {
            _ = call { unsafe zmq_ctx_term(UnsafeMutableRawPointer(bitPattern: address)) }
            completion()
        }
        do {
            try DetachedThread.start(name: "zmq-terminate", work)
        } catch {
            // No thread to be had: better a blocked caller than a context that never ends.
            work()
        }
    }
}
