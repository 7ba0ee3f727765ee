/// What is to be known of figures of feedback on time, beside their numbers.
enum FeedbackRemarks {
    /// Which time limits count, and which cases have none.
    ///
    /// - Parameter cases: The cases of the lanes that count.
    /// - Returns: The remarks, in English.
    static func onTime(_ cases: [CaseFacts]) -> [String] {
        let undated = cases.count { facts in
            facts.cameWithoutDueDate && facts.outcome.isCounted && !facts.outcome.isLate
        }
        return [
            "Late is whoever missed any time limit that is a duty, also one that the province set itself. An extension moves "
                + "the due date. feedback-asking, within which more is asked of the citizen, is a window and never counts.",
            "Cases received before the period count when they were open in it: those not over when it began.",
        ] + (undated == 0 ? [] : ["\(undated) imported cases have no due date and count as in time."])
    }
}
