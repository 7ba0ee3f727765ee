import FeedbackProtocol

/// The place of the event before, for the many that follow it at the same one.
struct LastFeedPlace: Sendable {
    private let origin: String
    private var unitPath: [String] = []
    private var registerEdition = ""
    private var place: FeedPlace?

    init(origin: String) {
        self.origin = origin
    }

    /// The place of a unit; `nil` when its path is none that the feed can tell.
    mutating func place(ofUnitPath unitPath: [String], registerEdition: String) -> FeedPlace? {
        if let place, unitPath == self.unitPath, registerEdition == self.registerEdition { return place }
        guard let path = UnitPath(unitPath) else { return nil }
        let place = FeedPlace(origin: self.origin, path: path, registerEdition: FeedCode(registerEdition))
        (self.unitPath, self.registerEdition, self.place) = (unitPath, registerEdition, place)
        return place
    }
}
