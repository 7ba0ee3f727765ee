/// One choice of ``IndexChoices`` by its name, so that it can be made and is told beside the figure.
package enum IndexChoice: String, Sendable, Hashable, CaseIterable {
    case rounding
    case droppedIndicators = "dropped-indicators"
    case notApplicable = "not-applicable"
    case bandBasis = "band-basis"
    case harassmentEffect = "harassment-effect"
    case uncountedReports = "uncounted-reports"
    case harassmentSubjects = "harassment-subjects"
    case falseOutcomes = "false-outcomes"
    case slanderOutcomes = "slander-outcomes"
    case criteriaOfFirst = "criteria-1"
    case criteriaOfThird = "criteria-3"
    case criteriaOfFourth = "criteria-4"
    case criteriaOfSeventh = "criteria-7"
    case criterionPoints = "criterion-points"
    case levelPoints = "level-points"
    case givenFirst = "given-1"
    case givenSecond = "given-2"
    case givenThird = "given-3"
    case givenFourth = "given-4"
    case givenFifth = "given-5"
    case givenSixth = "given-6"
    case givenNinth = "given-9"
    case countedLanes = "counted-lanes"
    case decimals
    case faultOverlap = "fault-overlap"
    case dislikedThrough = "disliked-through"
    case repeatedBy = "repeated-by"
    case feedbackOnTimeCurve = "feedback-on-time-curve"
    case feedbackSatisfactionCurve = "feedback-satisfaction-curve"
    case fileSatisfactionCurve = "file-satisfaction-curve"

    /// What can be chosen, in one line.
    package var values: String {
        switch self {
        case .rounding: Self.list(RoundingMode.self)
        case .droppedIndicators: Self.list(DroppedIndicators.self)
        case .notApplicable: "numbers of indicators, 1 to 9, joined by commas, or none"
        case .bandBasis: Self.list(BandBasis.self)
        case .harassmentEffect: Self.list(HarassmentEffect.self)
        case .uncountedReports: Self.list(UncountedReports.self)
        case .harassmentSubjects: "codes of subjects, joined by commas, or none"
        case .falseOutcomes, .slanderOutcomes: "codes of outcomes, joined by commas, or none"
        case .criteriaOfFirst, .criteriaOfThird, .criteriaOfFourth, .criteriaOfSeventh:
            "codes of criteria, joined by commas, or none"
        case .criterionPoints: "points when met and when not, such as 2,0"
        case .levelPoints: "a scale and the points of its levels, such as faces-5:0,0,1,2,2, or none"
        case .givenFirst, .givenSecond, .givenThird, .givenFourth, .givenFifth, .givenSixth, .givenNinth:
            "0 to 2 with at most one decimal, such as 1.5, or none"
        case .countedLanes: Self.list(CountedLanes.self)
        case .decimals: "0 to \(RoundedNumber.maximumDecimals)"
        case .faultOverlap: Self.list(FaultOverlap.self)
        case .dislikedThrough: "1 to 4"
        case .repeatedBy: Self.list(RepeatedBy.self)
        case .feedbackOnTimeCurve, .feedbackSatisfactionCurve, .fileSatisfactionCurve:
            "the least percentage with all points, and what is pro rata: 90:of-whole or 90:of-threshold"
        }
    }

    private static func list<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// The indicator that the choice is about, where it is about one.
    var indicator: CircularIndicator? {
        switch self {
        case .criteriaOfFirst, .givenFirst: .first
        case .givenSecond: .second
        case .criteriaOfThird, .givenThird: .third
        case .criteriaOfFourth, .givenFourth: .fourth
        case .givenFifth: .fifth
        case .givenSixth: .sixth
        case .criteriaOfSeventh: .seventh
        case .givenNinth: .ninth
        default: nil
        }
    }

    /// The choice as it is told beside a figure.
    func setting(in choices: IndexChoices) -> IndexSetting {
        .input(name: self.rawValue, choice: self.value(in: choices))
    }

    /// What was chosen, written as it is read.
    package func value(in choices: IndexChoices) -> String {
        switch self {
        case .rounding: choices.circular.rounding.rawValue
        case .droppedIndicators: choices.circular.dropped.rawValue
        case .notApplicable: IndexSetting.joined(choices.circular.notApplicable)
        case .bandBasis: choices.circular.bandBasis.rawValue
        case .harassmentEffect: choices.circular.harassment.rawValue
        case .uncountedReports: choices.circular.uncountedReports.rawValue
        case .harassmentSubjects: Self.joined(choices.harassmentSubjects)
        case .falseOutcomes: Self.joined(choices.falseOutcomes)
        case .slanderOutcomes: Self.joined(choices.slanderOutcomes)
        case .criteriaOfFirst, .criteriaOfThird, .criteriaOfFourth, .criteriaOfSeventh:
            Self.joined(self.indicator.flatMap { choices.criteria[$0] } ?? [])
        case .criterionPoints: "\(choices.criterionPoints.met.rawValue),\(choices.criterionPoints.notMet.rawValue)"
        case .levelPoints:
            choices.levelPoints.map { chosen in
                "\(chosen.scale):\(chosen.points.points.map { "\($0.rawValue)" }.joined(separator: ","))"
            } ?? "none"
        case .givenFirst, .givenSecond, .givenThird, .givenFourth, .givenFifth, .givenSixth, .givenNinth:
            self.indicator.flatMap { choices.given[$0]?.description } ?? "none"
        case .countedLanes: choices.lanes.rawValue
        case .decimals: "\(choices.decision.decimals)"
        case .faultOverlap: choices.decision.overlap.rawValue
        case .dislikedThrough: "\(choices.dislikedThrough)"
        case .repeatedBy: choices.repeatedBy.rawValue
        case .feedbackOnTimeCurve: choices.decision.feedbackOnTime.name
        case .feedbackSatisfactionCurve: choices.decision.feedbackSatisfaction.name
        case .fileSatisfactionCurve: choices.decision.fileSatisfaction.name
        }
    }

    private static func joined(_ codes: Set<String>) -> String {
        codes.isEmpty ? "none" : codes.sorted().joined(separator: ",")
    }
}

extension ScoreCurve {
    /// The curve as it is chosen, such as `90:of-whole`.
    var name: String { "\(self.fullFrom):\(self.proRata.rawValue)" }
}
