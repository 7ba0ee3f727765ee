extension BrokenRules {
    /// Mistakes in the lanes.
    static let lanes = """
        -   - {lane: complaint, name: Khiếu nại, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật B, confidence: M}
        +   - {lane: grievance, name: Khiếu nại, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật B, confidence: M}
        = small.yaml:23: lane: unknown word "grievance"; write one of feedback, complaint, denunciation, commendation, out-of-scope

        -     life_cycle: full-1
        +     life_cycle: full-2
        = small.yaml:14: lane 1 ('feedback'): there is no life cycle 'full-2'; add it or correct the name
        = small.yaml:28: life cycle 1 ('full-1'): no lane lives by it; name it in a lane or remove it

        -   - {lane: out-of-scope, name: Ngoài phạm vi, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật D, confidence: M}
        = small.yaml:1: the rule set's head: lane 'out-of-scope' has no entry, but citizens can send to it; add it

        -     legal_source: Luật A, Điều 1
        -     confidence: H
        +     legal_source: Luật A, Điều 1
        +     confidence: H
        +   - {lane: complaint, name: Lại, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật B, confidence: M}
        = small.yaml:24: lane 3 ('complaint'): already defined as entry 2; remove one

        -     reopen_window_days: 10
        = small.yaml:14: lane 1 ('feedback'): its life cycle has a reopen window and the lane does not say how long it is; add reopen_window_days

        -     reopen_window_days: 10
        +     reopen_window_days: 0
        = small.yaml:19: reopen_window_days: "0"; write a whole number from 1 to 365

        -     reopen_window_days: 10
        +     reopen_window_days: 10
        +     reopen_window_days: 15
        = small.yaml:19: given twice in one mapping: "reopen_window_days"; remove one

        -   - {lane: commendation, name: Khen ngợi, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật C, confidence: M}
        +   - {lane: commendation, name: Khen ngợi, reopen_window_days: 5, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật C, confidence: M}
        = small.yaml:24: lane 3 ('commendation'): it has reopen_window_days, but its life cycle has no reopen window; remove one or add the other

        -   - {lane: denunciation, name: Tố cáo, life_cycle: sealed-1, confidentiality: sealed, sealed_to: [inspectorate], others_see: number, legal_source: Luật E, confidence: H}
        +   - {lane: denunciation, name: Tố cáo, life_cycle: sealed-1, confidentiality: sealed, others_see: number, legal_source: Luật E, confidence: H}
        = small.yaml:26: lane 5 ('denunciation'): a sealed lane names in sealed_to who may open it, an open lane names nobody; correct it
        = small.yaml:67: life cycle 'sealed-1', transition 2 ('conclude' from 'assigned'): 'inspectorate' may do it in lane 'denunciation' but sees number of the case there; let the role see more or take the transition away
        = small.yaml:109: visibility rule 5: lane 'denunciation' is sealed and 'inspectorate' is not among sealed_to; show the number at most

        -   - {lane: denunciation, name: Tố cáo, life_cycle: sealed-1, confidentiality: sealed, sealed_to: [inspectorate], others_see: number, legal_source: Luật E, confidence: H}
        +   - {lane: denunciation, name: Tố cáo, life_cycle: sealed-1, confidentiality: sealed, sealed_to: [inspectorate, police], others_see: number, legal_source: Luật E, confidence: H}
        = small.yaml:26: lane 5 ('denunciation'): there is no role 'police'; add it or correct the name

        -   - {lane: complaint, name: Khiếu nại, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật B, confidence: M}
        +   - {lane: complaint, name: Khiếu nại, life_cycle: short-1, confidentiality: open, others_see: text, legal_source: Luật B, confidence: M}
        = small.yaml:23: lane 2 ('complaint'): others_see is text, must be nothing or number; give the roles a visibility rule instead

        -     must_have: [answering]
        +     must_have: [answering, thanking]
        = small.yaml:14: lane 1 ('feedback'): there is no deadline 'thanking'; add it or correct the name

        -     valid_to: 2025-06-30
        +     valid_to: 2025-05-31
        = small.yaml:14: lane 1 ('feedback'): lane 'feedback' must have the deadline 'answering' on every day, but no rule of that name holds on 2025-06-01; close the gap

        -     valid_from: 2025-07-01
        +     valid_from: 2025-07-01
        +     valid_to: 2026-06-30
        = small.yaml:14: lane 1 ('feedback'): lane 'feedback' must have the deadline 'answering' on every day, but no rule of that name holds on 2026-07-01; close the gap

        -     name: Phản ánh
        +     name: ' '
        = small.yaml:15: name: blank; write a text
        """
}
