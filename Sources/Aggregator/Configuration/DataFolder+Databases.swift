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

    /// The most broken copies of one database that are kept.
    private static let mostAside = 5

    /// Moves a database of which the journal has not all to a name with `.damaged` behind it, and a number from 2 on.
    ///
    /// What was put aside before is evidence and stays; of more than five the fifth is replaced.
    ///
    /// - Parameter database: Its path.
    /// - Returns: Its new path.
    static func putAside(_ database: String) -> String {
        let names = (1...self.mostAside).map { $0 == 1 ? "\(database).damaged" : "\(database).damaged-\($0)" }
        let place = names.first { name in !self.endings.contains { self.exists(name + $0) } } ?? names[names.count - 1]
        for ending in self.endings {
            try? FileManager.default.removeItem(atPath: place + ending)
            try? FileManager.default.moveItem(atPath: database + ending, toPath: place + ending)
        }
        return place
    }
}
