internal import CZeroMQ

/// A ZeroMQ socket, owned: closed when it goes out of scope.
///
/// It belongs to one thread at a time, so it isn't `Sendable`; give it to a ``SocketHost``, which works it on a thread
/// of its own. No call waits: what would have to wait answers so.
@safe
public struct Socket: ~Copyable {
    let handle: UnsafeMutableRawPointer
    /// Retained, so that the context can't end before the socket.
    let context: Context
    /// The pattern it was made with.
    public let kind: SocketKind

    /// Makes a socket.
    ///
    /// - Parameters:
    ///   - kind: the messaging pattern.
    ///   - context: where `inproc` endpoints are looked up.
    ///   - options: set before anything else.
    /// - Throws: ``ZeroMQError`` when the context has ended, its sockets are used up or an option is refused.
    public init(_ kind: SocketKind, in context: Context, options: SocketOptions = SocketOptions()) throws(ZeroMQError) {
        let made = unsafe Socket(handle: try context.makeSocketHandle(kind.type), context: context, kind: kind)
        try made.apply(options)
        self = made
    }

    private init(handle: UnsafeMutableRawPointer, context: Context, kind: SocketKind) {
        unsafe self.handle = handle
        self.context = context
        self.kind = kind
    }

    deinit {
        // It fails for an invalid handle alone, and this one is valid until here.
        unsafe zmq_close(handle)
    }
}

@available(*, unavailable)
extension Socket: Sendable {}
