import AdministrativeRegister
import FeedbackProtocol
import Satisfaction

/// What was rated on one scale, office by office, with what chance leaves of it.
struct SatisfactionReport {
    private let offices: [UnitCode?: RatingTally]
    private let flagged: [UnitCode?: FlaggedRatings]
    private let includesFlagged: Bool
    private let scale: SatisfactionScale
    let minimumCount: UInt64

    /// Reports tallies of ten levels, of which those above the scale's are empty.
    ///
    /// - Parameters:
    ///   - offices: All ratings of each office.
    ///   - flagged: What of them is flagged as misuse.
    ///   - includesFlagged: Whether those that the rules keep out are counted, too.
    ///   - scale: The scale.
    ///   - minimumCount: How many ratings a place takes.
    init(
        _ offices: [UnitCode?: RatingTally],
        flagged: [UnitCode?: FlaggedRatings] = [:],
        includesFlagged: Bool = false,
        on scale: SatisfactionScale,
        minimumCount: UInt64
    ) {
        let offices = offices.map { unit, tally in
            let excluded = includesFlagged ? nil : flagged[unit]?.excluded
            let levels = excluded.map { tally.levels.without($0) } ?? tally.levels
            let counts = Array(levels.counts.prefix(scale.levelCount))
            let counted = RatingTally(
                levels: LevelTally(counts: counts) ?? LevelTally(levelCount: scale.levelCount),
                criteria: tally.criteria,
                reasons: tally.reasons
            )
            return (unit, counted)
        }
        self.offices = Dictionary(offices) { first, _ in first }
        self.flagged = flagged
        self.includesFlagged = includesFlagged
        self.scale = scale
        self.minimumCount = minimumCount
    }

    /// How many ratings the rules of misuse keep out, whether they are counted here or not.
    var excludedCount: UInt64 { self.flagged.values.reduce(0) { $0 &+ $1.excluded.total } }

    /// The report on the wire, without what the query alone knows.
    var wire: WireSatisfactionFigures {
        let entries = self.offices.compactMap { unit, tally -> UnitRanking.Entry? in
            guard let unit, let share = tally.levels.satisfied(on: self.scale) else { return nil }
            return UnitRanking.Entry(unit: unit.text, count: tally.levels.total, figure: share)
        }
        let ranking = UnitRanking(entries, minimumCount: self.minimumCount)
        let places = ranking.places.map { place in self.office(place.entry.unit, place) }
        let unranked = ranking.unranked.map { self.office($0.unit, nil) }
        // All that they had is kept out.
        let emptied = self.offices.filter { $0.key != nil && $0.value.levels.total == 0 }.keys.compactMap(\.self)
            .sorted { $0.text < $1.text }.map { self.office($0.text, nil) }
        let elsewhere = self.offices[nil].map { self.wire("", $0, self.flagged[nil], nil) }
        var total = RatingTally(self.scale)
        for tally in self.offices.values { total.merge(tally) }
        let flagged = self.flagged.values.reduce(into: FlaggedRatings()) { $0.merge($1) }
        return .make {
            $0.scale = self.scale.id
            $0.satisfiedFrom = UInt32(self.scale.satisfiedFrom)
            $0.dissatisfiedThrough = UInt32(self.scale.dissatisfiedThrough)
            $0.minimumCount = UInt32(clamping: self.minimumCount)
            $0.offices = places + unranked + emptied + [elsewhere].compactMap(\.self)
            $0.total = self.wire("", total, flagged, nil)
            $0.includesFlagged = self.includesFlagged
        }
    }

    private func office(_ unit: String, _ place: UnitRanking.Place?) -> WireOfficeSatisfaction {
        let code = UnitCode(unit)
        let tally = code.flatMap { self.offices[$0] } ?? RatingTally(self.scale)
        return self.wire(unit, tally, code.flatMap { self.flagged[$0] }, place)
    }

    private func wire(
        _ unit: String,
        _ tally: RatingTally,
        _ flagged: FlaggedRatings?,
        _ place: UnitRanking.Place?
    ) -> WireOfficeSatisfaction {
        .make {
            $0.unit = unit
            $0.levels = tally.levels.counts
            if let share = tally.levels.satisfied(on: self.scale) { $0.satisfied = WireInterval(share) }
            if let share = tally.levels.dissatisfied(on: self.scale) { $0.dissatisfied = WireInterval(share) }
            if let mean = ConfidenceInterval.mean(of: tally.levels) { $0.mean = WireInterval(mean) }
            $0.bestPlace = UInt32(clamping: place?.best ?? 0)
            $0.worstPlace = UInt32(clamping: place?.worst ?? 0)
            $0.criteria = tally.wireCriteria
            $0.reasons = tally.wireReasons
            if let flagged { $0.set(flagged, levelCount: self.scale.levelCount) }
        }
    }
}

extension RatingTally {
    /// What was answered of the criteria, on the wire, by code.
    var wireCriteria: [WireCriterionCount] {
        self.criteria.sorted { $0.key < $1.key }.map { code, counts in
            .make {
                $0.criterion = code
                $0.met = counts.met
                $0.notMet = counts.notMet
            }
        }
    }

    /// The reasons on the wire, the most frequent first.
    var wireReasons: [WireReasonCount] {
        self.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
            .make {
                $0.reason = code
                $0.count = count
            }
        }
    }
}

extension WireInterval {
    /// An interval on the wire.
    init(_ interval: ConfidenceInterval) {
        self = .make {
            $0.estimate = interval.estimate
            $0.low = interval.low
            $0.high = interval.high
        }
    }
}
