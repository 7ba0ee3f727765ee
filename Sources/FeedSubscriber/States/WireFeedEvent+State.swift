import CivilTime
import FeedbackProtocol
import Foundation

extension FeedState {
    /// The largest frame that is read: many times what an honest aggregator tells.
    static let maximumFrameSize = 8 << 10
    /// The most parts of a state: case states, scales, settings.
    fileprivate static let mostParts = 64
    /// The most levels of a scale.
    fileprivate static let mostLevels = 10

    /// The state of a message; `nil` when it is none, is not whole, or tells of another unit than those followed.
    ///
    /// - Parameters:
    ///   - wire: The message.
    ///   - topic: What it was told under.
    ///   - unitPath: The followed unit.
    init?(_ wire: WireFeedEvent, under topic: FeedTopic, following unitPath: [String]) {
        guard let kind = Kind(rawValue: topic.stream.rawValue), topic.path.codes == wire.unitPath,
            kind.covers(wire.unitPath, following: unitPath)
        else { return nil }
        var alertKey: Key.Alert?
        switch (kind, wire.content) {
        case (.summaries, .unitSummary(let told)?):
            guard let summary = Summary(told) else { return nil }
            self.content = .summary(summary)
        case (.alerts, .alert(let told)?):
            guard told.office == wire.unitPath.last, let alert = Alert(told) else { return nil }
            self.content = .alert(alert)
            alertKey = Key.Alert(
                kind: told.kind.rawValue,
                registerEdition: wire.registerEdition,
                kiosk: told.kiosk,
                scale: told.fall.scale
            )
        case (.treeHeads, .treeHead(let told)?):
            guard told.origin == wire.origin, let head = TreeHead(told) else { return nil }
            self.content = .treeHead(head)
        default: return nil
        }
        self.origin = wire.origin
        self.unitPath = wire.unitPath
        self.registerEdition = wire.registerEdition
        self.journalNumber = wire.number
        self.recordedAt = Date(microseconds: wire.recordedAt)
        self.key = Key(origin: wire.origin, kind: kind, unitPath: wire.unitPath, alert: alertKey)
    }
}

extension FeedState.Summary {
    fileprivate init?(_ wire: WireUnitSummary) {
        guard wire.openCases.count <= FeedState.mostParts, wire.ratings.count <= FeedState.mostParts else { return nil }
        self.caseSequence = wire.caseSequence
        self.ratingSequence = wire.ratingSequence
        self.openCases = Dictionary(wire.openCases.map { ($0.state, Int(counted: $0.count)) }) { first, _ in first }
        self.overdueCases = Int(counted: wire.overdueCases)
        self.day = Int(wire.day)
        self.areRatingsBehind = wire.ratingsBehind
        self.ratings = Dictionary(
            wire.ratings.map { scale in
                (scale.scale, scale.levels.prefix(FeedState.mostLevels).map { Int(counted: $0) })
            },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension FeedState.Alert {
    fileprivate init?(_ wire: WireAlert) {
        guard wire.rule.settings.count <= FeedState.mostParts, let figures = Figures(of: wire) else { return nil }
        self.phase =
            switch wire.state {
            case .begun: .begun
            case .changed: .changed
            case .ended: .ended
            // Of a later version: what can be told of it.
            case .unspecified, .UNRECOGNIZED: wire.endedAt == 0 ? .changed : .ended
            }
        self.beganAt = Date(microseconds: wire.beganAt)
        self.raisedAt = Date(microseconds: wire.raisedAt)
        self.changedAt = Date(microseconds: wire.changedAt)
        self.endedAt = wire.endedAt == 0 ? nil : Date(microseconds: wire.endedAt)
        self.office = wire.office
        self.kiosk = wire.kiosk.isEmpty ? nil : wire.kiosk
        self.rule = wire.rule.name
        self.ruleSettings = Dictionary(wire.rule.settings.map { ($0.name, $0.value) }) { first, _ in first }
        self.figures = figures
    }
}

extension FeedState.Alert.Figures {
    /// What an alert is about; `nil` when its kind and its figures do not go together.
    fileprivate init?(of wire: WireAlert) {
        switch (wire.kind, wire.figures) {
        case (.kioskSilent, .silence(let silence)?):
            self = .kioskSilent(
                FeedState.Alert.KioskSilence(
                    lastHeardAt: Date(microseconds: silence.lastHeardAt),
                    isNeverHeard: silence.neverHeard,
                    heardAgainAt: silence.heardAgainAt == 0 ? nil : Date(microseconds: silence.heardAgainAt)
                )
            )
        case (.outboxGrows, .outbox(let outbox)?):
            self = .outboxGrows(
                FeedState.Alert.OutboxGrowth(
                    depth: Int(counted: outbox.depth),
                    reportedAt: Date(microseconds: outbox.reportedAt),
                    depthAtFirst: Int(counted: outbox.depthAtFirst)
                )
            )
        case (.clockError, .clock(let clock)?):
            self = .clockWrong(
                FeedState.Alert.ClockError(
                    offset: .microseconds(clock.offset),
                    reportedAt: Date(microseconds: clock.reportedAt)
                )
            )
        case (.satisfactionFell, .fall(let told)?):
            guard let fall = FeedState.Alert.SatisfactionFall(told) else { return nil }
            self = .satisfactionFell(fall)
        case (.unspecified, _), (.UNRECOGNIZED, _): self = .unknown
        default: return nil
        }
    }
}

extension FeedState.Alert.SatisfactionFall {
    fileprivate init?(_ wire: WireSatisfactionFall) {
        guard let since = Day(wire.sinceDay), let through = Day(wire.throughDay), let raised = Day(wire.raisedDay),
            let before = FeedState.Alert.Interval(wire.before, within: 0...1),
            let sinceThen = FeedState.Alert.Interval(wire.since, within: 0...1),
            let difference = FeedState.Alert.Interval(wire.fall, within: -1...1)
        else { return nil }
        self.scale = wire.scale
        self.sinceDay = Int(since.daysSinceEpoch)
        self.throughDay = Int(through.daysSinceEpoch)
        self.raisedDay = Int(raised.daysSinceEpoch)
        self.before = before
        self.ratingsBefore = Int(counted: wire.ratingsBefore)
        self.since = sinceThen
        self.ratingsSince = Int(counted: wire.ratingsSince)
        self.difference = difference
    }
}

extension FeedState.Alert.Interval {
    /// An interval, cut at the ends of what it can be; `nil` when it is none.
    fileprivate init?(_ wire: WireInterval, within range: ClosedRange<Double>) {
        guard wire.estimate.isFinite, wire.low.isFinite, wire.high.isFinite else { return nil }
        func cut(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
        self.estimate = cut(wire.estimate)
        self.low = cut(wire.low)
        self.high = cut(wire.high)
    }
}

extension FeedState.TreeHead {
    fileprivate init?(_ wire: WireTreeHead) {
        guard wire.rootHash.count == 32, wire.signature.count == 64, wire.publicKey.count == 32 else { return nil }
        self.origin = wire.origin
        self.treeSize = wire.treeSize
        self.rootHash = Array(wire.rootHash)
        self.signature = Array(wire.signature)
        self.publicKey = Array(wire.publicKey)
        self.microseconds = wire.time
    }
}

extension Int {
    /// A count of the wire, at most 2⁵³: no sum of the counts of one state overflows.
    fileprivate init(counted count: UInt64) {
        self = Int(clamping: Swift.min(count, 1 << 53))
    }
}
