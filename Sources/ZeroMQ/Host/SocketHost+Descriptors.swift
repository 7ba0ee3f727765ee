/// What a watched file descriptor is ready for.
public struct DescriptorState: Hashable, Sendable {
    /// Whether it can be read from.
    public let isReadable: Bool
    /// Whether it failed or was closed; the host has stopped watching it then.
    public let hasFailed: Bool
}

extension SocketHost {
    /// Calls a handler whenever a plain file descriptor, such as that of `inotify`, can be read from.
    ///
    /// - Parameters:
    ///   - descriptor: stays yours; remove the watch before closing it.
    ///   - handler: must read what is there, or it is called again at once.
    /// - Returns: how to remove the watch.
    /// - Throws: ``ZeroMQError/Code/hostStopped``, ``ZeroMQError/Code/invalidArgument`` for a negative number.
    @discardableResult
    public func watch(
        _ descriptor: Int32,
        _ handler: @escaping DescriptorHandler
    ) throws(ZeroMQError) -> WatchID {
        guard !isStopped else { throw .hostStopped() }
        guard descriptor >= 0 else {
            throw ZeroMQError(.invalidArgument, "A file descriptor isn't negative; open the file first.")
        }
        let id = WatchID(number: nextNumber())
        watches[id] = WatchedDescriptor(id: id, descriptor: descriptor, onReady: handler)
        pollSet.invalidate()
        return id
    }

    /// Stops watching; doing it twice is harmless.
    ///
    /// - Parameter id: the watch.
    public func unwatch(_ id: WatchID) {
        watches.removeValue(forKey: id)?.isRemoved = true
        pollSet.invalidate()
    }
}
