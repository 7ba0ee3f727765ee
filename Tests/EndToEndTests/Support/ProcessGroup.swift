import Foundation

/// The process group of all programs that tests start.
///
/// Its leader is a shell that waits for the end of a pipe whose other end only this process holds. However this
/// process ends, the pipe ends with it, and the shell kills the whole group.
enum ProcessGroup {
    /// The group's number, or why there is none.
    static let leader: Result<pid_t, TestFailure> = {
        var ends: [CInt] = [0, 0]
        guard unsafe pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0,
            fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0
        else { return .failure(TestFailure("a pipe cannot be made: error \(errno)")) }
        defer { close(ends[0]) }
        do throws(TestFailure) {
            return .success(
                try spawn(
                    ["/bin/sh", "-c", "read -r end; kill -KILL 0"],
                    environment: [],
                    group: 0,
                    streams: [.descriptor(ends[0]), .path("/dev/null"), .path("/dev/null")]
                )
            )
        } catch {
            return .failure(error)
        }
    }()

    /// Where a stream of a new process leads.
    enum Stream {
        case descriptor(CInt)
        /// A file; the streams 1 and 2 make it anew.
        case path(String)
    }

    /// Starts a process in a group, with no signal blocked or ignored.
    ///
    /// - Parameters:
    ///   - arguments: the program's path and its arguments.
    ///   - environment: `NAME=value`.
    ///   - group: the group to join; 0 makes a new one.
    ///   - streams: standard input, output and error.
    /// - Returns: the process.
    /// - Throws: ``TestFailure`` when the system refuses.
    static func spawn(
        _ arguments: [String],
        environment: [String],
        group: pid_t,
        streams: [Stream]
    ) throws(TestFailure) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard unsafe posix_spawn_file_actions_init(&actions) == 0, unsafe posix_spawnattr_init(&attributes) == 0 else {
            throw TestFailure("posix_spawn cannot be prepared")
        }
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        for (number, stream) in zip(CInt(0)..., streams) {
            switch stream {
            case .descriptor(let descriptor):
                unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            case .path(let path):
                let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
                unsafe posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
            }
        }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, group)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
        var process: pid_t = 0
        let code = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                guard let path = unsafe arguments[0] else { return EINVAL }
                return unsafe posix_spawn(&process, path, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw TestFailure("\(arguments.first ?? "") cannot be started: error \(code)") }
        return process
    }

    /// Lends texts as a list of C strings that ends with a null pointer.
    private static func withCStrings(
        _ texts: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt
    ) -> CInt {
        var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer {
            for index in unsafe pointers.indices { unsafe free(pointers[index]) }
        }
        return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return EINVAL }
            return unsafe body(base)
        }
    }
}
