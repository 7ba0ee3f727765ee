package import CaseLifecycle
package import CivilTime

/// A change of a case as the feed tells it: live, and when it is told again.
package struct CaseChangeRecord: Sendable, Hashable {
    /// The journal position that made it; for a new case its submission's, which is the case's number.
    package let number: UInt64
    /// When the aggregator recorded it.
    package let recordedAt: Timestamp
    /// The case's number (số vụ việc).
    package let caseNumber: UInt64
    /// The case's version after it.
    package let version: UInt32
    /// Where the case stands after it.
    package let state: CaseState
    /// The unit responsible after it, and that one's place.
    package internal(set) var place: Place
    /// The unit that was responsible before, when it was another one.
    package internal(set) var departure: Place?
    /// What was received.
    package let reception: Reception
    /// The routing rule that chose the first unit, and its set.
    package let routingRule: String
    /// The set of the rule.
    package let routingRuleSet: String

    /// A unit, and the numbers that an event has there.
    package struct Place: Sendable, Hashable {
        /// The codes from the root to the unit.
        package let unitPath: [String]
        /// The register edition they belong to.
        package let registerEdition: String
        /// For each unit of the path, the number of case events in it and below it so far, this one included.
        package internal(set) var scopeSequences: [UInt64] = []
    }

    /// What stays the same through a case's life; nothing of it is what a citizen wrote.
    package struct Reception: Sendable, Hashable {
        package let lane: Lane
        package let subject: String
        package let field: String
        package let officeCode: String
        /// When the citizen gave it.
        package let capturedAt: Timestamp
    }
}

extension CaseChangeRecord {
    /// The change that made a case what it is.
    ///
    /// - Parameters:
    ///   - file: The case after it.
    ///   - earlier: The case before it; `nil` for a new one.
    ///   - number: The journal position.
    ///   - recordedAt: When.
    init(_ file: CaseFile, after earlier: CaseFile?, number: UInt64, recordedAt: Timestamp) {
        self.number = number
        self.recordedAt = recordedAt
        self.caseNumber = file.number
        self.version = file.version
        self.state = file.state
        self.place = Place(unitPath: file.unitPath, registerEdition: file.registerEdition)
        self.departure = earlier.flatMap { earlier in
            earlier.unitPath == file.unitPath
                ? nil : Place(unitPath: earlier.unitPath, registerEdition: earlier.registerEdition)
        }
        self.reception = Reception(
            lane: file.reception.lane,
            subject: file.reception.subject,
            field: file.reception.field,
            officeCode: file.reception.officeCode,
            capturedAt: file.reception.capturedAt
        )
        self.routingRule = file.routing.ruleID
        self.routingRuleSet = file.routing.ruleSetID
    }

    /// Numbers the change: for the unit it left first.
    mutating func count(in counters: inout ScopeCounters) {
        self.departure?.count(in: &counters)
        self.place.count(in: &counters)
    }
}

extension CaseChangeRecord.Place {
    fileprivate mutating func count(in counters: inout ScopeCounters) {
        self.scopeSequences = counters.advance(.caseChanges, unitPath: self.unitPath, by: 1).map { $0 + 1 }
    }
}
