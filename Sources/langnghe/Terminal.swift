import OperatorClient

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The program's output streams.
enum Terminal {
    /// Writes lines to standard output, all at once.
    static func write(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        self.put(lines.joined(separator: "\n") + "\n", STDOUT_FILENO)
    }

    /// Writes a line to standard output.
    static func write(_ line: String) {
        self.write([line])
    }

    /// Writes a JSON value as one line to standard output.
    static func write(_ json: JSONValue) {
        self.write([json.line])
    }

    /// Writes what is wrong to standard error, with the program's name, wrapped.
    static func complain(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            line.hasPrefix(" ") ? ["  " + line] : TextLayout.wrap("langnghe: \(line)")
        }
        for index in lines.indices.dropFirst() where lines[index].hasPrefix("langnghe: ") {
            lines[index] = String(lines[index].dropFirst(10))
        }
        if let first = lines.first, self.hasColour(STDERR_FILENO) { lines[0] = "\u{1B}[31m\(first)\u{1B}[0m" }
        self.put(lines.joined(separator: "\n") + "\n", STDERR_FILENO)
    }

    /// Writes a line on the work under way to standard error.
    static func tell(_ text: String) {
        self.put(text + "\n", STDERR_FILENO)
    }

    /// Rewrites the line on the work under way; only where somebody watches.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        self.put("\r\u{1B}[K\(text)", STDERR_FILENO)
    }

    /// Writes without ending the line.
    static func prompt(_ text: String) {
        self.put(text, STDOUT_FILENO)
    }

    /// Whether somebody types and reads.
    static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Whether somebody types.
    static var hasTypist: Bool { isatty(STDIN_FILENO) == 1 }

    /// Ends the program.
    static func exit(_ code: Int32) -> Never {
        #if canImport(Glibc)
        Glibc.exit(code)
        #else
        Musl.exit(code)
        #endif
    }

    /// Whether colour is wanted there: a terminal, and no NO_COLOR (no-color.org).
    private static func hasColour(_ descriptor: Int32) -> Bool {
        guard isatty(descriptor) == 1 else { return false }
        guard let value = unsafe getenv("NO_COLOR") else { return true }
        return unsafe strlen(value) == 0
    }

    /// Writes whole; a reader that went away ends the output, not the program.
    private static func put(_ text: String, _ descriptor: Int32) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes[start...].withUnsafeBytes { unsafe Self.writeOnce($0, descriptor) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            start += count
        }
    }

    private static func writeOnce(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32) -> Int {
        #if canImport(Glibc)
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
