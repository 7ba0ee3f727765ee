import CaseLifecycle
internal import Foundation
internal import NIOConcurrencyHelpers
import ZeroMQ

/// The identifiers that were thanked for, in a file: 32 hexadecimal digits a line, each on the disk soon after.
final class ThankedList: Sendable {
    private struct State {
        var unwritten: [SubmissionID] = []
        var isWriting = false
        var failure: String?
    }

    private let handle: FileHandle
    private let thread: SocketHost
    private let state = NIOLockedValueBox(State())

    /// Opens the list to add to it; `thread` is where it is written.
    ///
    /// - Throws: ``AgentError`` with `unavailable` when it can't be written.
    init(path: String, thread: SocketHost) throws(AgentError) {
        self.thread = thread
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let handle = FileHandle(forWritingAtPath: path), (try? handle.seekToEnd()) != nil else {
            throw AgentError(.unavailable, "\(path) can't be written; name another file with --thanked.")
        }
        self.handle = handle
    }

    /// Adds an identifier; those that come together are made durable together.
    func append(_ id: SubmissionID) {
        let begins = self.state.withLockedValue { state in
            state.unwritten.append(id)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if begins { self.thread.perform { _ in self.write() } }
    }

    /// Waits until everything added is on the disk.
    ///
    /// - Throws: ``AgentError`` with `disk` when something is not.
    func finish() async throws(AgentError) {
        await self.thread.run { _ in self.write() }
        if let failure = self.state.withLockedValue({ $0.failure }) {
            throw AgentError(.disk, "The list of thanked submissions is incomplete: \(failure)")
        }
    }

    private func write() {
        let ids = self.state.withLockedValue { state in
            defer { state.unwritten = [] }
            state.isWriting = false
            return state.unwritten
        }
        guard !ids.isEmpty else { return }
        do {
            try self.handle.write(contentsOf: Data((ids.map(\.hexadecimal).joined(separator: "\n") + "\n").utf8))
            try self.handle.synchronize()
        } catch {
            self.state.withLockedValue { $0.failure = "\(error)" }
        }
    }
}
