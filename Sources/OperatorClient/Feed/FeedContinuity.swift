package import FeedbackProtocol

/// Notices missing feed events by the numbers that each scope's events carry; pure.
package struct FeedContinuity: Sendable {
    /// Whose events are counted by themselves.
    package struct Scope: Sendable, Hashable {
        package let origin: String
        package let stream: FeedStream
        /// The unit followed, with those above it.
        package let path: [String]

        /// Names a scope.
        package init(origin: String, stream: FeedStream, path: [String]) {
            self.origin = origin
            self.stream = stream
            self.path = path
        }
    }

    /// What a number tells.
    package enum Finding: Sendable, Hashable {
        /// The first of its scope: counting begins with it.
        case first
        /// Nothing is missing.
        case next
        /// Seen before.
        case repeated
        /// Events are missing, from `from` through `through`.
        case gap(from: UInt64, through: UInt64)
        /// The numbers went back: the origin's journal is another one. Counting begins anew.
        case reset
    }

    private var newest: [Scope: UInt64] = [:]
    /// How many times events were missing.
    package private(set) var gaps: UInt64 = 0
    /// How many events were missing.
    package private(set) var missing: UInt64 = 0

    /// Makes a watch that has seen nothing.
    package init() {}

    /// Takes in an event's number in a scope.
    package mutating func event(_ sequence: UInt64, in scope: Scope) -> Finding {
        guard let last = self.newest[scope] else {
            self.newest[scope] = sequence
            return .first
        }
        guard sequence > last else { return .repeated }
        self.newest[scope] = sequence
        return sequence - last == 1 ? .next : self.gap(from: last + 1, through: sequence - 1)
    }

    /// Takes in the newest number that a heartbeat tells of a scope; heartbeats come behind all events before them.
    package mutating func heartbeat(_ sequence: UInt64, in scope: Scope) -> Finding {
        guard let last = self.newest[scope] else {
            self.newest[scope] = sequence
            return .first
        }
        guard sequence != last else { return .next }
        self.newest[scope] = sequence
        return sequence > last ? self.gap(from: last + 1, through: sequence) : .reset
    }

    private mutating func gap(from: UInt64, through: UInt64) -> Finding {
        self.gaps += 1
        self.missing &+= through - from + 1
        return .gap(from: from, through: through)
    }
}
