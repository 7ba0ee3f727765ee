internal import CZeroMQ

extension Socket {
    /// Listens on an endpoint.
    ///
    /// - Parameter endpoint: `tcp://127.0.0.1:5710`, `tcp://127.0.0.1:*` for any free port, `ipc://path`, `inproc://name`.
    /// - Throws: ``ZeroMQError``, ``ZeroMQError/Code/addressInUse`` for one.
    public borrowing func bind(_ endpoint: String) throws(ZeroMQError) {
        try call { unsafe zmq_bind(handle, endpoint) }.get("Binding to \(endpoint)")
    }

    /// Stops listening on an endpoint; its connections are closed.
    ///
    /// - Parameter endpoint: as ``lastEndpoint`` gave it.
    /// - Throws: ``ZeroMQError`` when the socket doesn't listen there.
    public borrowing func unbind(_ endpoint: String) throws(ZeroMQError) {
        try call { unsafe zmq_unbind(handle, endpoint) }.get("Unbinding from \(endpoint)")
    }

    /// Begins to connect to an endpoint, now and whenever the connection is lost.
    ///
    /// - Parameter endpoint: `tcp://host:port`, `ipc://path` or `inproc://name`.
    /// - Throws: ``ZeroMQError`` when the endpoint isn't one; not when nobody listens there yet.
    public borrowing func connect(_ endpoint: String) throws(ZeroMQError) {
        try call { unsafe zmq_connect(handle, endpoint) }.get("Connecting to \(endpoint)")
    }

    /// Closes the connection to an endpoint and makes it no more.
    ///
    /// - Parameter endpoint: what ``connect(_:)`` was given.
    /// - Throws: ``ZeroMQError`` when the socket isn't connected there.
    public borrowing func disconnect(_ endpoint: String) throws(ZeroMQError) {
        try call { unsafe zmq_disconnect(handle, endpoint) }.get("Disconnecting from \(endpoint)")
    }

    /// The endpoint last bound or connected, with its real port; `nil` before the first.
    public var lastEndpoint: String? {
        // The longest endpoint is a path of 108 bytes or a host name of 253, with transport and port.
        var buffer = [CChar](repeating: 0, count: 512)
        var size = buffer.count
        guard case .value = call({ unsafe zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &buffer, &size) }) else {
            return nil
        }
        let text = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
}
