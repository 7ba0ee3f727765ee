internal import Glibc

/// Calls the operating system again while it is interrupted by a signal.
///
/// - Throws: `IdentityError` that names what was tried, the path and the system's reason.
@discardableResult
func systemCall(_ what: String, _ path: String, _ body: () -> CInt) throws(IdentityError) -> CInt {
    while true {
        let result = body()
        guard result == -1 else { return result }
        let code = errno
        guard code != EINTR else { continue }
        throw fileSystemError(what, path, code)
    }
}

/// The error of a refused system call.
func fileSystemError(_ what: String, _ path: String, _ code: CInt) -> IdentityError {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    let kind: IdentityError.Code = code == EEXIST ? .alreadyExists : code == ENOENT ? .notFound : .fileSystem
    return IdentityError(kind, "\(what) \(path) failed: \(reason).")
}

/// An open file, closed when it goes.
struct OpenFile: ~Copyable {
    let descriptor: CInt

    /// Opens a file.
    init(_ path: String, _ flags: CInt, mode: mode_t = 0o600) throws(IdentityError) {
        self.descriptor = try systemCall("Opening", path) { unsafe open(path, flags | O_CLOEXEC, mode) }
    }

    deinit {
        close(self.descriptor)
    }
}

/// The folder a path is in.
func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The last part of a path.
func lastComponent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}
