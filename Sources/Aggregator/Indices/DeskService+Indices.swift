import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import Satisfaction
import ServiceIndices

/// Requests for the official indices.
extension DeskService {
    private static let mostChoices = 64

    func indices(_ query: WireGetIndices, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let geography = try self.geography(query.geography)
        let sight = try self.scope(of: "", in: geography, for: principal)
        let scope = try self.scope(of: query.unit, in: geography, for: principal)
        let days = try self.indexDays(query)
        let laws = try Self.laws(query.law)
        let choices = try Self.choices(query.choices)
        let page = try query.hasDrillDown ? IndexPage(query.drillDown) : nil
        let book = FigureBook(register: self.register, geography: geography)
        let cases = try self.indexedCases(days, IndexReader(book, sight: sight, scope: scope, choices), principal)
        let (rated, mark) = try self.indexedRatings(days, book, scope)
        let inputs = IndexInputs(
            cases: cases.cases,
            casesAbout: cases.reports,
            criteria: rated.criteria,
            levels: rated.levels,
            reasons: rated.reasons,
            counters: rated.counters
        )
        // A period before the law has no figures of it.
        let report = IndexReport(laws.filter { !$0.versions(in: days).isEmpty }, from: inputs, choices)
        let shown = try page.map { page throws(DeskRefusal) in try page.wire(report, nameless: cases.nameless) }
        return .make {
            $0.indices = .make {
                $0.geography = geography.id
                $0.unit = scope?.text ?? ""
                $0.fromDay = days.lowerBound.description
                $0.throughDay = days.upperBound.description
                $0.laws = laws.map { WireIndexLaw($0, in: days) }
                $0.figures = report.entries.map { WireIndexFigure($0) }
                $0.throughPosition = mark.position
                if let shown { $0.cases = shown }
            }
        }
    }

    private func indexDays(_ query: WireGetIndices) throws(DeskRefusal) -> ClosedRange<Day> {
        let named = try Self.days(from: query.fromDay, through: query.throughDay)
        let days = IndexPeriod.days(
            from: query.fromDay.isEmpty ? nil : named.from,
            through: query.throughDay.isEmpty ? nil : named.through,
            today: self.now().localDay
        )
        guard let days else {
            throw DeskRefusal(.malformed, "The first day is still to come. Name an earlier one, or a last day too.")
        }
        return days
    }

    private static func laws(_ id: String) throws(DeskRefusal) -> [IndexLaw] {
        if id.isEmpty { return IndexLaw.allCases }
        guard let law = IndexLaw(rawValue: id) else {
            let known = IndexLaw.allCases.map(\.rawValue).joined(separator: ", ")
            throw DeskRefusal(.notFound, "There are no indices of such a law; there are \(known).")
        }
        return [law]
    }

    private static func choices(_ made: [WireIndexChoice]) throws(DeskRefusal) -> IndexChoices {
        guard made.count <= Self.mostChoices else {
            throw DeskRefusal(.malformed, "Make at most \(Self.mostChoices) choices.")
        }
        var choices = IndexChoices()
        for choice in made {
            do throws(IndexChoiceProblem) {
                try choices.set(choice.name, to: choice.value)
            } catch {
                throw DeskRefusal(.malformed, error.description)
            }
        }
        return choices
    }

    /// The cases of a period, but for those of sealed lanes: an index would tell of them.
    private func indexedCases(
        _ days: ClosedRange<Day>,
        _ empty: IndexReader,
        _ principal: Principal
    ) throws(DeskRefusal) -> IndexReader {
        let received =
            Timestamp(startOf: days.lowerBound)..<Timestamp(startOf: days.upperBound.advanced(byDays: 1))
        let rules = self.law.ruleSets + self.law.formerRuleSets
        let events = CaseFacts.events.union(rules.flatMap { $0.outcomes.flatMap(\.events) })
        let now = self.now()
        var reader = empty
        var isWhole = true
        try self.reading { () throws(StoreError) in
            try self.store.forEachCase(received: received, overdueAt: now, events: events) { counted in
                guard counted.file.reception.lane != .denunciation, !self.access.isSealed(counted.file) else {
                    return true
                }
                isWhole = reader.add(counted, self.outcome(of: counted.count)) {
                    self.access.level(of: counted.file, for: principal) >= .number
                }
                return isWhole
            }
        }
        guard isWhole else {
            throw DeskRefusal(
                .malformed,
                "More than \(IndexReader.mostCases) cases: ask for a shorter period or a unit further down."
            )
        }
        return reader
    }

    /// What was rated in a period in the scope, over all scales.
    private func indexedRatings(
        _ days: ClosedRange<Day>,
        _ book: FigureBook,
        _ scope: UnitCode?
    ) throws(DeskRefusal) -> (IndexInputs, JournalMark) {
        let hours = RatingGroup.hours(from: days.lowerBound, through: days.upperBound)
        let tallies = self.tallies
        var inputs = IndexInputs()
        let found = try self.reading { () throws(StoreError) in try tallies.ratings(in: hours) }
        func isCounted(_ path: [String], _ edition: String) -> Bool {
            book.isCounted(book.office(path, ofEdition: edition), within: scope)
        }
        for rated in found.offices where isCounted(rated.unitPath, rated.registerEdition) {
            for (code, counts) in rated.tally.criteria {
                let before = inputs.criteria[code] ?? .init()
                inputs.criteria[code] = .init(met: before.met + counts.met, notMet: before.notMet + counts.notMet)
            }
            inputs.reasons.merge(rated.tally.reasons, uniquingKeysWith: +)
            let levels = self.trimmed(rated.tally.levels, rated.scale)
            inputs.levels[rated.scale, default: LevelTally(levelCount: levels.counts.count)].merge(levels)
        }
        // An office is what has no units below it: a counter's name says nothing beyond one.
        if let scope, book.geography.children(of: scope).isEmpty {
            let divided = try self.reading { () throws(StoreError) in
                try tallies.ratings(in: hours, dividedBy: .counter)
            }
            inputs.counters = divided.parts.compactMap { part -> IndexInputs.Counter? in
                guard !part.part.isEmpty, isCounted(part.unitPath, part.registerEdition) else { return nil }
                return IndexInputs.Counter(part.part, scale: part.scale, levels: self.trimmed(part.levels, part.scale))
            }
        }
        return (inputs, found.mark)
    }

    /// Ten levels cut to those of their scale; a scale that is no more keeps all.
    func trimmed(_ levels: LevelTally, _ scale: String) -> LevelTally {
        guard let scale = self.scales.first(where: { $0.id == scale }) else { return levels }
        return levels.trimmed(to: scale)
    }
}

extension LevelTally {
    /// The first levels, as many as a scale has.
    func trimmed(to scale: SatisfactionScale) -> LevelTally {
        LevelTally(counts: Array(self.counts.prefix(scale.levelCount))) ?? LevelTally(levelCount: scale.levelCount)
    }
}
