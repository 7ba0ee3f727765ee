package import CivilTime

/// What routing needs to know of an entry; nothing of it is personal.
package struct RoutingQuery: Sendable, Hashable {
    /// The lane.
    package var lane: Lane
    /// The code of the subject; an unknown one, or none, meets only `*`.
    package var subject: String?
    /// The code of the field of service; an unknown one, or none, meets only `*`.
    package var field: String?
    /// The office where the entry was made.
    package var office: UnitCode
    /// The unit the entry is about, when the citizen named another than the office.
    package var unitComplainedAbout: UnitCode?
    /// The day whose rules count: the one on which the aggregator received the entry.
    package var day: Day

    /// Puts a question to the rules.
    package init(
        lane: Lane,
        subject: String?,
        field: String?,
        office: UnitCode,
        unitComplainedAbout: UnitCode? = nil,
        on day: Day
    ) {
        self.lane = lane
        self.subject = subject
        self.field = field
        self.office = office
        self.unitComplainedAbout = unitComplainedAbout
        self.day = day
    }
}
