import FeedbackStore
import Foundation

/// What is done about a damaged database beside the store: the aggregator starts without it, for kiosks must not wait.
extension DataFolder {
    /// Opens a database; one that is damaged is taken away first, and there is a new one.
    ///
    /// - Parameters:
    ///   - open: Opens or makes the file.
    ///   - takeAway: Called when the file is damaged; ``discard(_:)`` or ``putAside(_:)`` it here, and say so.
    /// - Returns: The open database.
    /// - Throws: ``StoreError`` when the file is another program's or of newer software, or the disk fails.
    static func opening<File>(
        _ open: () throws(StoreError) -> File,
        onDamage takeAway: (StoreError) -> Void
    ) throws(StoreError) -> File {
        do {
            return try open()
        } catch {
            guard error.code == .damaged else { throw error }
            takeAway(error)
            return try open()
        }
    }

    /// The files of a SQLite database in WAL mode: itself, its log and the log's index.
    private static let endings = ["", "-wal", "-shm"]

    /// Removes a database of which the journal has all.
    static func discard(_ database: String) {
        for ending in self.endings { try? FileManager.default.removeItem(atPath: database + ending) }
    }

    /// Moves a database of which the journal has not all to the name with `.damaged` behind it, in place of an earlier one.
    static func putAside(_ database: String) {
        for ending in self.endings {
            try? FileManager.default.removeItem(atPath: "\(database).damaged\(ending)")
            try? FileManager.default.moveItem(atPath: database + ending, toPath: "\(database).damaged\(ending)")
        }
    }
}
