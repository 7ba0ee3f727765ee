import FeedbackStore
import FoundationEssentials
import Identity
import Logging
import Transparency

extension LeafMaker {
    /// Makes leaves with a secret.
    init(_ keys: TransparencyKeys) {
        self.init(hash: .sha256) { keys.salt(forSubmission: $0) }
    }
}

extension TreeFile {
    /// The file's name in the data folder.
    static let name = "transparency.sqlite"

    /// Opens the tree of proofs of a data folder; a broken file is put aside, since the journal has all but the heads.
    ///
    /// - Throws: ``StoreError`` when the file is another program's or of newer software, or the disk fails.
    static func opening(inFolder folder: String, logger: Logger) throws(StoreError) -> TreeFile {
        let path = "\(folder)/\(self.name)"
        do {
            return try TreeFile(path: path, hash: .sha256)
        } catch {
            guard error.code == .damaged else { throw error }
            logger.error(
                "The tree of proofs is broken; it is put aside and made again from the journal, without the heads that were published. Restore transparency.sqlite from a backup to have them",
                metadata: ["error": "\(error)"]
            )
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(path).broken\(end)")
                try? FileManager.default.moveItem(atPath: path + end, toPath: "\(path).broken\(end)")
            }
            return try TreeFile(path: path, hash: .sha256)
        }
    }
}
