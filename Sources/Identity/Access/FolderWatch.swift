internal import Glibc

/// Watches one file of a folder through inotify(7), also across its replacement by another of the same name.
final class FolderWatch: Sendable {
    /// Becomes readable when something happened in the folder.
    let descriptor: CInt
    private let fileName: String

    /// Begins to watch.
    ///
    /// - Throws: `IdentityError` when the folder is missing or the system refuses another watch.
    init(folder: String, fileName: String) throws(IdentityError) {
        self.fileName = fileName
        let descriptor = try systemCall("Watching", folder) {
            inotify_init1(CInt(IN_CLOEXEC | IN_NONBLOCK))
        }
        self.descriptor = descriptor
        // What makes the file another one: written in place, renamed into place, taken away, permissions mended.
        let events = UInt32(
            IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
        )
        try systemCall("Watching", folder) { unsafe inotify_add_watch(descriptor, folder, events | UInt32(IN_ONLYDIR)) }
    }

    deinit {
        close(self.descriptor)
    }

    /// Takes every event waiting; gives whether the file may be another one than before.
    ///
    /// - Throws: `IdentityError` when the events can't be read.
    func takeEvents() throws(IdentityError) -> Bool {
        var isTouched = false
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(self.descriptor, &buffer, buffer.count)
            guard count > 0 else {
                let code = errno
                if count == 0 || code == EAGAIN || code == EWOULDBLOCK { return isTouched }
                if code == EINTR { continue }
                throw fileSystemError("Reading the changes of", self.fileName, code)
            }
            if self.concernsFile(buffer[..<count]) { isTouched = true }
        }
    }

    /// Looks through `struct inotify_event`s: watch, mask, cookie and length of 4 bytes each, then the name.
    private func concernsFile(_ events: ArraySlice<UInt8>) -> Bool {
        var rest = events
        var isTouched = false
        while rest.count >= 16 {
            let start = rest.startIndex
            let mask = self.word(rest, at: start + 4)
            let length = Int(self.word(rest, at: start + 12))
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            // The queue's overflow and the end of the watch name no file, and concern ours all the same.
            let isForAll = mask & UInt32(IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED) != 0
            if isForAll || name.elementsEqual(self.fileName.utf8) { isTouched = true }
            rest = rest.dropFirst(16 + length)
        }
        return isTouched
    }

    private func word(_ bytes: ArraySlice<UInt8>, at start: Int) -> UInt32 {
        bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
