import FeedbackStore
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
        return try DataFolder.opening { () throws(StoreError) in
            try TreeFile(path: path, hash: .sha256)
        } onDamage: { error in
            let place = DataFolder.putAside(path)
            logger.error(
                "The tree of proofs is broken; it is put aside, and with it the heads that were published: no more are. Stop the aggregator and put back the newest copy of transparency.sqlite",
                metadata: ["error": "\(error)", "moved-to": "\(place)"]
            )
        }
    }
}
