/// How much the intake takes on before it waits for the disk.
package struct IntakeBatchLimits: Sendable, Hashable {
    /// The most messages taken from the socket before other work has its turn.
    package var messagesPerTurn = 1024
    /// Submissions in one commit beyond which the socket is no longer read.
    package var submissions = 8192
    /// Bytes of submissions in one commit beyond which the socket is no longer read.
    package var bytes = 16 << 20

    /// Makes the default limits.
    package init() {}
}
