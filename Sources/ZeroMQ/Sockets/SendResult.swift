/// What became of a message given to a socket.
public enum SendResult: Hashable, Sendable {
    /// libzmq has it.
    case sent
    /// The high-water mark is reached or no peer is there; nothing was sent.
    ///
    /// A client whose handshake was refused stays without a peer, for libzmq doesn't connect it again.
    case wouldBlock
    /// A ROUTER doesn't know the peer (any more); nothing was sent.
    case unroutable
}
