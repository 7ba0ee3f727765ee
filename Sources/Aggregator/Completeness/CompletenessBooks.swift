import FeedbackStore
import FoundationEssentials
import Identity
import Logging

/// The files on completeness of a data folder, and the key that the province signs with.
struct CompletenessBooks: Sendable {
    /// What the journal holds, day by day.
    let holdings: HoldingFile
    /// What kiosks told, with both signatures, and what was last heard of them.
    let signed: SignedTallyFile
    let key: TallySigningKey

    static let holdingsName = "holdings.sqlite"
    static let signedName = "signed-tallies.sqlite"

    /// Opens the files of a data folder, making those that are missing.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - logger: Where a broken file is told of.
    /// - Throws: ``StoreError`` or `IdentityError` when a file is another program's or of newer software, or the disk
    ///   fails.
    init(inFolder folder: String, logger: Logger) throws {
        let holdings = "\(folder)/\(Self.holdingsName)"
        self.holdings = try Self.opening { () throws(StoreError) in
            try HoldingFile(path: holdings)
        } onDamage: { error in
            logger.warning("The holdings of kiosks are broken and are counted anew", metadata: ["error": "\(error)"])
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: holdings + end) }
        }
        let signed = "\(folder)/\(Self.signedName)"
        self.signed = try Self.opening { () throws(StoreError) in
            try SignedTallyFile(path: signed)
        } onDamage: { error in
            logger.error(
                "The days signed with kiosks are broken and were moved to signed-tallies.sqlite.damaged; restore them from the backup while the aggregator is stopped. Kiosks tell the last 14 days again",
                metadata: ["error": "\(error)"]
            )
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(signed).damaged\(end)")
                try? FileManager.default.moveItem(atPath: signed + end, toPath: "\(signed).damaged\(end)")
            }
        }
        self.key = try TallySigningKey(inFolder: folder)
    }

    /// Opens a file; one that is damaged is dealt with first, for kiosks must not wait for it.
    private static func opening<File>(
        _ open: () throws(StoreError) -> File,
        onDamage: (StoreError) -> Void
    ) throws(StoreError) -> File {
        do {
            return try open()
        } catch {
            guard error.code == .damaged else { throw error }
            onDamage(error)
            return try open()
        }
    }

    /// Closes the files, with what was heard of kiosks last.
    func close(keeping sightings: [String: KioskSightings.Sighting]) throws(StoreError) {
        try self.signed.keep(sightings.compactMap { KioskSightingRecord($0, $1) })
        try self.holdings.close()
        try self.signed.close()
    }
}
