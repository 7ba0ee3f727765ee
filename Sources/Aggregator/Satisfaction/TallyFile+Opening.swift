import FeedbackStore
import FoundationEssentials
import Logging

extension TallyFile {
    /// The file's name in the data folder.
    static let name = "tallies.sqlite"

    /// Opens the tallies of a data folder; a broken file is thrown away, since the journal has all of it.
    ///
    /// - Throws: ``StoreError`` when the file is another program's or of newer software, or the disk fails.
    static func opening(inFolder folder: String, logger: Logger) throws(StoreError) -> TallyFile {
        let path = "\(folder)/\(self.name)"
        do {
            return try TallyFile(path: path)
        } catch {
            guard error.code == .damaged else { throw error }
            logger.warning("The tallies of ratings are broken and are counted anew", metadata: ["error": "\(error)"])
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
            return try TallyFile(path: path)
        }
    }
}
