package import CaseLifecycle

/// The rules of the official indices that are reckoned here.
package enum IndexRule: String, Sendable, Hashable, CaseIterable {
    case firstIndicator = "circular-01-2018/1"
    case thirdIndicator = "circular-01-2018/3"
    case fourthIndicator = "circular-01-2018/4"
    case seventhIndicator = "circular-01-2018/7"
    case eighthIndicator = "circular-01-2018/8"
    case officerGrade = "circular-01-2018/officer"
    case unitGrade = "circular-01-2018/unit"
    case feedbackOnTime = "decision-766-2022/feedback-on-time"
    case feedbackSatisfaction = "decision-766-2022/feedback-satisfaction"
    case fileSatisfaction = "decision-766-2022/file-satisfaction"

    /// Where the rule comes from.
    ///
    /// The confidence is that of all the ``wording`` says. Points, means and bands of the circular were read (H); that
    /// its indicators 1, 3 and 4 are the time, the contacts and the agencies was read in a copy by the police of Tiền
    /// Giang (M). Of the decision, secondary sources were read (M).
    package var source: RuleSource {
        switch self {
        case .firstIndicator, .thirdIndicator, .fourthIndicator:
            RuleSource("Circular 01/2018/TT-VPCP, Art. 13-15", confidence: .medium)
        case .seventhIndicator, .eighthIndicator, .officerGrade, .unitGrade:
            RuleSource("Circular 01/2018/TT-VPCP, Art. 13-15", confidence: .high)
        case .feedbackOnTime, .feedbackSatisfaction, .fileSatisfaction:
            RuleSource("Decision 766/QĐ-TTg 2022, satisfaction group, notes on the formulas", confidence: .medium)
        }
    }

    /// What the rule says, in short.
    package var wording: String {
        switch self {
        case .firstIndicator: "Total time against the time allowed: 0, 1 or 2; mean, one decimal; dropped without data."
        case .thirdIndicator: "Contacts needed to complete a file: 0, 1 or 2; mean, one decimal; dropped without data."
        case .fourthIndicator: "Agencies to be contacted: 0, 1 or 2; mean, one decimal; dropped without data."
        case .seventhIndicator:
            "Attitude: 0, 1 or 2; 0 if a report of harassment exists, unless found false or slanderous."
        case .eighthIndicator: "Feedback handled on time: 2 at 100 %, 1 at 90 % or more, else 0."
        case .officerGrade: "5 and more: 100 %; 3.5 to below 5: 70 to below 100 %; below 3.5: below."
        case .unitGrade: "Of 18: 15 and more excellent, 12 good, 9 fair, 6 average, else weak."
        case .feedbackOnTime: "6 points: open in time and done on time, over everything that counts."
        case .feedbackSatisfaction: "6 points: (all - disliked - repeated - late) / all."
        case .fileSatisfaction:
            "6 points: 100 % - late - complained about or disliked; full at 90 % and more, else pro rata."
        }
    }
}
