import Satisfaction

/// The indicators and grades of Circular 01/2018/TT-VPCP, from what is recorded.
struct CircularReport {
    let entries: [IndexEntry]

    init(_ inputs: IndexInputs, _ choices: IndexChoices) {
        let answers = CircularAnswers(inputs, choices)
        let mapping = answers.mapping
        let settings = choices.circular
        let feedback = inputs.cases.filter { choices.lanes.counts($0.lane) }.map { choices.indexed($0) }
        let reports = inputs.casesAbout.map { choices.indexed($0, inputs.continuations) }
        let flagged = Self.flaggedRemarks(inputs)
        func mean(_ choice: IndexChoice, _ figure: IndexFigure) -> IndexEntry {
            IndexEntry(
                figure.adding([choice, .criterionPoints], choices),
                .points,
                missing: answers.missing(choice),
                remarks: flagged
            )
        }
        let seventh = IndexEntry(
            CircularIndices.seventh(answers.criteria, by: mapping, reports: reports, settings).adding(
                [
                    .criteriaOfSeventh, .criterionPoints, .levelPoints, .harassmentSubjects, .falseOutcomes,
                    .slanderOutcomes,
                ],
                choices
            ),
            .points,
            missing: answers.missing(.criteriaOfSeventh),
            remarks: flagged + Self.seventhRemarks(inputs, choices)
        )
        let eighth = IndexEntry(
            CircularIndices.eighth(feedback).adding([.countedLanes], choices),
            .cases,
            missing: "No feedback of the period counts.",
            remarks: FeedbackRemarks.onTime(inputs.cases.filter { choices.lanes.counts($0.lane) })
        )
        let indicators: [(indicator: CircularIndicator, entry: IndexEntry)] = [
            (.first, mean(.criteriaOfFirst, CircularIndices.first(answers.criteria, by: mapping, settings))),
            (.third, mean(.criteriaOfThird, CircularIndices.third(answers.criteria, by: mapping, settings))),
            (.fourth, mean(.criteriaOfFourth, CircularIndices.fourth(answers.criteria, by: mapping, settings))),
            (.seventh, seventh), (.eighth, eighth),
        ]
        self.entries =
            indicators.map(\.1) + [Self.grade(indicators, choices)] + Self.officers(inputs, choices)
    }

    private static func seventhRemarks(_ inputs: IndexInputs, _ choices: IndexChoices) -> [String] {
        let given = choices.harassmentSubjects.reduce(0) { $0 &+ (inputs.reasons[$1] ?? 0) }
        let reason =
            given == 0
            ? []
            : ["\(given) ratings gave harassment as their reason: they name no matter and are no reports here."]
        return [
            "Denunciations are sealed and never counted here, whatever they are about.",
            "Reports that are handled outside of what this key may see are not known here.",
            "A report counts in the period it was received in, whatever is found of it later; of one that was merged or "
                + "split, what is found of the cases that go on with it.",
        ] + reason
    }

    /// The unit's grade from what was measured, and what the province reckoned elsewhere.
    private static func grade(
        _ indicators: [(indicator: CircularIndicator, entry: IndexEntry)],
        _ choices: IndexChoices
    ) -> IndexEntry {
        var scores = choices.given
        for (indicator, entry) in indicators {
            // What was measured here is not replaced by what somebody gives.
            if let value = entry.figure.value { scores[indicator] = value }
        }
        let grade = UnitGrade(scores, choices.circular)
        let measured = indicators.filter { $0.entry.figure.value != nil }.map { "\($0.indicator.rawValue)" }
        let given = choices.given.keys.filter { given in
            !indicators.contains { $0.indicator == given && $0.entry.figure.value != nil }
        }.sorted { $0.rawValue < $1.rawValue }
        var remarks = [
            "Rests on \(scores.count) of 9 indicators"
                + (measured.isEmpty ? "." : "; measured here: \(measured.joined(separator: ", ")).")
        ]
        if case .indicators(let unknown) = grade.figure[.unknown], !unknown.isEmpty {
            let numbers = unknown.map { "\($0.rawValue)" }.joined(separator: ", ")
            remarks.append(
                "No band: nothing is known of \(numbers), and they add nothing. What the province reckons elsewhere is added "
                    + "with --set given-2=1.5 and so on; what the unit cannot have is declared with "
                    + "--set not-applicable=2,5 and so on."
            )
        }
        let used = given.compactMap { indicator in
            IndexChoice.allCases.first { $0.indicator == indicator && $0.rawValue.hasPrefix("given-") }
        }
        return IndexEntry(
            grade.figure.adding(used, choices),
            .tenths,
            missing: "No indicator has data.",
            band: grade.band.map { ($0.rawValue, $0.vietnameseName) },
            remarks: remarks
        )
    }

    /// How many ratings are flagged, where nothing can be left out.
    private static func flaggedRemarks(_ inputs: IndexInputs) -> [String] {
        guard inputs.flagged > 0 else { return [] }
        return [
            "\(inputs.flagged) of the ratings \(inputs.flagged == 1 ? "is" : "are") flagged as misuse; criteria and counters "
                + "cannot leave out what is flagged and count it."
        ]
    }

    /// The grades counter by counter: what stands nearest to an officer in what is recorded.
    private static func officers(_ inputs: IndexInputs, _ choices: IndexChoices) -> [IndexEntry] {
        let flagged = Self.flaggedRemarks(inputs)
        let graded = (inputs.counters ?? []).compactMap { counter -> IndexEntry? in
            guard let grade = OfficerGrade(ratings: counter.levels, choices.circular), grade.figure.value != nil else {
                return nil
            }
            let few =
                "No band: \(counter.levels.total) ratings are too few to judge anybody by; it takes "
                + "\(OfficerGrade.minimumRatings)."
            return IndexEntry(
                grade.figure,
                .levels,
                missing: "",
                band: grade.band.map { ($0.rawValue, $0.vietnameseName) },
                percent: grade.percent,
                counter: counter,
                remarks: flagged + (grade.band == nil ? [few] : [])
            )
        }
        guard graded.isEmpty, let none = OfficerGrade(ratings: LevelTally(levelCount: 5), choices.circular) else {
            return graded
        }
        let missing =
            inputs.counters == nil
            ? "Ratings name a counter and no officer. Ask for one office to see its counters."
            : "No rating of the period on a scale of five levels names a counter."
        return [IndexEntry(none.figure, .levels, missing: missing)]
    }
}
