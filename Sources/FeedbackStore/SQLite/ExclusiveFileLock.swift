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
/// While it is held the file says so in its content. A holder that closes in good order empties it, or leaves a number
/// there for the next one.
final class ExclusiveFileLock: Sendable {
    /// The open lock file; `nil` once released.
    private let descriptor: NIOLockedValueBox<Int32?>

    /// Whether the last holder ended without closing.
    let wasLeftUnclean: Bool

    /// The number the last holder left when it closed in good order; 0 when there is none.
    let numberLeft: UInt64

    private static let closedMark = "closed "

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
        let left = ExclusiveFileLock.content(of: opened)
        let isClosed = left.hasPrefix(ExclusiveFileLock.closedMark)
        self.wasLeftUnclean = !left.isEmpty && !isClosed
        self.numberLeft = isClosed ? UInt64(left.dropFirst(ExclusiveFileLock.closedMark.count)) ?? 0 : 0
        ExclusiveFileLock.replaceContent(of: opened, by: "open by process \(getpid())\n")
    }

    /// Frees the lock and notes that the holder closed in good order; a second call does nothing.
    ///
    /// - Parameter number: What the next holder finds in ``numberLeft``.
    func release(leaving number: UInt64 = 0) {
        self.descriptor.withLockedValue { descriptor in
            guard let held = descriptor else { return }
            ExclusiveFileLock.replaceContent(of: held, by: number == 0 ? "" : Self.closedMark + "\(number)")
            _ = close(held)
            descriptor = nil
        }
    }

    private static func content(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private static func replaceContent(of descriptor: Int32, by text: String) {
        let bytes = Array(text.utf8)
        _ = ftruncate(descriptor, 0)
        _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    deinit {
        self.descriptor.withLockedValue { descriptor in
            guard let held = descriptor else { return }
            _ = close(held)
        }
    }
}
