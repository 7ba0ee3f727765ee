import CivilTime
import ZeroMQ

/// Who watches which unit's inbox, each for a while and not more than fit.
struct WatchList {
    /// One watcher.
    struct Watch: Hashable {
        /// Names it; never used twice by one aggregator.
        let id: UInt64
        let peer: RoutingID
        /// The key's, asked again with every notice.
        let userID: String
        /// The register code of the unit.
        let unit: String
        /// Until when, without a renewal.
        fileprivate(set) var until: Timestamp
        /// Of the newest notice.
        fileprivate(set) var number: UInt64 = 0
        /// Whether a notice could not be sent.
        fileprivate(set) var hasMissed = false
    }

    /// The limits of a list.
    struct Limits: Sendable, Hashable {
        var lease = Duration.seconds(60)
        var ofOnePrincipal = 8
        var inTotal = 1000
    }

    /// What became of the wish to watch.
    enum Renewal: Hashable {
        /// It watches; whether something may have happened that it was not told.
        case watching(Watch, lookAgain: Bool)
        /// The key has as many watches as it may.
        case tooManyOfPrincipal
        /// There are as many watches as fit.
        case tooMany
    }

    let limits: Limits
    private var watches: [RoutingID: Watch] = [:]
    private var lastID: UInt64

    /// Makes an empty list.
    ///
    /// - Parameters:
    ///   - startedAt: When the aggregator started; makes watches of earlier starts known as such.
    ///   - limits: How long and how many.
    init(startedAt: Timestamp, limits: Limits = Limits()) {
        self.lastID = UInt64(clamping: startedAt.microseconds)
        self.limits = limits
    }

    var isEmpty: Bool { self.watches.isEmpty }

    /// All watches, the oldest first.
    var all: [Watch] { self.watches.values.sorted { $0.id < $1.id } }

    /// Begins or renews a watch.
    ///
    /// - Parameters:
    ///   - peer: Who watches; one watch each.
    ///   - userID: As whom.
    ///   - unit: Which unit's inbox.
    ///   - known: The watch and the newest notice the watcher knows.
    ///   - time: Now.
    /// - Returns: What became of it.
    mutating func renew(
        _ peer: RoutingID,
        userID: String,
        unit: String,
        known: (watch: UInt64, number: UInt64),
        at time: Timestamp
    ) -> Renewal {
        self.expire(at: time)
        let until = time.advanced(by: self.limits.lease)
        if var watch = self.watches[peer], watch.userID == userID, watch.unit == unit {
            let lookAgain = watch.hasMissed || known.watch != watch.id || known.number != watch.number
            watch.until = until
            watch.hasMissed = false
            self.watches[peer] = watch
            return .watching(watch, lookAgain: lookAgain)
        }
        self.watches[peer] = nil
        guard self.watches.count < self.limits.inTotal else { return .tooMany }
        guard self.watches.values.count(where: { $0.userID == userID }) < self.limits.ofOnePrincipal else {
            return .tooManyOfPrincipal
        }
        self.lastID += 1
        let watch = Watch(id: self.lastID, peer: peer, userID: userID, unit: unit, until: until)
        self.watches[peer] = watch
        return .watching(watch, lookAgain: known.watch != 0)
    }

    /// Numbers a notice for a watcher.
    ///
    /// - Returns: The number, or `nil` when it watches no more.
    mutating func nextNumber(for peer: RoutingID) -> UInt64? {
        self.watches[peer]?.number += 1
        return self.watches[peer]?.number
    }

    /// Notes that a notice did not go out; the renewal says so.
    mutating func missed(_ peer: RoutingID) {
        self.watches[peer]?.hasMissed = true
    }

    /// Forgets a watcher.
    mutating func remove(_ peer: RoutingID) {
        self.watches[peer] = nil
    }

    /// Forgets whose time is over; a clock that was set back prolongs nothing.
    mutating func expire(at time: Timestamp) {
        let latest = time.advanced(by: self.limits.lease)
        self.watches = self.watches.filter { $0.value.until > time && $0.value.until <= latest }
    }
}
