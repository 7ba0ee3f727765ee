/// The items of Decision 766/QĐ-TTg, from what is recorded.
struct DecisionReport {
    let entries: [IndexEntry]

    init(_ inputs: IndexInputs, _ choices: IndexChoices) {
        let cases = inputs.cases.filter { choices.lanes.counts($0.lane) }
        let feedback = cases.map { choices.indexed($0) }
        let rated = cases.count { $0.rating != nil }
        self.entries = [
            IndexEntry(
                DecisionIndices.feedbackOnTime(feedback, choices.decision).adding([.countedLanes], choices),
                .cases,
                missing: "No feedback of the period counts.",
                remarks: FeedbackRemarks.onTime(cases)
            ),
            IndexEntry(
                DecisionIndices.feedbackSatisfaction(feedback, choices.decision)
                    .adding([.countedLanes, .dislikedThrough, .repeatedBy], choices),
                .cases,
                missing: "No feedback of the period counts.",
                remarks: [
                    "Of the cases, \(rated) were rated by the citizen; who did not rate is taken as content.",
                    "A matter brought up again in a new entry is not found: who gives entries is not known.",
                ]
            ),
            IndexEntry(
                DecisionIndices.fileSatisfaction([], choices.decision),
                .cases,
                missing: "Files come from the one-stop software, which is not connected."
            ),
        ]
    }
}

extension IndexFigure {
    /// The figure with more settings: those that say what was counted.
    func adding(_ more: [IndexChoice], _ choices: IndexChoices) -> IndexFigure {
        IndexFigure(
            rule: self.rule,
            value: self.value,
            maximum: self.maximum,
            numerator: self.numerator,
            denominator: self.denominator,
            groups: self.groups,
            settings: self.settings + more.map { $0.setting(in: choices) }
        )
    }

    /// The settings as they are chosen, by the names of ``IndexChoice``.
    package var choices: [(name: String, value: String)] {
        self.settings.map { setting in
            if case .curve(let curve) = setting {
                (name: "\(self.rule.rawValue.split(separator: "/").last ?? "")-curve", value: curve.name)
            } else {
                (name: setting.name, value: setting.choice)
            }
        }
    }
}
