package import CaseLifecycle
package import CivilTime

/// Where an event stands: in its origin's journal and in the scopes it counts in.
package struct FeedPosition: Sendable, Hashable {
    /// The unit the event is about, and who tells it.
    package let place: FeedPlace

    /// The position in the origin's journal.
    package var number: UInt64

    /// When the journal recorded it.
    package var recordedAt: Timestamp

    /// For each unit of the path, the number of the event among the events of its stream in that unit and below it.
    package var scopeSequences: [UInt64]

    /// Makes a position at a place.
    package init(_ place: FeedPlace, number: UInt64, recordedAt: Timestamp, scopeSequences: [UInt64]) {
        self.place = place
        self.number = number
        self.recordedAt = recordedAt
        self.scopeSequences = scopeSequences
    }

    /// Makes a position.
    package init(
        origin: String,
        number: UInt64,
        recordedAt: Timestamp,
        path: UnitPath,
        scopeSequences: [UInt64],
        registerEdition: FeedCode
    ) {
        self.init(
            FeedPlace(origin: origin, path: path, registerEdition: registerEdition),
            number: number,
            recordedAt: recordedAt,
            scopeSequences: scopeSequences
        )
    }
}

/// What anyone may know of a change of a case: codes, numbers and times, and nothing a person wrote.
package struct CaseChangeFacts: Sendable, Hashable {
    /// The case's number (số vụ việc).
    package var caseNumber: UInt64
    package var lane: Lane
    package var subject: FeedCode
    package var field: FeedCode

    /// The office where it was given.
    package var office: FeedUnitCode

    /// The state after the change.
    package var state: FeedCode
    package var version: UInt32

    /// When the citizen gave it; sent cut to the minute.
    package var capturedAt: Timestamp
    package var routingRule: FeedCode
    package var routingRuleSet: FeedCode

    /// Gathers the facts.
    package init(
        caseNumber: UInt64,
        lane: Lane,
        subject: FeedCode,
        field: FeedCode,
        office: FeedUnitCode,
        state: FeedCode,
        version: UInt32,
        capturedAt: Timestamp,
        routingRule: FeedCode,
        routingRuleSet: FeedCode
    ) {
        self.caseNumber = caseNumber
        self.lane = lane
        self.subject = subject
        self.field = field
        self.office = office
        self.state = state
        self.version = version
        self.capturedAt = capturedAt
        self.routingRule = routingRule
        self.routingRuleSet = routingRuleSet
    }
}

/// What anyone may know of a rating, which is anonymous by construction.
package struct RatingFacts: Sendable, Hashable {
    /// One criterion that was asked about.
    package struct Criterion: Sendable, Hashable {
        package var code: FeedCode
        package var isMet: Bool

        /// Makes a criterion's answer.
        package init(code: FeedCode, isMet: Bool) {
            self.code = code
            self.isMet = isMet
        }
    }

    /// The office where it was given.
    package var office: FeedUnitCode

    /// The counter's number as the office set it at the kiosk.
    package var counter: FeedLabel
    package var field: FeedCode
    package var scale: FeedCode
    package var level: UInt32
    package var criteria: [Criterion]
    package var reasons: [FeedCode]

    /// When the citizen gave it; sent cut to the minute.
    package var capturedAt: Timestamp

    /// Gathers the facts.
    init(
        office: FeedUnitCode,
        counter: FeedLabel,
        field: FeedCode,
        scale: FeedCode,
        level: UInt32,
        criteria: [Criterion],
        reasons: [FeedCode],
        capturedAt: Timestamp
    ) {
        self.office = office
        self.counter = counter
        self.field = field
        self.scale = scale
        self.level = level
        self.criteria = criteria
        self.reasons = reasons
        self.capturedAt = capturedAt
    }

    /// Takes the facts out of a validated submission, or gives `nil` when it is no rating.
    package init?(_ submission: WireSubmission) {
        guard case .rating(let rating) = submission.content else { return nil }
        self.office = FeedUnitCode(submission.office)
        self.counter = FeedLabel(submission.counter)
        self.field = FeedCode(submission.field)
        self.scale = FeedCode(rating.scale)
        self.level = rating.level
        self.criteria = rating.criteria.map { Criterion(code: FeedCode($0.criterion), isMet: $0.met) }
        self.reasons = rating.reasons.map { FeedCode($0) }
        self.capturedAt = Timestamp(microseconds: submission.capturedAt)
    }
}

/// The newest numbers of one unit.
package struct HeartbeatFacts: Sendable, Hashable {
    /// How many case events there have been in the unit and below it.
    package var caseSequence: UInt64

    /// How many rating events there have been in the unit and below it.
    package var ratingSequence: UInt64

    /// How often heartbeats come.
    package var intervalMilliseconds: UInt32

    /// Gathers the facts.
    package init(caseSequence: UInt64, ratingSequence: UInt64, intervalMilliseconds: UInt32) {
        self.caseSequence = caseSequence
        self.ratingSequence = ratingSequence
        self.intervalMilliseconds = intervalMilliseconds
    }
}

/// How a unit is now, with all below it.
package struct UnitSummaryFacts: Sendable, Hashable {
    /// The newest case event in it, as numbered in the unit.
    package var caseSequence: UInt64 = 0

    /// The newest rating in it, as numbered in the unit.
    package var ratingSequence: UInt64 = 0

    /// Cases in which somebody must still act, without denunciations, by state.
    package var openCases: [FeedCode: UInt64] = [:]

    /// How many of them are past their due date.
    package var overdueCases: UInt64 = 0

    /// Today.
    package var day: Day

    /// How many ratings of level 1, 2 and so on there were today, by scale.
    package var ratings: [FeedCode: [UInt64]] = [:]

    /// Whether ``ratings`` may lack much, since they are counted far behind the journal.
    package var areRatingsBehind = false

    /// Makes a summary of nothing.
    package init(on day: Day) {
        self.day = day
    }
}
