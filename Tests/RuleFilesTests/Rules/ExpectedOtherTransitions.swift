extension ExpectedTransitions {
    /// Every transition of `commendation-2022`.
    static let commendation = """
        received assign assigned by operator system triage needs unit
        assigned assign assigned by operator triage needs unit
        assigned accept accepted by leader officer operator
        accepted resolve resolved by leader officer operator needs reason
        assigned merge merged by leader officer triage needs related-case
        accepted merge merged by leader officer triage needs related-case
        assigned split split by triage needs parts
        accepted split split by triage needs parts
        assigned note assigned by leader officer triage needs reason
        accepted note accepted by leader officer triage needs reason
        """

    /// Every transition of `out-of-scope-2022`.
    static let outOfScope = """
        received assign screening by operator system triage needs unit
        screening assign-officer screening by triage needs officer
        screening resolve resolved by operator triage needs answer outcome
        screening transfer transferred by triage needs reason
        screening withdraw withdrawn by citizen triage
        screening merge merged by triage needs related-case
        screening split split by triage needs parts
        screening note screening by triage needs reason
        """
}
