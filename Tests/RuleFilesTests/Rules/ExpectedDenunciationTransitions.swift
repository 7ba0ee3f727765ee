extension ExpectedTransitions {
    /// Every transition of `denunciation-2022`.
    static let denunciation = """
        received assign assigned by inspectorate system needs unit
        assigned assign assigned by inspectorate needs reason unit
        assigned assign-officer assigned by inspectorate needs officer
        inspecting assign-officer inspecting by inspectorate needs officer
        accepted assign-officer accepted by inspectorate needs officer
        assigned accept accepted by inspectorate
        inspecting accept accepted by inspectorate
        accepted notify-acceptance accepted by inspectorate at-most 1
        assigned choose-variant assigned by inspectorate needs reason variant
        accepted choose-variant accepted by inspectorate needs reason variant
        accepted extend accepted by inspectorate needs extension reason
        assigned inspect inspecting by inspectorate needs legal-ground
        accepted suspend suspended by inspectorate needs legal-ground reason
        suspended resume accepted by inspectorate needs reason
        accepted resolve resolved by inspectorate needs answer outcome
        inspecting resolve resolved by inspectorate needs answer outcome
        resolved publish published by inspectorate
        assigned refuse refused by inspectorate needs legal-ground reason
        inspecting refuse refused by inspectorate needs legal-ground reason
        assigned transfer transferred by inspectorate needs legal-ground reason
        inspecting transfer transferred by inspectorate needs legal-ground reason
        accepted transfer transferred by inspectorate needs legal-ground reason
        assigned withdraw withdrawn by inspectorate needs reason
        accepted withdraw withdrawn by inspectorate needs reason
        suspended withdraw withdrawn by inspectorate needs reason
        assigned withdraw-part assigned by inspectorate needs reason
        accepted withdraw-part accepted by inspectorate needs reason
        suspended withdraw-part suspended by inspectorate needs reason
        assigned merge merged by inspectorate needs related-case
        accepted merge merged by inspectorate needs related-case
        assigned split split by inspectorate needs parts
        assigned note assigned by inspectorate needs reason
        inspecting note inspecting by inspectorate needs reason
        accepted note accepted by inspectorate needs reason
        suspended note suspended by inspectorate needs reason
        resolved note resolved by inspectorate needs reason
        """
}
