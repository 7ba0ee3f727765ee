/// A socket on a host, with what is called when it is ready.
///
/// It is closed when the last reference goes: after its handler, if that closed it.
final class AttachedSocket {
    let id: SocketID
    let socket: Socket
    let budget: Int
    let onReadable: SocketHost.ReadHandler?
    var onWritable: SocketHost.WriteHandler?
    var isSuspended = false
    var isDetached = false
    /// Where its messages go when they are given out as a sequence; goes with the socket, and so ends the sequence.
    var inlet: InboundInlet?
    /// The monitor that reports on this socket.
    var monitor: SocketID?
    /// The socket this one is the monitor of.
    var monitored: SocketID?

    init(id: SocketID, socket: consuming Socket, budget: Int, onReadable: SocketHost.ReadHandler?) {
        self.id = id
        self.socket = socket
        self.budget = budget
        self.onReadable = onReadable
    }

    var isReading: Bool { onReadable != nil && !isSuspended && !isDetached }
    var isPolled: Bool { isReading || onWritable != nil && !isDetached }
}

/// A file descriptor a host watches; its owner closes it.
final class WatchedDescriptor {
    let id: WatchID
    let descriptor: Int32
    let onReady: SocketHost.DescriptorHandler
    var isRemoved = false

    init(id: WatchID, descriptor: Int32, onReady: @escaping SocketHost.DescriptorHandler) {
        self.id = id
        self.descriptor = descriptor
        self.onReady = onReady
    }
}
