import CivilTime
import GRDB
package import Transparency

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A head that was published.
package struct PublishedHead: Sendable, Hashable {
    /// Its number among all heads of the file, from 1.
    package let number: UInt64
    /// The head.
    package let head: SignedTreeHead
    /// The journal position through which its tree goes.
    package let position: UInt64
}

extension TreeFile {
    /// Keeps a head for good; it is on the disk when this returns.
    ///
    /// - Parameters:
    ///   - head: The head, signed.
    ///   - position: The journal position through which its tree goes.
    /// - Returns: It as it is kept.
    /// - Throws: ``StoreError`` when the disk fails; it must not be published then.
    package func record(_ head: SignedTreeHead, through position: UInt64) throws(StoreError) -> PublishedHead {
        try self.writing { database in
            try database.run(
                """
                INSERT INTO tree_head (origin, size, root, time, signature, public_key, position)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    head.origin, head.tree.size.stored, Data(head.tree.root), head.time.microseconds,
                    Data(head.signature), Data(head.publicKey), position.stored,
                ]
            )
            return PublishedHead(
                number: UInt64(stored: database.lastInsertedRowID),
                head: head,
                position: position
            )
        }
    }

    /// The newest head of an origin, or `nil` when none was published.
    package func newestHead(of origin: String) throws(StoreError) -> PublishedHead? {
        try self.heads("WHERE origin = ? ORDER BY number DESC LIMIT 1", [origin]).first
    }

    /// The head of an origin with the most leaves, or `nil` when none was published.
    package func largestHead(of origin: String) throws(StoreError) -> PublishedHead? {
        try self.heads("WHERE origin = ? ORDER BY size DESC, number DESC LIMIT 1", [origin]).first
    }

    /// The newest head of an origin with a number of leaves, one that was signed with a key before others; `nil` when none
    /// was published.
    package func head(
        of origin: String,
        size: UInt64,
        preferring publicKey: [UInt8]
    ) throws(StoreError) -> PublishedHead? {
        try self.heads(
            "WHERE origin = ? AND size = ? ORDER BY public_key = ? DESC, number DESC LIMIT 1",
            [origin, size.stored, Data(publicKey)]
        ).first
    }

    /// The newest published heads, oldest first.
    package func newestHeads(limit: Int) throws(StoreError) -> [PublishedHead] {
        try self.heads("ORDER BY number DESC LIMIT ?", [limit]).reversed()
    }

    /// Published heads in their order, those after a number.
    package func heads(after number: UInt64, limit: Int) throws(StoreError) -> [PublishedHead] {
        try self.heads("WHERE number > ? ORDER BY number LIMIT ?", [number.stored, limit])
    }

    private func heads(_ condition: String, _ arguments: StatementArguments) throws(StoreError) -> [PublishedHead] {
        try self.reading { database in
            try Row.fetchAll(database, sql: "SELECT * FROM tree_head \(condition)", arguments: arguments)
                .map { row in
                    PublishedHead(
                        number: try row.number("number"),
                        head: SignedTreeHead(
                            origin: try row.text("origin"),
                            tree: TreeHead(size: try row.number("size"), root: try row.bytes("root")),
                            time: Timestamp(microseconds: Int64(bitPattern: try row.number("time"))),
                            signature: try row.bytes("signature"),
                            publicKey: try row.bytes("public_key")
                        ),
                        position: try row.number("position")
                    )
                }
        }
    }
}

extension TreeFile {
    /// The origin of the newest head, or `nil` when none was published.
    package func newestOrigin() throws(StoreError) -> String? {
        try self.reading { try String.fetchOne($0, sql: "SELECT origin FROM tree_head ORDER BY number DESC LIMIT 1") }
    }

    /// Shows every published head, in order.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func forEachHead(_ body: (PublishedHead) -> Void) throws(StoreError) {
        var last: UInt64 = 0
        while true {
            let page = try self.heads(after: last, limit: 1000)
            for head in page { body(head) }
            guard let end = page.last else { return }
            last = end.number
        }
    }
}
