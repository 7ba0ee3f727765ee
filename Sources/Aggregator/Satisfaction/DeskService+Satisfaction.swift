import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import Satisfaction

/// Requests for satisfaction.
extension DeskService {
    /// The most answers an office can be asked to have for a place.
    private static let mostAnswers: UInt32 = 100_000

    func satisfaction(_ query: WireGetSatisfaction, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let geography = try self.geography(query.geography)
        let scope = try self.scope(of: query.unit, in: geography, for: principal)
        let (from, through) = try self.satisfactionDays(query)
        guard query.minimumCount <= Self.mostAnswers else {
            throw DeskRefusal(.malformed, "A place can take 1 to \(Self.mostAnswers) ratings, no more.")
        }
        let tallies = self.tallies
        let found = try self.reading { () throws(StoreError) in
            try tallies.ratings(in: RatingGroup.hours(from: from, through: through))
        }
        let book = FigureBook(register: self.register, geography: geography)
        var offices: [String: [UnitCode?: RatingTally]] = [:]
        var flagged: [String: [UnitCode?: FlaggedRatings]] = [:]
        for rated in found.offices {
            let unit = book.office(rated.unitPath, ofEdition: rated.registerEdition)
            guard book.isCounted(unit, within: scope) else { continue }
            offices[rated.scale, default: [:]][unit, default: RatingTally()].merge(rated.tally)
            flagged[rated.scale, default: [:]][unit, default: FlaggedRatings()].merge(rated.flagged)
        }
        let scale = try self.scale(query.scale, in: offices)
        let report = SatisfactionReport(
            offices[scale.id] ?? [:],
            flagged: flagged[scale.id] ?? [:],
            includesFlagged: query.countsAll,
            on: scale,
            minimumCount: query.minimumCount == 0 ? UnitRanking.usualMinimumCount : UInt64(query.minimumCount)
        )
        var figures = report.wire
        let views = SatisfactionViews(
            book: book,
            scope: scope,
            scale: scale,
            minimumCount: report.minimumCount,
            isRanked: query.includeFlagged || report.excludedCount == 0
        )
        try self.addViews(to: &figures, query, views, (from, through))
        // Read after the mark, so that it is not behind it.
        let newest = try self.reading { () throws(StoreError) in try self.store.newestNumbers().position }
        return .make {
            $0.satisfaction = figures
            $0.satisfaction.geography = geography.id
            $0.satisfaction.total.unit = scope?.text ?? ""
            $0.satisfaction.otherScales = offices.keys.filter { $0 != scale.id }.sorted()
            $0.satisfaction.throughPosition = found.mark.position
            $0.satisfaction.journalPosition = max(newest, found.mark.position)
            $0.satisfaction.misuse = WireMisuseSettings(self.misuse, isAlwaysOpen: self.isAlwaysOpen)
        }
    }

    /// The scale that was asked for; without one, that with the most ratings.
    private func scale(
        _ id: String,
        in offices: [String: [UnitCode?: RatingTally]]
    ) throws(DeskRefusal) -> SatisfactionScale {
        let counts = offices.mapValues { $0.values.reduce(0) { $0 &+ $1.levels.total } }
        let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let wanted = id.isEmpty ? most ?? self.scales[0].id : id
        guard let scale = self.scales.first(where: { $0.id == wanted }) else {
            let known = self.scales.map(\.id).joined(separator: ", ")
            throw DeskRefusal(.notFound, "There is no such scale; there are \(known).")
        }
        return scale
    }
}

extension WireGetSatisfaction {
    /// Whether flagged ratings are counted: as asked for, and where they are not kept apart, so that parts make the total.
    var countsAll: Bool { self.includeFlagged || self.withWeekMap || !self.groupBy.isEmpty }
}
