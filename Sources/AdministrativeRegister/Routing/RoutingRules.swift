package import CivilTime

/// The rules of who is responsible, in sets that follow one another in time.
///
/// Of the rules that hold for an entry, the most specific one decides: one that names the entry's subject before one that
/// does not, then one that names its field, then one that names a unit, a lower unit before a higher, then one that names
/// its lane. Two rules with the same conditions never hold on the same day, so exactly one is the most specific.
package struct RoutingRules: Sendable {
    /// The rules in force during one period.
    package struct RuleSet: Sendable, Identifiable {
        /// The id, kept with every case that the set decided.
        package let id: String
        /// The days on which the set is in force.
        package let period: ValidityPeriod
        /// Where the set comes from, and who confirmed it.
        package let source: String
        /// The rules in the order of the file.
        package let rules: [RoutingRule]
        /// The rules by subject and field; see `RoutingRules.group(_:_:fields:)`.
        let groups: [Int: Group]
    }

    /// The rules with the same conditions on subject and field, as positions in `RuleSet.rules`.
    struct Group: Sendable {
        /// Those that name a unit; of each unit, those that name a lane first.
        var byOffice: [UnitCode: [Int]] = [:]
        /// Those for every unit, those that name a lane first.
        var anywhere: [Int] = []
    }

    /// The sets, oldest first; never empty.
    package let sets: [RuleSet]
    let subjects: CodeList
    let fields: CodeList

    /// The set in force on a day; before the first the first, as with `Register.edition(on:)`.
    package func ruleSet(on day: Day) -> RuleSet {
        self.sets[self.sets.lastIndex { $0.period.firstDay <= day } ?? 0]
    }

    /// Finds the one unit that is responsible for an entry.
    ///
    /// The same arguments give the same decision, always, and the unit is one of the edition: where no rule holds or the
    /// office is unknown, the provincial centre's triage desk.
    /// - Parameters:
    ///   - query: what the entry is.
    ///   - edition: the edition of the register that the query's units are of; where the query's day is not within it, the
    ///     rules of its nearest day count, so that a wrong clock does not leave an entry without a rule.
    /// - Returns: the unit, the rule that chose it and the editions of both.
    package func route(_ query: RoutingQuery, in edition: Edition) -> RoutingDecision {
        let day = edition.dayInForce(nearestTo: query.day)
        let setIndex = self.sets.lastIndex { $0.period.firstDay <= day } ?? 0
        func decision(
            _ unit: UnitCode,
            _ rule: RoutingRule?,
            about concerned: UnitCode?,
            _ reason: RoutingDecision.Reason
        ) -> RoutingDecision {
            RoutingDecision(
                unit: unit,
                ruleID: rule?.id ?? RoutingDecision.fallbackRuleID,
                ruleSetID: self.sets[setIndex].id,
                editionID: edition.id,
                concernedUnit: concerned,
                rule: rule,
                reason: reason
            )
        }
        let centre = edition.serviceCentre.code
        let concerned = query.unitComplainedAbout ?? query.office
        guard let path = edition.path(of: concerned) else { return decision(centre, nil, about: nil, .unknownOffice) }
        guard let rule = self.rule(for: query, on: day, path: path, in: self.sets[setIndex], of: edition) else {
            return decision(centre, nil, about: concerned, .noRule)
        }
        switch rule.target {
        case .office: return decision(concerned, rule, about: concerned, .rule)
        case .provinceCentre: return decision(centre, rule, about: concerned, .rule)
        case .province: return decision(edition.root.code, rule, about: concerned, .rule)
        case .unit(let unit): return decision(unit, rule, about: concerned, .rule)
        case .parent:
            guard path.count >= 2 else { return decision(centre, rule, about: concerned, .noUnitAbove) }
            return decision(path[path.count - 2], rule, about: concerned, .rule)
        }
    }

    private func rule(
        for query: RoutingQuery,
        on day: Day,
        path: [UnitCode],
        in set: RuleSet,
        of edition: Edition
    ) -> RoutingRule? {
        let subject = query.subject.flatMap { self.subjects.position(of: $0) }.map { $0 + 1 } ?? 0
        let field = query.field.flatMap { self.fields.position(of: $0) }.map { $0 + 1 } ?? 0
        func key(_ subject: Int, _ field: Int) -> Int { RoutingRules.group(subject, field, fields: self.fields) }
        func first(of positions: [Int]) -> RoutingRule? {
            // By position, because copying each rule that is looked at costs more than looking at it.
            for position in positions {
                let lane = set.rules[position].conditions.lane
                guard lane == nil || lane == query.lane else { continue }
                guard set.rules[position].period.contains(day) else { continue }
                if case .unit(let unit) = set.rules[position].target, !edition.contains(unit) { continue }
                return set.rules[position]
            }
            return nil
        }
        func first(inGroup index: Int) -> RoutingRule? {
            guard let group = set.groups[index] else { return nil }
            if !group.byOffice.isEmpty {
                for office in path.reversed() {
                    if let positions = group.byOffice[office], let rule = first(of: positions) { return rule }
                }
            }
            return first(of: group.anywhere)
        }
        if subject > 0 {
            if field > 0, let rule = first(inGroup: key(subject, field)) { return rule }
            if let rule = first(inGroup: key(subject, 0)) { return rule }
        }
        if field > 0, let rule = first(inGroup: key(0, field)) { return rule }
        return first(inGroup: key(0, 0))
    }

    /// The key in `RuleSet.groups` of a subject and a field, each counted from 1 in its list, with 0 for `*`.
    static func group(_ subject: Int, _ field: Int, fields: CodeList) -> Int {
        subject * (fields.items.count + 1) + field
    }
}
