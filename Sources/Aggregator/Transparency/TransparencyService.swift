import CivilTime
import FeedbackStore
import Identity
import Logging
import Transparency
import ZeroMQ

/// Keeps the tree of proofs behind the writer, piece by piece, and publishes its heads (minh bạch).
///
/// It keeps no kiosk waiting. Leaves follow from the journal and can be made again; a head that was published is never
/// taken back, and when the tree no longer fits it, no other is published. Belongs to one host's thread.
final class TransparencyService {
    /// How often it looks whether the journal has grown or a head is due.
    private static let interval = Duration.milliseconds(500)

    private let store: any FeedbackStoreReading
    private let tree: TreeFile
    private let keys: TransparencyKeys
    private let leaves: LeafMaker
    private let origin: String
    private let schedule: HeadSchedule
    private let feed: FeedOutlet
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let standing: TreeStandingBox

    /// No more is done, and the log says why.
    private var isStopped = false
    private var pause = RetryPause()
    /// The mark was compared with the journal and the secret, which nobody replaces while this runs.
    private var isCompared = false
    /// The tree was compared with the heads that were published.
    private var isContinued = false
    private var newest: PublishedHead?
    private var origins: PublishedOrigins

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts, feed: FeedOutlet, origins: PublishedOrigins) {
        self.store = parts.store
        self.tree = parts.tree
        self.keys = parts.treeKeys
        self.leaves = LeafMaker(parts.treeKeys)
        self.origin = parts.configuration.origin
        self.schedule = HeadSchedule(shortestPause: parts.configuration.treeHeadPause)
        self.feed = feed
        self.now = parts.now
        self.logger = parts.logger
        self.standing = parts.treeStanding
        self.origins = origins
    }

    /// Gives a service to a host, which looks again and again.
    static func start(_ service: sending TransparencyService, on host: isolated SocketHost) throws(ZeroMQError) {
        let bound = host.bind(service)
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { $0.look() }
        }
        host.with(bound) { $0.look() }
    }

    private func look() {
        guard !self.isStopped, self.pause.isOver(at: self.now()) else { return }
        do {
            try self.compare()
            guard !self.isStopped else { return }
            let isCaughtUp = try self.takePiece()
            if try self.mayPublish(isCaughtUp: isCaughtUp) { try self.publishIfDue() }
            guard !self.isStopped else { return }
            self.standing.standing = self.isContinued ? .published : .building
            if self.pause.succeeded() { self.logger.notice("The tree of proofs is kept again") }
        } catch {
            self.failed(because: error)
        }
    }

    /// Stops for a broken file; everything else, such as a full disk or one that is busy, passes.
    private func failed(because error: any Error) {
        guard (error as? StoreError)?.code == .damaged else {
            self.pause.failed(at: self.now())
            self.standing.standing = .delayed(
                "It cannot be kept now, so no head is published; it is tried again. See the log."
            )
            return self.logger.error(
                "The tree of proofs cannot be kept now; no head is published until it can, and it is tried again",
                metadata: ["error": "\(error)", "failures": "\(self.pause.failures)"]
            )
        }
        self.isStopped = true
        self.standing.standing = .stopped(
            "Its file or the journal is broken, so no head is published. See the log."
        )
        self.logger.error(
            "The tree of proofs cannot be kept: its file or the journal is broken. No head is published, and citizens get no proofs of what came since. See what 'langnghe journal verify' says; of the file alone, stop the aggregator and put back the newest copy of transparency.sqlite, which makes the rest again from the journal",
            metadata: ["error": "\(error)"]
        )
    }

    /// Stops when published heads are not known; else forgets a tree of another journal or another secret.
    private func compare() throws {
        guard !self.isCompared else { return }
        try self.stopForUnknownHeads()
        guard !self.isStopped else { return }
        let mark = try self.tree.mark()
        if mark != TreeMark() { try self.resetIfOfAnother(mark) }
        self.isCompared = true
    }

    private func resetIfOfAnother(_ mark: TreeMark) throws(StoreError) {
        let isOfSecret = mark.secret == self.keys.commitmentMark
        let isOfJournal = try mark.journal.isOfJournal(in: self.store)
        guard !isOfSecret || !isOfJournal else { return }
        self.logger.warning(
            "The tree of proofs was made \(isOfSecret ? "of another journal" : "with another transparency.key") and is made anew"
        )
        try self.tree.reset()
    }

    /// Signs no second tree when the file with the heads is gone: one made anew fits every journal, also a changed one.
    private func stopForUnknownHeads() throws {
        guard try self.tree.largestHead(of: self.origin) == nil else { return try self.origins.note(self.origin) }
        let knowsOthers = try self.tree.newestOrigin() != nil
        guard self.origins.mayHaveHeads(of: self.origin, knowsOthers: knowsOthers) else { return }
        try self.origins.note(self.origin)
        self.isStopped = true
        self.standing.standing = .stopped(
            "Heads published before are not known here, so no head is published. Put back transparency.sqlite, or "
                + "start with another --origin that was never used."
        )
        self.logger.error(
            "Heads published before are not known here, so no more are: a tree made anew could contradict them. Stop the aggregator and put back the newest transparency.sqlite; if it is lost, start with another --origin that was never used, which tells everybody that this tree has ended",
            metadata: ["origin": "\(self.origin)"]
        )
    }

    /// Puts the next piece of the journal into the tree.
    ///
    /// - Returns: Whether the tree has all of the journal.
    private func takePiece() throws(StoreError) -> Bool {
        let mark = try self.tree.mark()
        let newest = try self.store.newestNumbers().position
        guard let piece = try JournalPiece(after: mark.journal, in: self.store) else { return true }
        let next = TreeMark(journal: piece.end, secret: self.keys.commitmentMark)
        _ = try self.tree.append(try self.leaves.leaves(of: piece.batches), from: mark, through: next)
        return piece.end.position >= newest
    }

    /// Whether the tree continues what was published; known once it has all of the journal.
    private func mayPublish(isCaughtUp: Bool) throws(StoreError) -> Bool {
        guard !self.isContinued else { return true }
        guard isCaughtUp else { return false }
        self.newest = try self.tree.newestHead(of: self.origin)
        if let largest = try self.tree.largestHead(of: self.origin)?.head {
            let same = try self.tree.head(size: largest.tree.size)
            guard same == largest.tree else {
                self.stop(because: same == nil ? "it lacks leaves" : "it has other leaves", largest)
                return false
            }
            if largest.publicKey != self.keys.publicKey {
                self.logger.warning(
                    "Heads of the tree of proofs are signed with another key than before. Restore transparency.key from a backup, or publish the new key: 'langnghe transparency key'"
                )
            }
        }
        self.isContinued = true
        if let newest { self.feed.tell(newest) }
        return true
    }

    private func stop(because reason: String, _ published: SignedTreeHead) {
        self.isStopped = true
        self.standing.standing = .stopped(
            "It does not fit the head that was published with \(published.tree.size) leaves: \(reason). No head is "
                + "published. See the log."
        )
        self.logger.error(
            "The tree of proofs does not fit the head that was published, so no more heads are. Put back the newest journal and the transparency.key that belongs to it. If what is missing is lost, keep the newest transparency.sqlite and go on under another --origin, which tells everybody that this tree has ended: an older transparency.sqlite in its place would hide that, and sign a second tree",
            metadata: [
                "reason": "\(reason)", "published-size": "\(published.tree.size)",
                "published-at": "\(published.time.localDescription)", "origin": "\(published.origin)",
            ]
        )
    }

    private func publishIfDue() throws {
        let size = try self.tree.size()
        let time = self.now()
        let last = self.newest.map { (size: $0.head.tree.size, time: $0.head.time) }
        guard self.schedule.isDue(size: size, at: time, after: last), let tree = try self.tree.head(size: size) else {
            return
        }
        let head = try self.keys.signed(SignedTreeHead(origin: self.origin, tree: tree, time: time))
        let published = try self.tree.record(head, through: try self.tree.mark().journal.position)
        self.newest = published
        self.feed.tell(published)
        try self.origins.note(self.origin)
    }
}
