import FeedbackStore
import Logging

extension TallyFile {
    /// The file's name in the data folder.
    static let name = "tallies.sqlite"

    /// Opens the tallies of a data folder; a broken file is thrown away, since the journal has all of it.
    ///
    /// - Throws: ``StoreError`` when the file is another program's or of newer software, or the disk fails.
    static func opening(inFolder folder: String, logger: Logger) throws(StoreError) -> TallyFile {
        let path = "\(folder)/\(self.name)"
        return try DataFolder.opening { () throws(StoreError) in
            try TallyFile(path: path)
        } onDamage: { error in
            logger.warning("The tallies of ratings are broken and are counted anew", metadata: ["error": "\(error)"])
            DataFolder.discard(path)
        }
    }
}
