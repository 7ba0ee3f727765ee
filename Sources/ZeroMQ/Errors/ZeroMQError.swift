/// An error of libzmq or of this library, with what to do about it.
///
/// The message names the operation and the remedy. It never holds message contents, keys or user ids.
public struct ZeroMQError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is; compare with `==` or switch over it with a default.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Wrapped: String, Hashable, Sendable {
            case addressInUse
            case addressNotAvailable
            case addressInvalid
            case permissionDenied
            case contextTerminated
            case hostStopped
            case unknownSocket
            case invalidArgument
            case invalidKey
            case invalidEncoding
            case invalidState
            case unreachable
            case tooManySockets
            case systemResources
            case notSupported
            case other
        }

        private let wrapped: Wrapped

        /// Another socket is bound to this endpoint.
        public static let addressInUse = Self(wrapped: .addressInUse)
        /// The interface or host of the endpoint doesn't exist here.
        public static let addressNotAvailable = Self(wrapped: .addressNotAvailable)
        /// The endpoint isn't written as `transport://address`.
        public static let addressInvalid = Self(wrapped: .addressInvalid)
        /// The process may not use the endpoint.
        public static let permissionDenied = Self(wrapped: .permissionDenied)
        /// The context was terminated; its sockets are of no more use.
        public static let contextTerminated = Self(wrapped: .contextTerminated)
        /// The socket host was shut down.
        public static let hostStopped = Self(wrapped: .hostStopped)
        /// No socket, timer or watch with this id is on the host (any more).
        public static let unknownSocket = Self(wrapped: .unknownSocket)
        /// An option or argument is out of its range or doesn't fit the socket's kind.
        public static let invalidArgument = Self(wrapped: .invalidArgument)
        /// A CURVE key isn't 32 bytes or 40 characters of Z85.
        public static let invalidKey = Self(wrapped: .invalidKey)
        /// A text isn't Z85.
        public static let invalidEncoding = Self(wrapped: .invalidEncoding)
        /// The socket's pattern doesn't allow the operation now.
        public static let invalidState = Self(wrapped: .invalidState)
        /// The peer can't be routed to.
        public static let unreachable = Self(wrapped: .unreachable)
        /// The context's or the process's limit of sockets is reached.
        public static let tooManySockets = Self(wrapped: .tooManySockets)
        /// The system refused a thread, memory or a descriptor.
        public static let systemResources = Self(wrapped: .systemResources)
        /// The installed libzmq doesn't offer this.
        public static let notSupported = Self(wrapped: .notSupported)
        /// Something else; see ``ZeroMQError/cause``.
        public static let other = Self(wrapped: .other)

        /// The code's name.
        public var description: String { wrapped.rawValue }
    }

    /// The source line that found the failure.
    public struct Location: Hashable, Sendable {
        /// The file, as `Module/File.swift`.
        public let fileID: String
        /// The line, from 1.
        public let line: UInt
    }

    /// What kind of failure it is.
    public let code: Code
    /// What failed and what to do, in one sentence.
    public let message: String
    /// The `errno` libzmq reported; `nil` when this library found the failure itself.
    public let cause: Int32?
    /// Where it was found.
    public let location: Location

    init(_ code: Code, _ message: String, cause: Int32? = nil, fileID: String = #fileID, line: UInt = #line) {
        self.code = code
        self.message = message
        self.cause = cause
        self.location = Location(fileID: fileID, line: line)
    }

    /// The code, the message and the system's error in one line, for logs.
    public var description: String { "\(code): \(explanation)" }

    /// The message and the system's error in one line, for people.
    public var explanation: String {
        message + (cause.map { " (\(systemMessage($0)), errno \($0))" } ?? "")
    }
}

/// The library's rule that a number given by a caller is checked, not trusted.
extension ZeroMQError {
    static func hostStopped(fileID: String = #fileID, line: UInt = #line) -> Self {
        Self(.hostStopped, "The socket host was shut down; make a new one.", fileID: fileID, line: line)
    }

    static func unknownSocket(fileID: String = #fileID, line: UInt = #line) -> Self {
        Self(.unknownSocket, "The socket was closed or is on another host.", fileID: fileID, line: line)
    }

    static func contextTerminated(fileID: String = #fileID, line: UInt = #line) -> Self {
        Self(.contextTerminated, "The context was terminated; make a new one.", fileID: fileID, line: line)
    }
}
