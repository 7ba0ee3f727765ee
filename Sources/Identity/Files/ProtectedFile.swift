internal import Glibc

/// Small files that only their owner may change, read and written whole.
package enum ProtectedFile {
    /// Who besides the owner a file is closed to.
    package enum Protection {
        /// Others may neither read nor write: it holds a secret.
        case secret
        /// Others may read but not write: it decides who may do what.
        case authority

        var forbidden: mode_t {
            switch self {
            case .secret: 0o077
            case .authority: 0o022
            }
        }
    }

    /// No file of ours comes near this many bytes.
    package static let sizeLimit = 16 << 20

    /// Reads a file after checking, on the open file itself, that others can't reach it.
    ///
    /// - Throws: `IdentityError`; of code `notFound` when there is no such file.
    package static func read(_ path: String, _ protection: Protection) throws(IdentityError) -> [UInt8] {
        // Without O_NONBLOCK a pipe put in the file's place would hold the program up.
        let file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
        var status = stat()
        try systemCall("Reading the permissions of", path) { unsafe fstat(file.descriptor, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw IdentityError(.malformedFile, "\(path) is not a file.")
        }
        guard status.st_mode & protection.forbidden == 0 else {
            let act = protection.forbidden & 0o044 == 0 ? "change" : "read or change"
            throw IdentityError(
                .unsafePermissions,
                "Others than its owner may \(act) \(path), so it is not used. Mend it with: chmod 600 '\(path)'"
            )
        }
        guard status.st_size <= sizeLimit else {
            throw IdentityError(.malformedFile, "\(path) is larger than \(sizeLimit >> 20) MiB; it is no file of ours.")
        }
        return try readAll(file.descriptor, path)
    }

    private static func readAll(_ descriptor: CInt, _ path: String) throws(IdentityError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= sizeLimit {
            let count = try systemCall("Reading", path) {
                CInt(unsafe Glibc.read(descriptor, &chunk, chunk.count))
            }
            if count == 0 { break }
            bytes += chunk[..<Int(count)]
        }
        return bytes
    }

    /// Writes a file so that after a power cut there is the old one or the new one, whole; only its owner may read it.
    ///
    /// - Parameters:
    ///   - bytes: The whole contents.
    ///   - path: Where to.
    ///   - replaces: Whether a file that is there already gives way.
    /// - Throws: `IdentityError`; of code `alreadyExists` when one is there and `replaces` is false, of code `fileSystem`
    ///   when there is no such folder.
    package static func write(_ bytes: [UInt8], to path: String, replaces: Bool) throws(IdentityError) {
        let folder = folder(of: path)
        let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
        let temporary = "\(folder)/.\(lastComponent(of: path)).\(suffix).new"
        do throws(IdentityError) {
            try writeNew(bytes, to: temporary)
            if replaces {
                try systemCall("Replacing", path) { unsafe rename(temporary, path) }
            } else {
                // Unlike rename, link never takes the place of a file.
                try systemCall("Creating", path) { unsafe link(temporary, path) }
                unsafe unlink(temporary)
            }
        } catch {
            unsafe unlink(temporary)
            switch error.code {
            case .alreadyExists:
                throw IdentityError(
                    .alreadyExists,
                    "\(path) is there already and is not overwritten; move it away first."
                )
            case .notFound:
                // Not to be taken for a file that was to be read and is not there.
                throw IdentityError(
                    .fileSystem,
                    "\(path) cannot be written: there is no folder \(folder). Make it first, or name another.",
                    cause: error
                )
            default: throw error
            }
        }
        let directory = try OpenFile(folder, O_RDONLY | O_DIRECTORY)
        try systemCall("Saving the folder", folder) { fsync(directory.descriptor) }
    }

    /// Gives a file another name in its folder.
    static func move(_ path: String, to other: String) throws(IdentityError) {
        try systemCall("Moving", path) { unsafe rename(path, other) }
    }

    private static func writeNew(_ bytes: [UInt8], to path: String) throws(IdentityError) {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
        try systemCall("Protecting", path) { fchmod(file.descriptor, 0o600) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(1 << 20))
            let count = try systemCall("Writing", path) {
                CInt(unsafe Glibc.write(file.descriptor, part, part.count))
            }
            rest = rest.dropFirst(Int(count))
        }
        try systemCall("Saving", path) { fsync(file.descriptor) }
    }

    /// Runs `body` while no other process or thread runs one for the same path; waits for its turn.
    ///
    /// The lock is on a file beside it, since the file itself is replaced by each writing.
    package static func withLock<Result>(
        on path: String,
        _ body: () throws(IdentityError) -> Result
    ) throws(IdentityError) -> Result {
        let lock = try OpenFile(path + ".lock", O_RDWR | O_CREAT)
        try systemCall("Locking", path) { flock(lock.descriptor, LOCK_EX) }
        // Closing the file at the end of the scope gives the lock back.
        defer { flock(lock.descriptor, LOCK_UN) }
        return try body()
    }
}
