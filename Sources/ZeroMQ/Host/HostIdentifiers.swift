/// A socket on a ``SocketHost``.
public struct SocketID: Hashable, Sendable {
    let number: UInt64
}

/// A timer of a ``SocketHost``.
public struct TimerID: Hashable, Sendable {
    let number: UInt64
}

/// A file descriptor a ``SocketHost`` watches.
public struct WatchID: Hashable, Sendable {
    let number: UInt64
}
