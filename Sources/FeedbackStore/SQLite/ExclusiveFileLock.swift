import NIOConcurrencyHelpers

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A lock that one process at a time can hold on a path; the system frees it when the process ends, however it ends.
///
/// While it is held the file says so in its content, which the holder empties when it closes in good order.
final class ExclusiveFileLock: Sendable {
    /// The open lock file; `nil` once released.
    private let descriptor: NIOLockedValueBox<Int32?>

    /// Whether the last holder ended without closing.
    let wasLeftUnclean: Bool

    /// Takes the lock, or fails at once when another process (or another object of this one) holds it.
    ///
    /// - Parameters:
    ///   - path: The lock's own file; made when absent, never removed.
    ///   - inUse: What to say when it is held.
    /// - Throws: ``StoreError`` with the code `in-use`, `read-only` or `input-output`.
    init(path: String, inUse: String) throws(StoreError) {
        let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw StoreError(
                .readOnly,
                "The lock file beside the database cannot be made. Check that the folder exists and may be written.",
                cause: "errno \(errno)"
            )
        }
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            let failure = errno
            if failure == EINTR { continue }
            _ = close(opened)
            guard failure == EWOULDBLOCK else {
                throw StoreError(
                    .inputOutput,
                    "The file system refuses locks. Use a local one.",
                    cause: "errno \(failure)"
                )
            }
            throw StoreError(.inUse, inUse)
        }
        self.descriptor = NIOLockedValueBox(opened)
        self.wasLeftUnclean = lseek(opened, 0, SEEK_END) > 0
        let note = Array("open by process \(getpid())\n".utf8)
        _ = ftruncate(opened, 0)
        _ = lseek(opened, 0, SEEK_SET)
        _ = unsafe note.withUnsafeBytes { unsafe write(opened, $0.baseAddress, $0.count) }
    }

    /// Frees the lock and notes that the holder closed in good order; a second call does nothing.
    func release() {
        self.descriptor.withLockedValue { descriptor in
            guard let held = descriptor else { return }
            _ = ftruncate(held, 0)
            _ = close(held)
            descriptor = nil
        }
    }

    deinit {
        self.descriptor.withLockedValue { descriptor in
            guard let held = descriptor else { return }
            _ = close(held)
        }
    }
}
