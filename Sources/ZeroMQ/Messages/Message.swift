internal import CZeroMQ

/// One frame, owned: received without copying, freed when it goes out of scope.
///
/// It stands for libzmq's `zmq_msg_t` and can be handed to another thread, but not copied.
@safe
public struct Message: ~Copyable {
    // libzmq moves a `zmq_msg_t` by assigning it, so Swift may move it likewise; it holds no pointer into itself.
    var raw = zmq_msg_t()

    /// Makes an empty frame.
    public init() {
        unsafe zmq_msg_init(&raw)
    }

    /// Makes a frame from a copy of bytes.
    ///
    /// - Parameter bytes: what it carries.
    /// - Throws: ``ZeroMQError/Code/systemResources`` when there is no memory for it.
    public init(copying bytes: RawSpan) throws(ZeroMQError) {
        var made = zmq_msg_t()
        try call { unsafe zmq_msg_init_size(&made, bytes.byteCount) }.get("Making a message")
        unsafe bytes.withUnsafeBytes { source in
            if let base = source.baseAddress, let target = unsafe zmq_msg_data(&made) {
                unsafe target.copyMemory(from: base, byteCount: source.count)
            }
        }
        raw = made
    }

    /// Makes a frame from a copy of bytes.
    ///
    /// - Parameter bytes: what it carries.
    /// - Throws: ``ZeroMQError/Code/systemResources`` when there is no memory for it.
    public init(_ bytes: [UInt8]) throws(ZeroMQError) {
        try unsafe self.init(copying: bytes.span.bytes)
    }

    /// Makes a frame of an array's own storage, which libzmq keeps until the frame is sent; worth it from some kilobytes.
    ///
    /// - Parameter storage: what it carries.
    /// - Throws: ``ZeroMQError/Code/systemResources`` when there is no memory for it.
    public init(adopting storage: [UInt8]) throws(ZeroMQError) {
        let owner = OwnedStorage(storage)
        var made = zmq_msg_t()
        let retained = unsafe Unmanaged.passRetained(owner)
        let outcome = call {
            unsafe zmq_msg_init_data(
                &made,
                owner.start,
                owner.count,
                { _, hint in
                    if let hint = unsafe hint { unsafe Unmanaged<OwnedStorage>.fromOpaque(hint).release() }
                },
                retained.toOpaque()
            )
        }
        do {
            try outcome.get("Making a message")
        } catch {
            unsafe retained.release()
            throw error
        }
        raw = made
    }

    deinit {
        var raw = raw
        unsafe zmq_msg_close(&raw)
    }

    /// Bytes in the frame.
    public var count: Int {
        unsafe withUnsafePointer(to: raw) { unsafe zmq_msg_size($0) }
    }

    /// Whether the frame is empty.
    public var isEmpty: Bool { count == 0 }

    /// Whether another frame of the same message follows.
    public var hasMore: Bool {
        unsafe withUnsafePointer(to: raw) { unsafe zmq_msg_more($0) } != 0
    }

    /// Calls a closure with the frame's bytes, in place.
    ///
    /// - Parameter body: must not let the buffer escape.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws.
    public borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // A short frame's bytes lie in the structure itself, so the pointer holds for this scope alone.
        var raw = raw
        return unsafe try withUnsafeMutablePointer(to: &raw) { pointer throws(Failure) in
            unsafe try body(UnsafeRawBufferPointer(start: zmq_msg_data(pointer), count: zmq_msg_size(pointer)))
        }
    }

    /// Calls a closure with the frame's bytes, in place and bounds-checked.
    ///
    /// - Parameter body: what reads them.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws.
    public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafeBytes { buffer throws(Failure) in
            unsafe try body(buffer.bytes)
        }
    }

    /// A copy of the bytes.
    public borrowing func copyBytes() -> [UInt8] {
        unsafe withUnsafeBytes { unsafe Array($0) }
    }
}

extension Message: Sendable {}

/// Memory outside of Swift's heap objects, filled from an array, that lives until libzmq lets go of it.
private final class OwnedStorage: Sendable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first byte; stable because the array is never changed and this object holds it.
    var start: UnsafeMutableRawPointer? {
        unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawPointer(mutating: $0.baseAddress) }
    }

    var count: Int { bytes.count }
}
