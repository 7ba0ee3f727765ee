extension ExpectedTransitions {
    /// Every transition of `feedback-2022`.
    static let feedback = """
        received assign assigned by operator system triage needs unit
        screening assign assigned by operator system triage needs unit
        returned assign assigned by operator system triage needs unit
        assigned screen screening by operator triage
        assigned assign-officer assigned by leader officer needs officer
        accepted assign-officer accepted by leader officer needs officer
        answer-drafted assign-officer answer-drafted by leader officer needs officer
        reopening-requested assign-officer reopening-requested by leader officer needs officer
        assigned return returned by leader officer needs reason triage-unit at-most 2
        assigned refer-to-parent parent-decides by leader officer needs parent-unit reason at-most 1 only-after return 2
        parent-decides decide-unit assigned by leader needs reason unit
        assigned accept accepted by leader officer operator
        accepted ask-citizen waiting-for-citizen by leader officer needs reason
        waiting-for-citizen citizen-answered accepted by citizen officer triage needs reason
        waiting-for-citizen continue-without-answer accepted by leader officer needs reason
        accepted extend accepted by leader needs extension reason
        answer-drafted extend answer-drafted by leader needs extension reason
        accepted draft-answer answer-drafted by leader officer needs answer
        answer-drafted draft-answer answer-drafted by leader officer needs answer
        answer-drafted return-draft accepted by leader needs reason
        accepted resolve resolved by leader operator needs answer outcome
        answer-drafted resolve resolved by leader operator needs answer outcome
        resolved publish published by leader officer operator triage window opens
        assigned invite-unit assigned by leader triage needs coordinating-unit reason
        accepted invite-unit accepted by leader triage needs coordinating-unit reason
        waiting-for-citizen invite-unit waiting-for-citizen by leader triage needs coordinating-unit reason
        answer-drafted invite-unit answer-drafted by leader triage needs coordinating-unit reason
        reopening-requested invite-unit reopening-requested by leader triage needs coordinating-unit reason
        assigned contribute assigned by leader officer of coordinating-unit needs reason
        accepted contribute accepted by leader officer of coordinating-unit needs reason
        waiting-for-citizen contribute waiting-for-citizen by leader officer of coordinating-unit needs reason
        answer-drafted contribute answer-drafted by leader officer of coordinating-unit needs reason
        reopening-requested contribute reopening-requested by leader officer of coordinating-unit needs reason
        assigned release-unit assigned by leader needs released-unit
        accepted release-unit accepted by leader needs released-unit
        waiting-for-citizen release-unit waiting-for-citizen by leader needs released-unit
        answer-drafted release-unit answer-drafted by leader needs released-unit
        reopening-requested release-unit reopening-requested by leader needs released-unit
        screening refuse refused by leader triage needs legal-ground reason window opens
        assigned refuse refused by leader triage needs legal-ground reason window opens
        accepted refuse refused by leader triage needs legal-ground reason window opens
        waiting-for-citizen refuse refused by leader triage needs legal-ground reason window opens
        screening transfer transferred by leader triage needs reason
        assigned transfer transferred by leader triage needs reason
        accepted transfer transferred by leader triage needs reason
        screening withdraw withdrawn by citizen officer triage
        assigned withdraw withdrawn by citizen officer triage
        returned withdraw withdrawn by citizen officer triage
        parent-decides withdraw withdrawn by citizen officer triage
        accepted withdraw withdrawn by citizen officer triage
        waiting-for-citizen withdraw withdrawn by citizen officer triage
        answer-drafted withdraw withdrawn by citizen officer triage
        screening withdraw-part screening by citizen officer triage needs reason
        assigned withdraw-part assigned by citizen officer triage needs reason
        returned withdraw-part returned by citizen officer triage needs reason
        parent-decides withdraw-part parent-decides by citizen officer triage needs reason
        accepted withdraw-part accepted by citizen officer triage needs reason
        waiting-for-citizen withdraw-part waiting-for-citizen by citizen officer triage needs reason
        answer-drafted withdraw-part answer-drafted by citizen officer triage needs reason
        screening merge merged by leader officer triage needs related-case
        assigned merge merged by leader officer triage needs related-case
        accepted merge merged by leader officer triage needs related-case
        screening split split by triage needs parts
        returned split split by triage needs parts
        screening note screening by leader officer triage needs reason
        assigned note assigned by leader officer triage needs reason
        returned note returned by leader officer triage needs reason
        parent-decides note parent-decides by leader officer triage needs reason
        accepted note accepted by leader officer triage needs reason
        waiting-for-citizen note waiting-for-citizen by leader officer triage needs reason
        answer-drafted note answer-drafted by leader officer triage needs reason
        resolved note resolved by leader officer triage needs reason
        reopening-requested note reopening-requested by leader officer triage needs reason
        published rate published by citizen needs rating at-most 3
        refused rate refused by citizen needs rating at-most 3
        closed rate closed by citizen needs rating at-most 3
        published confirm-solved closed by citizen
        published report-not-solved reopening-requested by citizen triage window within
        reopening-requested reopen accepted by leader officer
        published reopen accepted by leader triage needs reason window within
        reopening-requested decline-reopening published by leader needs reason
        published appeal assigned by citizen triage needs parent-unit at-most 2 window within
        refused appeal assigned by citizen triage needs parent-unit at-most 2 window within
        reopening-requested appeal assigned by citizen triage needs parent-unit at-most 2 window within
        published close closed by system window after
        """
}
