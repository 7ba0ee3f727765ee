import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FoundationEssentials

/// Why one row can't be a case here; the others still can.
struct ImportRefusal: Error {
    /// In English, says what to do, without a full stop.
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

/// Holds imported cases to the register and the rules; whoever converted the rows is not relied on.
struct ImportCheck: Sendable {
    /// The most cases of one request.
    static let mostCases = 500

    private let law: CaseLaw
    private let units: CaseUnits
    private let edition: String
    private let now: Timestamp

    /// The furthest a due date may be from now, in days.
    private static let furthestDueDays: Int64 = 36_525

    /// Prepares to check.
    ///
    /// - Parameters:
    ///   - law: The rules.
    ///   - units: The register's units.
    ///   - edition: The register edition that the cases' units are of.
    ///   - now: No date but a due date may be later.
    init(law: CaseLaw, units: CaseUnits, edition: String, now: Timestamp) {
        self.law = law
        self.units = units
        self.edition = edition
        self.now = now
    }

    /// Checks a request's bounds and the form of everything in it; nothing is looked up.
    ///
    /// - Throws: ``ImportRefusal`` for the request as a whole.
    static func checkForm(of wish: WireImportCases) throws(ImportRefusal) {
        guard (1...self.mostCases).contains(wish.cases.count) else {
            throw ImportRefusal("An import has 1 to \(self.mostCases) cases a request; divide it")
        }
        try self.checkForm(ofSource: wish.source)
        guard let wrong = wish.cases.firstIndex(where: { !self.isWellFormed($0) }) else { return }
        throw ImportRefusal(
            "Case \(wrong + 1) of the request has an identifier, a digest, a code or a day of a wrong form, so nothing "
                + "was imported; update langnghe to the aggregator's version"
        )
    }

    /// Checks the name of a source.
    ///
    /// - Throws: ``ImportRefusal`` when it has a wrong form.
    static func checkForm(ofSource source: String) throws(ImportRefusal) {
        guard self.isCode(source, maximumLength: 100) else {
            throw ImportRefusal(
                "A source is named with 1 to 100 letters, digits, hyphens, underscores and full stops; name it so in "
                    + "the mapping"
            )
        }
    }

    private static func isWellFormed(_ candidate: WireImportCase) -> Bool {
        let facts = candidate.facts
        let row = candidate.row
        guard let id = SubmissionID(bytes: candidate.id), id.high >> 12 & 0xF == 8, id.low >> 62 == 0b10,
            [row.requestKey, row.rowDigest, row.factsDigest].allSatisfy({ $0.count == 16 }),
            (1...1_000_000).contains(row.ordinal)
        else { return false }
        let codes = [facts.office, facts.responsibleUnit, facts.subject, facts.field, facts.standing, facts.state]
        let mayBeEmpty = [facts.channel, facts.outcome].filter { !$0.isEmpty }
        let days = [facts.dueDay, facts.endDay].filter { !$0.isEmpty }
        return (codes + mayBeEmpty).allSatisfy { self.isCode($0, maximumLength: 64) }
            && days.allSatisfy { Day($0) != nil }
    }

    /// Whether a text is a name of ASCII letters, digits, hyphens, underscores and full stops.
    private static func isCode(_ text: String, maximumLength: Int) -> Bool {
        (1...maximumLength).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
                default: false
                }
            }
    }

    /// The journal's entry for a case.
    ///
    /// - Throws: ``ImportRefusal`` when the facts don't fit the register, the rules or each other.
    func entry(of candidate: WireImportCase, from source: String) throws(ImportRefusal) -> WireCaseImported {
        let facts = candidate.facts
        guard self.units.path(of: facts.office, inEdition: self.edition) != nil,
            let path = self.units.path(of: facts.responsibleUnit, inEdition: self.edition)
        else {
            throw ImportRefusal(
                "the aggregator's register has no edition \(self.edition) with these units; correct the mapping"
            )
        }
        try self.checkTimes(facts)
        let (lifecycle, ruleSet) = try self.rules(of: facts)
        return .make {
            $0.id = candidate.id
            $0.source = source
            $0.row = candidate.row
            $0.facts = facts
            $0.registerEdition = self.edition
            $0.unitPath = path
            $0.lifecycle = lifecycle.id.rawValue
            $0.caseRules = ruleSet?.id.rawValue ?? ""
        }
    }

    private func checkTimes(_ facts: WireImportedFacts) throws(ImportRefusal) {
        let now = self.now.microseconds
        guard facts.receivedAt > 0, facts.receivedAt <= now else {
            throw ImportRefusal("it was received before 1970 or after now; correct the date")
        }
        let isAsItStands =
            switch facts.standing {
            case "open": facts.closedAt == 0 && facts.cancelledAt == 0
            case "closed": facts.closedAt != 0 && facts.cancelledAt == 0
            case "cancelled": facts.closedAt == 0 && facts.cancelledAt != 0
            default: false
            }
        guard isAsItStands else {
            throw ImportRefusal("its dates don't say whether it is open, closed or cancelled; correct them")
        }
        for end in [facts.closedAt, facts.cancelledAt] where end != 0 {
            guard end >= facts.receivedAt, end <= now else {
                throw ImportRefusal("it ended before it was received or after now; correct the date")
            }
        }
        guard facts.dueAt == 0 || facts.dueAt >= facts.receivedAt,
            facts.dueAt < now + ImportCheck.furthestDueDays * 86_400_000_000
        else { throw ImportRefusal("it was due before it was received or in more than 100 years; correct the date") }
    }

    /// The rules of the case's lane on the day of its reception.
    private func rules(
        of facts: WireImportedFacts
    ) throws(ImportRefusal) -> (LifecycleDefinition, CaseRuleSet?) {
        guard let lane = facts.lane.lane, lane != .denunciation else {
            throw ImportRefusal("a denunciation (tố cáo) can't be imported; leave it out")
        }
        let ruleSet = self.law.ruleSet(on: Timestamp(microseconds: facts.receivedAt).localDay)
        let lifecycle = ruleSet?.lifecycle(for: lane)
        let definition = lifecycle ?? .smallest
        guard let state = definition.definition(of: CaseState(rawValue: facts.state)) else {
            let known = definition.states.map(\.state.rawValue).joined(separator: ", ")
            throw ImportRefusal("life cycle \(definition.id) has no state \(facts.state); map it to one of \(known)")
        }
        let fits =
            switch facts.standing {
            case "open": state.phase == .open
            case "closed": state.phase == .final && state.nationalCategory != .notCounted
            default: state.phase == .final && state.nationalCategory == .notCounted
            }
        guard fits else {
            throw ImportRefusal("state \(facts.state) does not count as \(facts.standing); correct the mapping")
        }
        if !facts.outcome.isEmpty, let ruleSet {
            let outcome = CaseOutcomeID(rawValue: facts.outcome)
            guard ruleSet.outcomes.contains(where: { $0.id == outcome && $0.lanes.contains(lane) }) else {
                throw ImportRefusal("the rules have no outcome \(facts.outcome) in its lane; correct the mapping")
            }
        }
        return (definition, lifecycle == nil ? nil : ruleSet)
    }
}
