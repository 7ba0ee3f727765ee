internal import CZeroMQ

/// What a call into libzmq came to.
enum CallOutcome {
    /// The call's result, not negative.
    case value(CInt)
    /// `EAGAIN`: it would have had to wait.
    case wouldBlock
    /// The `errno`, read before anything else could change it.
    case failed(errno: CInt)

    /// The result, or the failure as an error.
    ///
    /// - Parameters:
    ///   - operation: what was tried, to begin a sentence with.
    ///   - fileID: the caller's file.
    ///   - line: the caller's line.
    /// - Returns: the result.
    /// - Throws: ``ZeroMQError`` for a failure, and for `EAGAIN` where no caller expects it.
    @discardableResult
    func get(
        _ operation: @autoclosure () -> String,
        fileID: String = #fileID,
        line: UInt = #line
    ) throws(ZeroMQError) -> CInt {
        switch self {
        case .value(let value): return value
        case .wouldBlock: throw ZeroMQError(errno: EAGAIN, operation(), fileID: fileID, line: line)
        case .failed(let errno): throw ZeroMQError(errno: errno, operation(), fileID: fileID, line: line)
        }
    }
}

/// Calls libzmq: tries again after `EINTR`, makes `EAGAIN` a value and reads `errno` on the same thread at once.
///
/// - Parameter function: one call that answers a negative number when it fails.
/// - Returns: what it came to.
@inline(__always)
func call(_ function: () -> CInt) -> CallOutcome {
    while true {
        let result = function()
        if result >= 0 { return .value(result) }
        let errno = zmq_errno()
        switch errno {
        case EINTR: continue
        case EAGAIN: return .wouldBlock
        default: return .failed(errno: errno)
        }
    }
}

/// The system's words for an `errno`, libzmq's own numbers included.
func systemMessage(_ errno: Int32) -> String {
    guard let text = unsafe zmq_strerror(errno) else { return "unknown error" }
    return unsafe String(cString: text)
}

extension ZeroMQError {
    /// The error for an `errno` of libzmq.
    init(errno: CInt, _ operation: String, fileID: String = #fileID, line: UInt = #line) {
        let (code, remedy): (Code, String) =
            switch errno {
            case EADDRINUSE: (.addressInUse, "another socket has this endpoint; stop it or choose another port.")
            case EADDRNOTAVAIL, ENODEV: (.addressNotAvailable, "this machine has no such interface or host.")
            case EPROTONOSUPPORT, ENOCOMPATPROTO:
                (.addressInvalid, "write the endpoint as tcp://host:port, ipc://path or inproc://name.")
            case EACCES, EPERM: (.permissionDenied, "give the process the right to use the endpoint.")
            case ETERM: (.contextTerminated, "the context was terminated; make a new one.")
            case EFSM:
                (.invalidState, "the socket's pattern doesn't allow this now; keep its order of send and receive.")
            case EHOSTUNREACH: (.unreachable, "no such peer is connected.")
            case EMFILE: (.tooManySockets, "raise the context's maximum of sockets or the process's open files.")
            case ENOMEM: (.systemResources, "the system has no memory left for it.")
            case ENOTSUP: (.notSupported, "the installed libzmq or this kind of socket doesn't offer it.")
            case EINVAL: (.invalidArgument, "a value is out of range or doesn't fit this kind of socket.")
            case ENOENT: (.unknownSocket, "the endpoint isn't in use by this socket.")
            default: (.other, "see the system's error.")
            }
        self.init(code, "\(operation) failed: \(remedy)", cause: errno, fileID: fileID, line: line)
    }
}
