import Delivery
import ZeroMQ

/// One attempt at a connection to the aggregator: its socket, and what waits to be sent on it.
struct AggregatorLink {
    /// The socket.
    let socket: SocketID
    /// Tells this attempt from earlier ones, whose late events are ignored.
    let number: UInt64
    /// Whether the handshake has succeeded.
    var isOpen = false
    /// Frames the socket could not take yet; at most a greeting, a batch and a status.
    var outgoing: [[UInt8]] = []
}

/// The batches the outbox wants sent: read from the disk one at a time, each only when the one before has gone.
struct PublishPipeline {
    /// Batches not read yet; their numbers only.
    private var ranges: [PublishRange] = []
    /// The batch that is being read or sent.
    private(set) var current: PublishRange?
    /// Whether the batch under way waits in the link to be sent.
    private(set) var isSending = false
    /// Tells the present plan from those given up, whose late reads are ignored.
    private(set) var plan: UInt64 = 0

    /// Plans a batch; one that goes back before earlier ones replaces them.
    mutating func append(_ range: PublishRange) {
        let planned = self.ranges.last ?? self.current
        if let planned, range.firstSequence <= planned.firstSequence { self.reset() }
        self.ranges.append(range)
    }

    /// Takes the next batch to read, unless one is under way.
    mutating func next() -> PublishRange? {
        guard self.current == nil, !self.ranges.isEmpty else { return nil }
        self.current = self.ranges.removeFirst()
        return self.current
    }

    /// Notes that the batch under way was read and now waits to be sent.
    mutating func beginSending() { self.isSending = true }

    /// Notes that the batch under way has gone or can't be read.
    mutating func finishCurrent() {
        self.current = nil
        self.isSending = false
    }

    /// Gives up everything planned.
    mutating func reset() {
        self.ranges = []
        self.finishCurrent()
        self.plan &+= 1
    }
}
