import FeedbackStore
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
        self.holdings = try DataFolder.opening { () throws(StoreError) in
            try HoldingFile(path: holdings)
        } onDamage: { error in
            logger.warning("The holdings of kiosks are broken and are counted anew", metadata: ["error": "\(error)"])
            DataFolder.discard(holdings)
        }
        let signed = "\(folder)/\(Self.signedName)"
        self.signed = try DataFolder.opening { () throws(StoreError) in
            try SignedTallyFile(path: signed)
        } onDamage: { error in
            let place = DataFolder.putAside(signed)
            logger.error(
                "The days signed with kiosks are broken and were put aside; restore them from the backup while the aggregator is stopped. Kiosks tell the last 14 days again",
                metadata: ["error": "\(error)", "moved-to": "\(place)"]
            )
        }
        self.key = try TallySigningKey(inFolder: folder)
    }

    /// Closes the files, with what was heard of kiosks last.
    func close(keeping sightings: [String: KioskSightings.Sighting]) throws(StoreError) {
        try self.signed.keep(sightings.compactMap { KioskSightingRecord($0, $1) })
        try self.holdings.close()
        try self.signed.close()
    }
}
