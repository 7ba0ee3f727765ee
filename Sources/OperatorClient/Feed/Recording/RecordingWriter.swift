import FeedbackProtocol
import Foundation

/// A recording while it is written: what was written is played even if the program is killed.
struct RecordingWriter {
    let path: String
    private let file: FileHandle
    /// Whether anything was written.
    private(set) var isEmpty = true

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - overwrites: Whether one that is there already gives way.
    /// - Throws: ``OperatorError`` when one is there, or it cannot be made.
    init(_ path: String, overwrites: Bool) throws(OperatorError) {
        let url = URL(filePath: path)
        guard overwrites || !FileManager.default.fileExists(atPath: path) else { throw Self.isThere(path) }
        do {
            try Data().write(to: url, options: overwrites ? [] : .withoutOverwriting)
            self.file = try FileHandle(forWritingTo: url)
        } catch {
            throw OperatorError(.cannotCreate, "\(path) cannot be written; name another file.", cause: error)
        }
        self.path = path
    }

    private static func isThere(_ path: String) -> OperatorError {
        OperatorError(.cannotCreate, "\(path) is there already. Name another file, or say --overwrite.")
    }

    /// Writes messages at the end, at once.
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
        self.isEmpty = false
    }

    /// Brings what was written onto the disk.
    func save() {
        try? self.file.synchronize()
    }

    /// Closes the file; one in which nothing was written is removed.
    func close() {
        try? self.file.close()
        if self.isEmpty { try? FileManager.default.removeItem(atPath: self.path) }
    }
}
