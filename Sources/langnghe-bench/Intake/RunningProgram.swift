import Dispatch
import Foundation

/// A program beside this one that runs while something is measured.
final class RunningProgram {
    private let name: String
    private let process = Process()
    private let output = Pipe()
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Starts a program of the folder this one is in.
    init(_ name: String, _ arguments: [String]) throws {
        self.name = name
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        self.process.executableURL = own.deletingLastPathComponent().appendingPathComponent(name)
        self.process.arguments = arguments
        self.process.standardOutput = self.output
        // Not waitUntilExit(), which can wait forever on a thread other than the one that started the program.
        let hasEnded = self.hasEnded
        self.process.terminationHandler = { _ in hasEnded.signal() }
        do {
            try self.process.run()
        } catch {
            throw BenchError(
                "\(name) is not beside langnghe-bench; build it with 'swift build -c release --product \(name)'"
            )
        }
    }

    /// The number of its process.
    var processID: Int32 { self.process.processIdentifier }

    /// The first line it prints; waits for it.
    func firstLine() throws -> String {
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = self.output.fileHandleForReading.availableData
            guard !more.isEmpty else {
                throw BenchError("\(self.name) ended without a word; run it by hand to see why")
            }
            line.append(more)
        }
        return String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Waits until it has ended by itself.
    func waitForSuccess() throws {
        self.waitForEnd()
        guard self.process.terminationStatus == 0 else {
            throw BenchError("\(self.name) failed with exit code \(self.process.terminationStatus)")
        }
    }

    /// Ends it and waits until it has.
    func stop() {
        self.process.terminate()
        self.waitForEnd()
    }

    private func waitForEnd() {
        self.hasEnded.wait()
        self.hasEnded.signal()
    }
}

/// A folder for one run, in the current one.
struct BenchFolder {
    let path: String

    init() throws {
        let url = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
            .appendingPathComponent("bench-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        self.path = url.path
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: self.path)
    }
}

/// Why nothing could be measured; says what to do.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    static func unwrap<Value>(_ value: Value?, _ message: String) throws -> Value {
        guard let value else { throw BenchError(message) }
        return value
    }
}
