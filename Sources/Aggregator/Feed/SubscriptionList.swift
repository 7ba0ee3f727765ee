import FeedbackProtocol

/// The prefixes followed at one socket, so that events nobody follows need not be encoded.
///
/// It may hold a prefix for followed too long, which costs time, but never forgets one that is followed. libzmq tells
/// of a connection's end without saying whose it was, once for each prefix the connection had asked for and not taken
/// back. So every request counts, the refused ones too, and only those notices count down; a follower's own word that
/// it wants a prefix no more proves nothing about its other connections.
struct SubscriptionList {
    /// The most prefixes one key may follow.
    static let mostPerKey = 256
    /// The most different prefixes one key may ask for while the socket is open, those it took back included.
    ///
    /// libzmq keeps each one before anybody can judge it, with some fifty bytes for each of its own, and lets go of it
    /// only with the last connection that asked for it; taking it back on another connection frees nothing.
    static let mostAskedPerKey = 4_096
    /// The most different prefixes out of its scope that one key may ask for while the socket is open.
    static let mostOutOfScopePerKey = 256
    /// The most prefixes that are told apart; beyond, everything counts as followed.
    static let mostPrefixes = 20_000
    /// The same of prefixes that do not end with a part of a topic, since each is compared with each topic.
    static let mostOddPrefixes = 64

    private struct Entry {
        /// Requests whose connections may be there still.
        var requests = 0
        /// Whether any of them was accepted.
        var isFollowed = false
    }

    private var entries: [ArraySlice<UInt8>: Entry] = [:]
    private var oddPrefixes: [ArraySlice<UInt8>] = []
    private var followed = 0
    private var followsAll = false
    private var prefixesByKey: [String: Set<[UInt8]>] = [:]
    private var askedByKey: [String: Set<[UInt8]>] = [:]
    private var outOfScopeByKey: [String: Set<[UInt8]>] = [:]

    /// Whether nobody follows anything.
    var isEmpty: Bool { self.followed == 0 && !self.followsAll }

    /// Notes what a key asks for, before it is judged.
    ///
    /// - Returns: `false` when nothing may be answered any more, since libzmq keeps too much of that key already: the
    ///   prefix is longer than any topic, or there are too many.
    mutating func ask(_ topic: [UInt8], of userID: String) -> Bool {
        guard topic.count <= FeedTopic.maximumSize else { return false }
        self.askedByKey[userID, default: []].insert(topic)
        return (self.askedByKey[userID]?.count ?? 0) <= Self.mostAskedPerKey
    }

    /// Adds a subscription; `false`, and then it is to be refused, when its key has too many or it is too long.
    mutating func add(_ topic: [UInt8], of userID: String) -> Bool {
        guard topic.count <= FeedTopic.maximumSize else { return false }
        var prefixes = self.prefixesByKey[userID] ?? []
        guard prefixes.contains(topic) || prefixes.count < Self.mostPerKey else { return false }
        prefixes.insert(topic)
        self.prefixesByKey[userID] = prefixes
        self.count(topic, isAccepted: true)
        return true
    }

    /// Notes a request that is refused: the end of its connection will be told like that of an accepted one.
    mutating func refuse(_ topic: [UInt8]) {
        guard topic.count <= FeedTopic.maximumSize else { return }
        self.count(topic, isAccepted: false)
    }

    /// Notes that a key asked for a prefix out of its scope.
    ///
    /// - Returns: `false` when it did so too often.
    mutating func refuseScope(of topic: [UInt8], to userID: String) -> Bool {
        self.outOfScopeByKey[userID, default: []].insert(topic)
        return (self.outOfScopeByKey[userID]?.count ?? 0) <= Self.mostOutOfScopePerKey
    }

    /// Notes that a follower takes a subscription back, so that its key may have another.
    mutating func takeBack(_ topic: [UInt8], of userID: String) {
        self.prefixesByKey[userID]?.remove(topic)
    }

    /// Notes that a connection that had asked for a prefix has ended; it is not known whose.
    mutating func connectionEnded(_ topic: [UInt8]) {
        for userID in Array(self.prefixesByKey.keys) {
            self.prefixesByKey[userID]?.remove(topic)
        }
        let prefix = topic[...]
        guard var entry = self.entries[prefix] else { return }
        entry.requests -= 1
        guard entry.requests <= 0 else {
            self.entries[prefix] = entry
            return
        }
        self.entries[prefix] = nil
        guard entry.isFollowed else { return }
        self.followed -= 1
        self.oddPrefixes.removeAll { $0 == prefix }
    }

    /// Whether anyone follows a topic.
    func matches(_ topic: [UInt8]) -> Bool {
        guard !self.followsAll else { return true }
        guard self.followed > 0 else { return false }
        if self.isFollowed([]) { return true }
        var isInStream = true
        for (index, byte) in topic.enumerated() where byte == Self.slash {
            if isInStream, self.isFollowed(topic[..<index]) { return true }
            isInStream = false
            if self.isFollowed(topic[...index]) { return true }
        }
        return self.oddPrefixes.contains { topic.starts(with: $0) }
    }

    private static let slash = UInt8(ascii: "/")

    private func isFollowed(_ prefix: ArraySlice<UInt8>) -> Bool {
        self.entries[prefix]?.isFollowed == true
    }

    /// Whether a topic that is no other's beginning is followed by its whole name: one of bundles.
    func isFollowed(wholly topic: [UInt8]) -> Bool {
        self.followsAll || self.isFollowed(topic[...])
    }

    /// Whether a prefix is neither empty, nor a stream's name, nor ended by a slash or, as bundles are, by an asterisk.
    private static func isOdd(_ prefix: ArraySlice<UInt8>) -> Bool {
        guard let last = prefix.last, last != Self.slash, last != UInt8(ascii: "*") else { return false }
        return !FeedStream.allCases.contains { prefix.elementsEqual($0.rawValue.utf8) }
    }

    private mutating func count(_ topic: [UInt8], isAccepted: Bool) {
        guard !self.followsAll else { return }
        let prefix = topic[...]
        var entry = self.entries[prefix] ?? Entry()
        entry.requests += 1
        if isAccepted, !entry.isFollowed {
            entry.isFollowed = true
            self.followed += 1
            if Self.isOdd(prefix) { self.oddPrefixes.append(prefix) }
        }
        self.entries[prefix] = entry
        guard self.entries.count > Self.mostPrefixes || self.oddPrefixes.count > Self.mostOddPrefixes else { return }
        self.followsAll = true
        self.entries = [:]
        self.oddPrefixes = []
    }
}
