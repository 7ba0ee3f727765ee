import Delivery
import FeedbackStore
import ZeroMQ

/// The thread that reads and writes an outbox file, one thing after the other; a host without sockets serves as it.
struct OutboxThread: Sendable {
    let host: SocketHost
    let disk: any OutboxDisk

    /// Writes soon and tells the outcome on this thread.
    func write(
        _ write: OutboxWrite,
        rows: [OutboxRow],
        then completion: @escaping @Sendable (StoreError?) -> Void
    ) {
        let isTaken = self.host.perform { _ in
            do throws(StoreError) {
                try self.disk.carryOut(write, rows: rows)
                completion(nil)
            } catch {
                completion(error)
            }
        }
        if !isTaken { completion(Self.stopped) }
    }

    /// Reads soon and tells the outcome on this thread.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any OutboxDisk) throws(StoreError) -> Value,
        then completion: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        let isTaken = self.host.perform { _ in
            do throws(StoreError) {
                completion(.success(try body(self.disk)))
            } catch {
                completion(.failure(error))
            }
        }
        if !isTaken { completion(.failure(Self.stopped)) }
    }

    private static var stopped: StoreError {
        StoreError(.closed, "The agent's disk thread has ended. Start the agent again.")
    }
}
