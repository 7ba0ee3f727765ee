import CivilTime
package import FeedbackProtocol
package import FeedbackStore
import Identity
import Transparency

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension DataFolder {
    /// The tree of proofs and the heads that were published.
    package var tree: String { "\(self.path)/transparency.sqlite" }

    /// Whether there is one.
    var hasTree: Bool { FileManager.default.fileExists(atPath: self.tree) }

    /// Whether there is a journal.
    var hasJournal: Bool { FileManager.default.fileExists(atPath: self.store) }

    /// Whether there is the key that heads are signed with, which is made together with the tree.
    var hasTransparencyKey: Bool {
        FileManager.default.fileExists(atPath: "\(self.path)/\(TransparencyKeys.fileName)")
    }
}

/// Reads an aggregator's tree of proofs beside it, from another process.
package enum TransparencyFolder {
    /// The key that the province publishes, in hexadecimal digits.
    ///
    /// - Throws: ``OperatorError`` when there is none, or it may not be read.
    package static func publicKey(_ folder: DataFolder) throws(OperatorError) -> String {
        VerificationText.hexadecimal(try self.keys(folder).publicKey)
    }

    static func keys(_ folder: DataFolder) throws(OperatorError) -> TransparencyKeys {
        do {
            return try TransparencyKeys(existingInFolder: folder.path)
        } catch {
            guard error.code == .notFound else { throw OperatorError(wrapping: error) }
            throw OperatorError(
                .badData,
                "There is no \(TransparencyKeys.fileName) in \(folder.path). Name the aggregator's data folder with "
                    + "--data; a new one has the key once the aggregator has started.",
                cause: error
            )
        }
    }

    /// Opens the tree of a data folder, calls a closure and closes it again.
    ///
    /// - Throws: ``OperatorError`` when there is none or it cannot be read.
    package static func reading<Result>(
        _ folder: DataFolder,
        _ body: (TreeFile) throws(StoreError) -> Result
    ) throws(OperatorError) -> Result {
        do throws(StoreError) {
            let tree = try TreeFile(readingPath: folder.tree, hash: .sha256)
            let result = try body(tree)
            try tree.close()
            return result
        } catch {
            guard error.code == .notFound else { throw OperatorError(wrapping: error) }
            throw OperatorError(
                .badData,
                "There is no tree of proofs \(folder.tree). Name the aggregator's data folder with --data; a new one "
                    + "has a tree once the aggregator has started.",
                cause: error
            )
        }
    }

    /// Published heads, oldest first.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - last: How many of the newest ones; `nil` for all.
    /// - Returns: The heads.
    /// - Throws: ``OperatorError`` when the file cannot be read.
    package static func heads(_ folder: DataFolder, last: Int?) throws(OperatorError) -> [PublishedHead] {
        try self.reading(folder) { tree throws(StoreError) in
            if let last { return try tree.newestHeads(limit: last) }
            var heads: [PublishedHead] = []
            try tree.forEachHead { heads.append($0) }
            return heads
        }
    }

    /// The proof that the tree of a later head continues the one of an earlier.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - first: The number of leaves of the earlier head.
    ///   - second: That of the later one; `nil` for the newest head.
    /// - Returns: The proof.
    /// - Throws: ``OperatorError`` when no such heads were published.
    package static func consistency(
        _ folder: DataFolder,
        from first: UInt64,
        to second: UInt64?
    ) throws(OperatorError) -> ProofFile {
        let found = try self.reading(folder) { tree throws(StoreError) -> TransparencyProof? in
            guard let origin = try tree.newestOrigin() else { return nil }
            guard let last = try tree.largestHead(of: origin)?.head else { return nil }
            let size = second ?? last.tree.size
            guard let later = try tree.head(of: origin, size: size, preferring: last.publicKey),
                let earlier = try tree.head(of: origin, size: first, preferring: later.head.publicKey),
                let proof = try tree.consistency(from: first, to: later.head.tree.size)
            else { return nil }
            return TransparencyProof(
                head: later.head,
                inclusion: nil,
                continuations: [TransparencyProof.Continuation(earlier: earlier.head, path: proof.path)]
            )
        }
        guard let found else {
            throw OperatorError(
                .negative,
                "No heads with so many leaves were published, the first before the second. 'langnghe transparency "
                    + "heads' lists them."
            )
        }
        return ProofFile(found)
    }
}

/// Published heads as a table.
package enum HeadText {
    /// The table, or that there is none.
    package static func lines(_ heads: [PublishedHead]) -> [String] {
        guard !heads.isEmpty else { return ["No head was published yet."] }
        var table = Table([.text("SIGNED (UTC+7)"), .text("TREE"), .number("LEAVES"), .wrapping("ROOT")])
        for published in heads {
            let head = published.head
            table.add([
                String(LocalTime.text(head.time.microseconds).prefix(19)), head.origin, "\(head.tree.size)",
                VerificationText.hexadecimal(head.tree.root),
            ])
        }
        return table.lines()
    }
}
