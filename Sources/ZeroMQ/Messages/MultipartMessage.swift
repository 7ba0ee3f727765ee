/// A whole message, copied out of libzmq; for quiet sockets.
public struct MultipartMessage: Hashable, Sendable {
    /// The frames in order, at least one.
    public var frames: [[UInt8]]
    /// Who the ``Authenticator`` said the sender is; `nil` where it wasn't asked.
    public var userID: String?
    /// Whether frames past the receiver's maximum were thrown away.
    public var isTruncated: Bool

    /// Makes a message.
    ///
    /// - Parameters:
    ///   - frames: the frames in order.
    ///   - userID: who sent it.
    ///   - isTruncated: whether frames are missing at the end.
    public init(frames: [[UInt8]], userID: String? = nil, isTruncated: Bool = false) {
        self.frames = frames
        self.userID = userID
        self.isTruncated = isTruncated
    }
}
