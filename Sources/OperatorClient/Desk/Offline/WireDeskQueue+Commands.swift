import CaseLifecycle
package import FeedbackProtocol

/// The queue of commands given without the aggregator.
extension WireDeskQueue {
    /// Adds a command behind those that wait.
    ///
    /// A second command on the same case expects the version that the one before it will make, and is sent only when
    /// that one was done.
    ///
    /// - Parameters:
    ///   - command: With its idempotency key and the version that was seen.
    ///   - time: When, in microseconds since 1970-01-01T00:00:00Z.
    /// - Returns: The command as it waits.
    package mutating func add(_ command: WireCaseCommand, at time: Int64) -> WireQueuedCommand {
        self.lastNumber += 1
        var queued = WireQueuedCommand.make {
            $0.number = self.lastNumber
            $0.queuedAt = time
            $0.command = command
        }
        if let before = self.commands.last(where: { $0.command.caseNumber == command.caseNumber }) {
            queued.after = before.number
            queued.command.expectedVersion = before.command.expectedVersion + 1
        }
        self.commands.append(queued)
        return queued
    }

    /// The next command to send after one: the first when it is 0; `nil` at the end.
    package func next(after number: UInt64) -> WireQueuedCommand? {
        self.commands.first { $0.number > number }
    }

    /// Whether the command before it on the same case still waits, so that it cannot be sent.
    package func isBlocked(_ command: WireQueuedCommand) -> Bool {
        command.after != 0 && self.commands.contains { $0.number == command.after }
    }

    /// Removes a command that was done; the next one on its case can be sent.
    package mutating func done(_ number: UInt64) {
        self.commands.removeAll { $0.number == number }
        for index in self.commands.indices where self.commands[index].after == number {
            self.commands[index].after = 0
        }
    }

    /// Notes why a command was not done; it waits until its officer decides.
    package mutating func refuse(_ number: UInt64, _ code: WireDeskErrorCode, _ explanation: String) {
        guard let index = self.commands.firstIndex(where: { $0.number == number }) else { return }
        self.commands[index].refused = code
        self.commands[index].explanation = explanation
    }

    /// Takes a command back, and those that build on it.
    ///
    /// - Returns: The numbers of what was taken back; none when it does not wait.
    package mutating func drop(_ number: UInt64) -> [UInt64] {
        guard self.commands.contains(where: { $0.number == number }) else { return [] }
        var dropped = [number]
        for command in self.commands where dropped.contains(command.after) { dropped.append(command.number) }
        self.commands.removeAll { dropped.contains($0.number) }
        return dropped
    }
}
