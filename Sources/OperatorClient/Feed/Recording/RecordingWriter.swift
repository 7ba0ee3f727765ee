import FeedbackProtocol
import Foundation
import Glibc

/// A recording while it is written: what was written is played even if the program is killed.
///
/// One that gives way stays until there is something to put into its place; until then the new one is called `.new`.
struct RecordingWriter {
    let path: String
    /// What the file is called while nothing is in it.
    private let beginning: String
    private let file: FileHandle
    /// Whether nothing was written yet.
    private(set) var isEmpty = true

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - overwrites: Whether one that is there already gives way, with the first message written.
    /// - Throws: ``OperatorError`` when one is there, or it cannot be made.
    init(_ path: String, overwrites: Bool) throws(OperatorError) {
        let isThere = FileManager.default.fileExists(atPath: path)
        guard overwrites || !isThere else { throw Self.isThere(path) }
        self.path = path
        self.beginning = isThere ? "\(path).new" : path
        let url = URL(filePath: self.beginning)
        do {
            try Data().write(to: url, options: overwrites ? [] : .withoutOverwriting)
            self.file = try FileHandle(forWritingTo: url)
        } catch {
            throw OperatorError(.cannotCreate, "\(self.beginning) cannot be written; name another file.", cause: error)
        }
    }

    private static func isThere(_ path: String) -> OperatorError {
        OperatorError(.cannotCreate, "\(path) is there already. Name another file, or say --overwrite.")
    }

    /// Writes messages at the end, at once; the first ones take the place of a file that gives way.
    mutating func write(_ messages: [[UInt8]]) throws(OperatorError) {
        do {
            try self.file.write(contentsOf: Data(messages.flatMap { RecordingFrame.framed($0) }))
        } catch {
            throw OperatorError(
                .cannotCreate,
                "\(self.path) cannot be written on: see whether the disk is full. What is in it can be played.",
                cause: error
            )
        }
        let isFirst = self.isEmpty
        self.isEmpty = false
        guard isFirst, self.beginning != self.path else { return }
        guard unsafe rename(self.beginning, self.path) == 0 else {
            throw OperatorError(
                .cannotCreate,
                "\(self.path) cannot be replaced; what came is in \(self.beginning). Name another file."
            )
        }
    }

    /// Brings what was written onto the disk.
    func save() {
        try? self.file.synchronize()
    }

    /// Closes the file; one in which nothing was written is removed.
    func close() {
        try? self.file.close()
        if self.isEmpty { try? FileManager.default.removeItem(atPath: self.beginning) }
    }
}
