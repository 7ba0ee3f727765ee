import Identity

/// The origins under which heads were published, kept beside the tree: who lost the tree is not taken for a beginner.
struct PublishedOrigins: Sendable {
    /// The file's name in the data folder; a line for each origin.
    static let fileName = "transparency.origins"

    private let path: String
    private let hadJournal: Bool
    /// `nil` without a file.
    private var names: Set<String>?

    /// Reads the file; an empty journal without one gets an empty one.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - hadJournal: Whether the journal had anything before anybody was let in.
    /// - Throws: `IdentityError` when the file can be changed by others, or cannot be read or written.
    init(inFolder folder: String, hadJournal: Bool) throws(IdentityError) {
        self.path = "\(folder)/\(Self.fileName)"
        self.hadJournal = hadJournal
        do throws(IdentityError) {
            let text = String(decoding: try ProtectedFile.read(self.path, .authority), as: UTF8.self)
            self.names = Set(text.split(separator: "\n").map(String.init))
        } catch {
            guard error.code == .notFound else { throw error }
            self.names = nil
            if !hadJournal { try self.write([]) }
        }
    }

    /// Whether heads were, or may have been, published that are not known.
    ///
    /// - Parameters:
    ///   - origin: The origin to publish under, of which the tree's file knows no head.
    ///   - knowsOthers: Whether the tree's file knows heads of other origins.
    /// - Returns: Whether that is so; of a journal that was empty only when the origin was noted, and the journal lost.
    func mayHaveHeads(of origin: String, knowsOthers: Bool) -> Bool {
        guard let names else { return self.hadJournal && !knowsOthers }
        return names.contains(origin)
    }

    /// Notes an origin; nothing happens when it is noted already.
    ///
    /// - Throws: `IdentityError` when the file cannot be written.
    mutating func note(_ origin: String) throws(IdentityError) {
        guard self.names?.contains(origin) != true else { return }
        try self.write((self.names ?? []).union([origin]))
    }

    private mutating func write(_ names: Set<String>) throws(IdentityError) {
        let text = names.sorted().map { "\($0)\n" }.joined()
        try ProtectedFile.write(Array(text.utf8), to: self.path, replaces: true)
        self.names = names
    }
}
