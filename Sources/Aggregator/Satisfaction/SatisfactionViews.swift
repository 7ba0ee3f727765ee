import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Satisfaction

/// What is told besides the offices' figures: their own past, the hours of the week, counters, fields and hours.
struct SatisfactionViews {
    /// The most groups; more are asked for in a smaller unit.
    static let mostGroups = 5_000

    let book: FigureBook
    let scope: UnitCode?
    let scale: SatisfactionScale
    let minimumCount: UInt64
    /// Whether groups get places: not when presses that look like misuse are among them without being asked for.
    let isRanked: Bool

    /// Compares the offices of a report with their own past.
    ///
    /// - Parameters:
    ///   - figures: The report, which gets the comparison.
    ///   - name: What the earlier days are called on the wire.
    ///   - earlier: What was rated in them.
    func addTrend(to figures: inout WireSatisfactionFigures, against name: String, _ earlier: [OfficeRatings]) {
        var past: [UnitCode?: LevelTally] = [:]
        var total = LevelTally(levelCount: self.scale.levelCount)
        for rated in earlier where rated.scale == self.scale.id {
            let unit = self.book.office(rated.unitPath, ofEdition: rated.registerEdition)
            guard self.book.isCounted(unit, within: self.scope) else { continue }
            // What is left out of the figures now is left out of those then.
            let counted =
                figures.includesFlagged ? rated.tally.levels : rated.tally.levels.without(rated.flagged.excluded)
            let levels = counted.trimmed(to: self.scale)
            past[unit, default: LevelTally(levelCount: self.scale.levelCount)].merge(levels)
            total.merge(levels)
        }
        for index in figures.offices.indices {
            let unit = UnitCode(figures.offices[index].unit)
            figures.offices[index].trends.append(
                self.trend(from: past[unit], to: figures.offices[index].levels, against: name)
            )
        }
        figures.total.trends.append(self.trend(from: total, to: figures.total.levels, against: name))
    }

    private func trend(from past: LevelTally?, to now: [UInt64], against name: String) -> WireSatisfactionTrend {
        let empty = LevelTally(levelCount: self.scale.levelCount)
        let past = past ?? empty
        let trend = Trend(
            from: past,
            to: LevelTally(counts: now) ?? empty,
            on: self.scale,
            minimumCount: self.minimumCount
        )
        return .make {
            $0.against = name
            $0.levels = past.counts
            if let share = past.satisfied(on: self.scale) { $0.satisfied = WireInterval(share) }
            if let difference = trend.difference { $0.difference = WireInterval(difference) }
            $0.verdict = trend.verdict.rawValue
        }
    }

    /// The hours of the week, all offices and all ratings together.
    func weekMap(_ parts: [DividedRatings]) -> WireWeekMap {
        var map = WeekMap(self.scale)
        for part in self.counted(parts) {
            if let place = Int(part.part) { map.merge(part.levels.trimmed(to: self.scale), at: place) }
        }
        let cells = map.cells(on: self.scale)
        return .make {
            $0.ratings = cells.map(\.count)
            $0.satisfied = cells.map(\.satisfied)
        }
    }

    /// Counters, each of its office; they and the fields with the places they may hold, the hours in their order.
    ///
    /// All ratings are in them, for flags are not kept by counter, field or hour.
    ///
    /// - Parameters:
    ///   - parts: What was rated in each.
    ///   - division: By what it is divided.
    /// - Returns: The groups; `nil` when there would be too many.
    func groups(_ parts: [DividedRatings], by division: RatingDivision) -> [WireSatisfactionGroup]? {
        var tallies: [GroupKey: LevelTally] = [:]
        for part in self.counted(parts) {
            let unit =
                division == .counter
                ? self.book.office(part.unitPath, ofEdition: part.registerEdition)?.text ?? "" : ""
            let key = GroupKey(unit: unit, part: part.part)
            tallies[key, default: LevelTally(levelCount: self.scale.levelCount)]
                .merge(part.levels.trimmed(to: self.scale))
            guard tallies.count <= Self.mostGroups else { return nil }
        }
        if division == .hour {
            return tallies.sorted { (Int($0.key.part) ?? 0) < (Int($1.key.part) ?? 0) }.map { self.group($0, $1, nil) }
        }
        let keys = tallies.keys.sorted { ($0.unit, $0.part) < ($1.unit, $1.part) }
        // Their position stands for a unit's code: the ranking needs no more than an order.
        let entries = keys.enumerated().compactMap { index, key -> UnitRanking.Entry? in
            guard let tally = tallies[key], let share = tally.satisfied(on: self.scale) else { return nil }
            return UnitRanking.Entry(unit: GroupKey.name(index), count: tally.total, figure: share)
        }
        let ranking = UnitRanking(entries, minimumCount: self.isRanked ? self.minimumCount : .max)
        let order: [(String, UnitRanking.Place?)] =
            ranking.places.map { ($0.entry.unit, $0 as UnitRanking.Place?) } + ranking.unranked.map { ($0.unit, nil) }
        return order.compactMap { name, place in
            guard let index = Int(name), keys.indices.contains(index), let tally = tallies[keys[index]] else {
                return nil
            }
            return self.group(keys[index], tally, place)
        }
    }

    /// The parts of the scale that offices of the scope have.
    private func counted(_ parts: [DividedRatings]) -> some Sequence<DividedRatings> {
        parts.lazy.filter { part in
            part.scale == self.scale.id
                && self.book.isCounted(
                    self.book.office(part.unitPath, ofEdition: part.registerEdition),
                    within: self.scope
                )
        }
    }

    private func group(_ key: GroupKey, _ tally: LevelTally, _ place: UnitRanking.Place?) -> WireSatisfactionGroup {
        .make {
            $0.unit = key.unit
            $0.part = key.part
            $0.satisfaction = .make {
                $0.levels = tally.counts
                if let share = tally.satisfied(on: self.scale) { $0.satisfied = WireInterval(share) }
                if let share = tally.dissatisfied(on: self.scale) { $0.dissatisfied = WireInterval(share) }
                if let mean = ConfidenceInterval.mean(of: tally) { $0.mean = WireInterval(mean) }
                $0.bestPlace = UInt32(clamping: place?.best ?? 0)
                $0.worstPlace = UInt32(clamping: place?.worst ?? 0)
            }
        }
    }
}

/// A counter of an office, or a field or hour of all of them.
private struct GroupKey: Hashable {
    let unit: String
    let part: String

    /// A name that sorts as the position does.
    static func name(_ index: Int) -> String { String(10_000 + index).dropFirst().description }
}
