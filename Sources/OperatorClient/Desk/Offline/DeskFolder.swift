package import FeedbackProtocol
import Identity

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What one key's desk keeps on this machine: the pulled inbox and the commands that wait; only its owner can read it.
package struct DeskFolder: Sendable, Hashable {
    package let path: String

    /// Names a folder; it need not be there yet.
    package init(_ path: String) {
        self.path = path
    }

    private var inboxFile: String { "\(self.path)/inbox" }
    private var queueFile: String { "\(self.path)/queue" }

    /// The inbox as it was pulled.
    ///
    /// - Throws: ``OperatorError`` when none was.
    package func inbox() throws(OperatorError) -> WirePulledInbox {
        guard let bytes = try Self.read(self.inboxFile) else {
            throw OperatorError(
                .negative,
                "Nothing was pulled into \(self.path) yet. Run 'langnghe desk pull' while the aggregator can be reached."
            )
        }
        do throws(WireCodingError) {
            return try WirePulledInbox(decoding: bytes)
        } catch {
            throw OperatorError(.badData, "\(self.inboxFile) is damaged. Run 'langnghe desk pull' again.", cause: error)
        }
    }

    /// Keeps an inbox in the place of the one before.
    package func keep(_ inbox: WirePulledInbox) throws(OperatorError) {
        let bytes = try Self.encoded(inbox)
        guard bytes.count <= ProtectedFile.sizeLimit else {
            throw OperatorError(.cannotCreate, "The inbox is too large to keep here. Pull less of it with --limit.")
        }
        try self.make()
        try Self.write(bytes, to: self.inboxFile)
    }

    /// The commands that wait.
    package func queue() throws(OperatorError) -> WireDeskQueue {
        guard let bytes = try Self.read(self.queueFile) else { return WireDeskQueue() }
        do throws(WireCodingError) {
            return try WireDeskQueue(decoding: bytes)
        } catch {
            throw OperatorError(
                .badData,
                "\(self.queueFile) is damaged. Move it away; its commands were not sent.",
                cause: error
            )
        }
    }

    /// Changes the queue, safe on disk when it returns; one process at a time.
    ///
    /// - Parameter body: Changes the queue.
    /// - Returns: What the closure gives.
    /// - Throws: What the closure throws, or ``OperatorError`` when the queue can't be read or written.
    package func changeQueue<Result>(
        _ body: (inout WireDeskQueue) throws(OperatorError) -> Result
    ) throws(OperatorError) -> Result {
        try self.make()
        var outcome: Swift.Result<Result, OperatorError>?
        do throws(IdentityError) {
            try ProtectedFile.withLock(on: self.queueFile) { () throws(IdentityError) in
                do throws(OperatorError) {
                    var queue = try self.queue()
                    let result = try body(&queue)
                    try Self.write(try Self.encoded(queue), to: self.queueFile)
                    outcome = .success(result)
                } catch {
                    outcome = .failure(error)
                }
            }
        } catch {
            throw OperatorError(wrapping: error)
        }
        guard let outcome else { throw OperatorError(.cannotCreate, "\(self.queueFile) cannot be changed.") }
        return try outcome.get()
    }

    /// Removes the pulled inbox, and with it all citizens' texts; commands that wait stay.
    package func forget() throws(OperatorError) {
        guard FileManager.default.fileExists(atPath: self.inboxFile) else { return }
        do {
            try FileManager.default.removeItem(atPath: self.inboxFile)
        } catch {
            throw OperatorError(.cannotCreate, "\(self.inboxFile) cannot be removed; remove it by hand.", cause: error)
        }
    }

    private func make() throws(OperatorError) {
        do {
            try FileManager.default.createDirectory(
                atPath: self.path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw OperatorError(.cannotCreate, "\(self.path) cannot be made; name another folder.", cause: error)
        }
    }

    private static func encoded(_ message: some WireMessage) throws(OperatorError) -> [UInt8] {
        do throws(WireCodingError) {
            return try message.encoded()
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    private static func read(_ path: String) throws(OperatorError) -> [UInt8]? {
        do throws(IdentityError) {
            return try ProtectedFile.read(path, .secret)
        } catch {
            if error.code == .notFound { return nil }
            throw OperatorError(wrapping: error)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(OperatorError) {
        do throws(IdentityError) {
            try ProtectedFile.write(bytes, to: path, replaces: true)
        } catch {
            throw OperatorError(wrapping: error)
        }
    }
}
