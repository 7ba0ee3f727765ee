internal import CZeroMQ

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Starts threads that nobody joins: what they leave behind, the system frees when they end.
enum DetachedThread {
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - name: what tools show; the system keeps the first 15 bytes.
    ///   - body: what it runs.
    /// - Throws: ``ZeroMQError`` when the system refuses another thread.
    static func start(name: String, _ body: @escaping @Sendable () -> Void) throws(ZeroMQError) {
        let start = unsafe Unmanaged.passRetained(Start(name: name, body: body))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                // The system keeps the first 15 bytes; a thread without its name works as well.
                _ = unsafe czeromq_name_thread(start.name)
                start.body()
                return nil
            },
            start.toOpaque()
        )
        guard result == 0 else {
            unsafe start.release()
            throw ZeroMQError(
                .systemResources,
                "Starting a thread failed: raise the process's limit of threads.",
                cause: result
            )
        }
        pthread_detach(thread)
    }
}
