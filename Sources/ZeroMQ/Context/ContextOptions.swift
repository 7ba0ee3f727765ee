/// Threads and limits of a ``Context``.
public struct ContextOptions: Hashable, Sendable {
    /// Threads that move bytes; one suffices for about a gigabyte a second.
    public var inputOutputThreads: Int
    /// The most sockets open at once, this library's own included.
    public var maximumSockets: Int
    /// The largest frame in bytes any socket of the context sends; `nil` for libzmq's own limit of 2 GiB.
    ///
    /// What a socket *accepts* is ``SocketOptions/maximumMessageSize``.
    public var maximumMessageSize: Int?

    /// Makes options.
    ///
    /// - Parameters:
    ///   - inputOutputThreads: threads that move bytes, from 1.
    ///   - maximumSockets: the most sockets open at once.
    ///   - maximumMessageSize: the largest frame in bytes; `nil` for libzmq's own limit.
    public init(inputOutputThreads: Int = 1, maximumSockets: Int = 1_023, maximumMessageSize: Int? = nil) {
        self.inputOutputThreads = inputOutputThreads
        self.maximumSockets = maximumSockets
        self.maximumMessageSize = maximumMessageSize
    }
}
