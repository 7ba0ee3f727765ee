/// The name of an object only a ``SocketHost``'s thread can touch.
public struct HostBound<Object: AnyObject>: Hashable, Sendable {
    let number: UInt64
}

extension SocketHost {
    /// Takes over an object that handlers and work on the host's thread share; it need not be `Sendable`.
    ///
    /// - Parameter object: let go of by the host when it is shut down or with ``release(_:)``.
    /// - Returns: its name, for ``with(_:_:)``. A stopped host keeps nothing, and the name stands for nothing.
    public func bind<Object: AnyObject>(_ object: sending Object) -> HostBound<Object> {
        let number = nextNumber()
        if !isStopped { boundObjects[number] = object }
        return HostBound(number: number)
    }

    /// Calls a closure with an object bound to the host.
    ///
    /// - Parameters:
    ///   - bound: the object's name.
    ///   - body: runs at once; it may call the host and itself again.
    /// - Returns: what the closure returns; `nil` without calling it when the object is no longer there.
    /// - Throws: what the closure throws.
    @discardableResult
    public func with<Object: AnyObject, Result, Failure: Error>(
        _ bound: HostBound<Object>,
        _ body: (Object) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let object = boundObjects[bound.number] as? Object else { return nil }
        return try body(object)
    }

    /// Lets go of an object; doing it twice is harmless.
    ///
    /// - Parameter bound: the object's name.
    public func release<Object: AnyObject>(_ bound: HostBound<Object>) {
        boundObjects[bound.number] = nil
    }
}
