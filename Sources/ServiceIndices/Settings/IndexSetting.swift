/// A choice that the text of a rule leaves open, as it was made for one figure.
package enum IndexSetting: Sendable, Hashable, CustomStringConvertible {
    /// How the last decimal is rounded.
    case rounding(RoundingMode)
    /// How many decimals points have.
    case decimals(Int)
    /// What becomes of the total when indicators are dropped.
    case dropped(DroppedIndicators)
    /// Which indicators were declared not applicable.
    case notApplicable(Set<CircularIndicator>)
    /// Which number is held against the bands.
    case bandBasis(BandBasis)
    /// What a report of harassment sets to 0.
    case harassment(HarassmentEffect)
    /// Whether a withdrawn or merged report of harassment exists.
    case uncountedReports(UncountedReports)
    /// Which number of an officer is graded.
    case officerBasis(OfficerBasis)
    /// How often a case with two faults is subtracted.
    case overlap(FaultOverlap)
    /// How a share becomes points.
    case curve(ScoreCurve)
    /// A choice of what is counted, by its name in ``IndexChoices``.
    case input(name: String, choice: String)

    /// The setting's name.
    package var name: String {
        switch self {
        case .rounding: "rounding"
        case .decimals: "decimals"
        case .dropped: "dropped-indicators"
        case .notApplicable: "not-applicable"
        case .bandBasis: "band-basis"
        case .harassment: "harassment-effect"
        case .uncountedReports: "uncounted-reports"
        case .officerBasis: "officer-basis"
        case .overlap: "fault-overlap"
        case .curve: "score-curve"
        case .input(let name, _): name
        }
    }

    /// What was chosen.
    package var choice: String {
        switch self {
        case .rounding(let mode): mode.rawValue
        case .decimals(let count): "\(count)"
        case .dropped(let choice): choice.rawValue
        case .notApplicable(let indicators): Self.joined(indicators)
        case .bandBasis(let choice): choice.rawValue
        case .harassment(let choice): choice.rawValue
        case .uncountedReports(let choice): choice.rawValue
        case .officerBasis(let choice): choice.rawValue
        case .overlap(let choice): choice.rawValue
        case .curve(let curve): curve.description
        case .input(_, let choice): choice
        }
    }

    /// Name and choice, as `rounding: half-up`.
    package var description: String { "\(self.name): \(self.choice)" }

    /// Indicators by number, joined by commas.
    static func joined(_ indicators: Set<CircularIndicator>) -> String {
        indicators.isEmpty ? "none" : indicators.map(\.rawValue).sorted().map { "\($0)" }.joined(separator: ",")
    }
}
