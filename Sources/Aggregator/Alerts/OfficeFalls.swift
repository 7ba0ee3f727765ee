import CivilTime
import FeedbackProtocol
import FeedbackStore
import Satisfaction

/// Where satisfaction fell, by the tallies: a function of them, of the day and of the rules.
struct OfficeFalls: Sendable {
    /// The falls that hold.
    private(set) var standing: [AlertKey: AlertFacts.Fall] = [:]
    /// When the last alert of an office ended by itself.
    private(set) var ends: [AlertKey: Timestamp] = [:]
    /// The offices that had ratings lately, and those of them that have enough to be watched on some scale.
    private(set) var rated: Set<AlertPlace> = []
    private(set) var watched: Set<AlertPlace> = []

    /// Looks at every office, one after the other.
    ///
    /// - Parameters:
    ///   - tallies: The tallies.
    ///   - day: The last day that is over.
    ///   - scales: The scales that are known; ratings on others are left out.
    ///   - rules: The rules.
    /// - Returns: What holds at the end of the day.
    /// - Throws: ``StoreError`` when the tallies cannot be read.
    static func find(
        in tallies: TallyFile,
        through day: Day,
        scales: [String: SatisfactionScale],
        _ rules: AlertRules
    ) throws(StoreError) -> OfficeFalls {
        var found = OfficeFalls()
        try tallies.forEachOffice(through: Int64(day.daysSinceEpoch)) { office in
            guard let path = UnitPath(office.unitPath), let scale = scales[office.scale] else { return }
            let place = AlertPlace(path: path, registerEdition: office.registerEdition)
            found.look(at: office, on: scale, AlertKey(.drop, at: place, scale: scale.id), through: day, rules)
        }
        return found
    }

    private mutating func look(
        at office: OfficeDays,
        on scale: SatisfactionScale,
        _ key: AlertKey,
        through day: Day,
        _ rules: AlertRules
    ) {
        var watch = DropWatch(rules: rules.drop)
        for counted in office.days {
            guard let count = ShareCount(counted.levels, on: scale) else { continue }
            watch.add(DropWatch.RatedDay(day: Day(daysSinceEpoch: Int32(clamping: counted.day)), count: count))
        }
        if watch.isRated(on: day) { self.rated.insert(key.place) }
        if watch.isWatching(on: day) { self.watched.insert(key.place) }
        if let end = watch.lastEnded?.alert.ended { self.ends[key] = Timestamp(startOf: end) }
        guard let finding = watch.standing(on: day), let share = finding.alert.count.share else { return }
        self.standing[key] = AlertFacts.Fall(
            scale: FeedCode(scale.id),
            since: finding.alert.since,
            through: day,
            raised: finding.alert.raised,
            before: WireInterval(finding.beforeShare),
            ratingsBefore: finding.before.total,
            sinceThen: WireInterval(share),
            ratingsSince: finding.alert.count.total,
            fall: WireInterval(finding.alert.fall)
        )
    }
}
