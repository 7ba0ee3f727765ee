extension ExpectedTransitions {
    /// Every transition of `complaint-2022`.
    static let complaint = """
        received assign assigned by operator system triage needs unit
        screening assign assigned by operator system triage needs unit
        returned assign assigned by operator system triage needs unit
        assigned screen screening by operator triage
        assigned assign-officer assigned by leader officer needs officer
        accepted assign-officer accepted by leader officer needs officer
        answer-drafted assign-officer answer-drafted by leader officer needs officer
        second-assigned assign-officer second-assigned by leader officer needs officer
        second-accepted assign-officer second-accepted by leader officer needs officer
        assigned return returned by leader officer needs reason triage-unit at-most 2
        assigned refer-to-parent parent-decides by leader officer needs parent-unit reason at-most 1 only-after return 2
        parent-decides decide-unit assigned by leader needs reason unit
        assigned accept accepted by leader officer operator
        accepted choose-variant accepted by leader needs reason variant
        answer-drafted choose-variant answer-drafted by leader needs reason variant
        second-accepted choose-variant second-accepted by leader needs reason variant
        accepted ask-citizen waiting-for-citizen by leader officer needs reason
        waiting-for-citizen citizen-answered accepted by citizen officer triage needs reason
        waiting-for-citizen continue-without-answer accepted by leader officer needs reason
        accepted suspend suspended by leader needs legal-ground reason
        suspended resume accepted by leader needs reason
        accepted draft-answer answer-drafted by leader officer needs answer
        answer-drafted draft-answer answer-drafted by leader officer needs answer
        answer-drafted return-draft accepted by leader needs reason
        accepted resolve resolved by leader operator needs answer outcome
        answer-drafted resolve resolved by leader operator needs answer outcome
        resolved send-decision decision-sent by leader officer operator
        accepted appeal second-assigned by leader officer triage needs parent-unit at-most 1
        answer-drafted appeal second-assigned by leader officer triage needs parent-unit at-most 1
        decision-sent appeal second-assigned by leader officer triage needs parent-unit at-most 1
        second-assigned accept-second second-accepted by leader officer
        second-accepted suspend second-suspended by leader needs legal-ground reason
        second-suspended resume second-accepted by leader needs reason
        second-accepted resolve-second second-resolved by leader needs answer outcome
        second-resolved send-decision second-decision-sent by leader officer
        assigned invite-unit assigned by leader triage needs coordinating-unit reason
        accepted invite-unit accepted by leader triage needs coordinating-unit reason
        waiting-for-citizen invite-unit waiting-for-citizen by leader triage needs coordinating-unit reason
        suspended invite-unit suspended by leader triage needs coordinating-unit reason
        answer-drafted invite-unit answer-drafted by leader triage needs coordinating-unit reason
        second-assigned invite-unit second-assigned by leader triage needs coordinating-unit reason
        second-accepted invite-unit second-accepted by leader triage needs coordinating-unit reason
        second-suspended invite-unit second-suspended by leader triage needs coordinating-unit reason
        assigned contribute assigned by leader officer of coordinating-unit needs reason
        accepted contribute accepted by leader officer of coordinating-unit needs reason
        waiting-for-citizen contribute waiting-for-citizen by leader officer of coordinating-unit needs reason
        suspended contribute suspended by leader officer of coordinating-unit needs reason
        answer-drafted contribute answer-drafted by leader officer of coordinating-unit needs reason
        second-assigned contribute second-assigned by leader officer of coordinating-unit needs reason
        second-accepted contribute second-accepted by leader officer of coordinating-unit needs reason
        second-suspended contribute second-suspended by leader officer of coordinating-unit needs reason
        assigned release-unit assigned by leader needs released-unit
        accepted release-unit accepted by leader needs released-unit
        waiting-for-citizen release-unit waiting-for-citizen by leader needs released-unit
        suspended release-unit suspended by leader needs released-unit
        answer-drafted release-unit answer-drafted by leader needs released-unit
        second-assigned release-unit second-assigned by leader needs released-unit
        second-accepted release-unit second-accepted by leader needs released-unit
        second-suspended release-unit second-suspended by leader needs released-unit
        decision-sent rate decision-sent by citizen needs rating at-most 3
        second-decision-sent rate second-decision-sent by citizen needs rating at-most 3
        refused rate refused by citizen needs rating at-most 3
        screening refuse refused by leader triage needs legal-ground reason
        assigned refuse refused by leader triage needs legal-ground reason
        second-assigned refuse refused by leader triage needs legal-ground reason
        screening transfer transferred by leader triage needs reason
        assigned transfer transferred by leader triage needs reason
        second-assigned transfer transferred by leader triage needs reason
        screening withdraw withdrawn by leader officer triage needs reason
        assigned withdraw withdrawn by leader officer triage needs reason
        returned withdraw withdrawn by leader officer triage needs reason
        parent-decides withdraw withdrawn by leader officer triage needs reason
        accepted withdraw withdrawn by leader officer triage needs reason
        waiting-for-citizen withdraw withdrawn by leader officer triage needs reason
        suspended withdraw withdrawn by leader officer triage needs reason
        answer-drafted withdraw withdrawn by leader officer triage needs reason
        second-assigned withdraw withdrawn by leader officer triage needs reason
        second-accepted withdraw withdrawn by leader officer triage needs reason
        second-suspended withdraw withdrawn by leader officer triage needs reason
        screening withdraw-part screening by leader officer triage needs reason
        assigned withdraw-part assigned by leader officer triage needs reason
        returned withdraw-part returned by leader officer triage needs reason
        parent-decides withdraw-part parent-decides by leader officer triage needs reason
        accepted withdraw-part accepted by leader officer triage needs reason
        waiting-for-citizen withdraw-part waiting-for-citizen by leader officer triage needs reason
        suspended withdraw-part suspended by leader officer triage needs reason
        answer-drafted withdraw-part answer-drafted by leader officer triage needs reason
        second-assigned withdraw-part second-assigned by leader officer triage needs reason
        second-accepted withdraw-part second-accepted by leader officer triage needs reason
        second-suspended withdraw-part second-suspended by leader officer triage needs reason
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
        suspended note suspended by leader officer triage needs reason
        answer-drafted note answer-drafted by leader officer triage needs reason
        resolved note resolved by leader officer triage needs reason
        second-assigned note second-assigned by leader officer triage needs reason
        second-accepted note second-accepted by leader officer triage needs reason
        second-suspended note second-suspended by leader officer triage needs reason
        second-resolved note second-resolved by leader officer triage needs reason
        """
}
