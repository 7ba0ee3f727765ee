internal import CZeroMQ

/// A property of the connection a frame came by.
///
/// The routing id a ROUTER puts before a message is a frame of libzmq's own and has none; ask a frame after it.
public enum MessageProperty: String, Hashable, Sendable, CaseIterable {
    /// Who the ``Authenticator`` said the peer is.
    case userID = "User-Id"
    /// The routing id the peer chose for itself.
    case routingID = "Routing-Id"
    /// The peer's kind of socket, such as `DEALER`.
    case socketType = "Socket-Type"
    /// The peer's network address, without the port.
    case peerAddress = "Peer-Address"
}

extension Message {
    /// Who the ``Authenticator`` said the peer is; `nil` on a message of an unauthenticated connection.
    public var userID: String? { metadata(.userID) }

    /// The frame as a routing id; `nil` when it is empty or longer than 255 bytes.
    ///
    /// The first frame a ROUTER socket receives is the sender's routing id.
    public var routing: RoutingID? {
        unsafe withUnsafeBytes { unsafe RoutingID($0.bytes) }
    }

    /// A property of the connection the frame came by, where libzmq knows it.
    ///
    /// - Parameter property: which one.
    /// - Returns: its value; `nil` where the connection has none.
    public borrowing func metadata(_ property: MessageProperty) -> String? {
        unsafe withUnsafePointer(to: raw) { pointer in
            guard let value = unsafe zmq_msg_gets(pointer, property.rawValue) else { return nil }
            return unsafe String(cString: value)
        }
    }

    /// Calls a closure with the user id's bytes, in place; for paths where making a `String` costs too much.
    ///
    /// - Parameter body: what reads them; given `nil` when the connection wasn't authenticated.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws.
    public borrowing func withUserIDBytes<Result, Failure: Error>(
        _ body: (RawSpan?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try withUnsafePointer(to: raw) { pointer throws(Failure) in
            guard let value = unsafe zmq_msg_gets(pointer, "User-Id") else { return try body(nil) }
            var count = 0
            while unsafe value[count] != 0 { count += 1 }
            return unsafe try body(UnsafeRawBufferPointer(start: value, count: count).bytes)
        }
    }
}
