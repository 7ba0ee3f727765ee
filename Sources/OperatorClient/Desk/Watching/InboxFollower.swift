package import FeedbackProtocol

/// Follows one inbox by its notices: sees each gap, and tells of each time limit once.
package struct InboxFollower: Sendable {
    /// Something to tell the officer.
    package enum Event: Sendable, Hashable {
        case notice(WireInboxNotice)
        /// A time limit that was told while nobody listened.
        case told(WireTimeLimitTold)
        /// Something happened that is not known one by one.
        case lookAgain
    }

    private let unit: String
    private var watch: UInt64 = 0
    private var number: UInt64 = 0
    /// Through which journal position all time limits told are known.
    package private(set) var toldThrough: UInt64
    /// Positions of those told by notices since the last renewal.
    private var shown: Set<UInt64> = []

    /// Begins to follow.
    ///
    /// - Parameters:
    ///   - unit: The unit's code; empty for the key's.
    ///   - toldThrough: Through which journal position time limits are known already; 0 to be told of later ones only.
    package init(unit: String, toldThrough: UInt64 = 0) {
        self.unit = unit
        self.toldThrough = toldThrough
    }

    /// What to ask for, to begin and again before the watch ends.
    package var request: WireWatchInbox {
        .make {
            $0.unit = self.unit
            $0.watch = self.watch
            $0.lastNumber = self.number
            $0.toldSince = self.toldThrough
        }
    }

    /// Takes the answer to ``request``.
    ///
    /// - Returns: What to tell; when `moreTold` is set, ask again at once.
    package mutating func take(_ watching: WireWatching) -> [Event] {
        let events = watching.told.filter { !self.shown.contains($0.position) }.map { Event.told($0) }
        self.shown = []
        self.toldThrough = max(self.toldThrough, watching.toldThrough)
        self.watch = watching.watch
        self.number = watching.newestNumber
        return events + (watching.lookAgain ? [.lookAgain] : [])
    }

    /// Takes a notice.
    ///
    /// - Returns: What to tell; nothing of what was known already.
    package mutating func take(_ notice: WireInboxNotice) -> [Event] {
        guard notice.watch == self.watch, notice.number > self.number else { return [] }
        let isGap = notice.number > self.number + 1
        self.number = notice.number
        if notice.kind == .lookAgain { return [.lookAgain] }
        if notice.hasTold {
            guard notice.told.position > self.toldThrough, self.shown.insert(notice.told.position).inserted else {
                return isGap ? [.lookAgain] : []
            }
        }
        return [.notice(notice)] + (isGap ? [.lookAgain] : [])
    }
}
