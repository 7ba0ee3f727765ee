extension BrokenRules {
    /// Mistakes in visibility, grounds, outcomes, letters and switches.
    static let others = """
        -   - {lanes: [feedback], roles: [auditor], sees: number}
        +   - {lanes: [feedback], roles: [auditor], sees: everything}
        = small.yaml:108: sees: unknown word "everything"; write one of nothing, number, summary, text, contact

        -   - {lanes: [feedback], roles: [auditor], sees: number}
        +   - {lanes: [feedback], roles: [auditor, spy], sees: number}
        = small.yaml:108: visibility rule 4: there is no role 'spy'; add it or correct the name

        -   - {lanes: [feedback], roles: [auditor], sees: number}
        +   - {lanes: [feedback], roles: [auditor], sees: number}
        +   - {lanes: [feedback], roles: [auditor], sees: text}
        = small.yaml:109: visibility rule 5: already defined as entry 4; remove one

        -   - {lanes: [feedback], states: [assigned], roles: [officer], sees: contact}
        +   - {lanes: [feedback], states: [assignd], roles: [officer], sees: contact}
        = small.yaml:107: visibility rule 3: there is no state 'assignd'; add it or correct the name

        -   - {lanes: [feedback], roles: [auditor], sees: number}
        +   - {lanes: [feedback], roles: [auditor], sees: number}
        +   - {lanes: [denunciation], roles: [auditor], sees: summary}
        = small.yaml:109: visibility rule 5: lane 'denunciation' is sealed and 'auditor' is not among sealed_to; show the number at most

        -   - {lanes: [feedback, complaint, commendation, out-of-scope], roles: [citizen, system], sees: number}
        +   - {lanes: [feedback, commendation, out-of-scope], roles: [citizen, system], sees: number}
        = small.yaml:58: life cycle 'short-1', transition 1 ('assign' from 'received'): 'system' may do it in lane 'complaint' but sees nothing of the case there; let the role see more or take the transition away

        -   - {id: unsigned, label: Không ký, lanes: [feedback], events: [refuse], valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        +   - {id: unsigned, label: Không ký, lanes: [feedback], events: [refuse, sing], valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        = small.yaml:111: legal ground 1 ('unsigned'): there is no event 'sing'; add it or correct the name

        -   - {id: unsigned, label: Không ký, lanes: [feedback], events: [refuse], valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        +   - {id: unsigned, label: Không ký, lanes: [complaint], events: [refuse], valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        = small.yaml:49: life cycle 'full-1', transition 8 ('refuse' from 'assigned'): 'refuse' needs a legal ground, and none is given for lane 'feedback'; add one

        -   - {id: right, label: Đúng, lanes: [feedback], events: [answer]}
        +   - {id: right, label: Đúng, lanes: [complaint], events: [answer]}
        = small.yaml:42: life cycle 'full-1', transition 6 ('answer' from 'assigned'): 'answer' needs an outcome, and none is given for lane 'feedback'; add one

        -   - {id: right, label: Đúng, lanes: [feedback], events: [answer]}
        +   - {id: right, label: Đúng, lanes: [feedback], events: [answer]}
        +   - {id: right, label: Lại, lanes: [feedback], events: [answer]}
        = small.yaml:114: outcome 2 ('right'): already defined as entry 1; remove one

        -   - {id: apology, name: Xin lỗi, lanes: [feedback], before_due: {deadline: answering, limit: 1 working-days}, template: apology, needs_signature: true, register: outgoing, only_if: sorry, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        +   - {id: apology, name: Xin lỗi, lanes: [feedback], before_due: {deadline: answering, limit: 1 working-days}, template: apology, needs_signature: true, register: outgoing, only_if: glad, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        = small.yaml:118: letter 2 ('apology'): there is no switch 'glad'; add it or correct the name

        -   - {id: apology, name: Xin lỗi, lanes: [feedback], before_due: {deadline: answering, limit: 1 working-days}, template: apology, needs_signature: true, register: outgoing, only_if: sorry, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        +   - {id: apology, name: Xin lỗi, lanes: [feedback], before_due: {deadline: answerin, limit: 1 working-days}, template: apology, needs_signature: true, register: outgoing, only_if: sorry, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        = small.yaml:118: letter 2 ('apology'): there is no deadline of lane 'feedback' 'answerin'; add it or correct the name

        -   - {id: notice, name: Thông báo, lanes: [feedback], event: assign, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        +   - {id: notice, name: Thông báo, lanes: [feedback], event: conclude, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        = small.yaml:117: letter 1 ('notice'): nothing that causes it is in the life cycle of lane 'feedback'; correct the event or state, or take the lane out

        -   - {id: notice, name: Thông báo, lanes: [feedback], event: assign, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        +   - {id: notice, name: Thông báo, lanes: [feedback], event: assgn, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        = small.yaml:117: letter 1 ('notice'): there is no event 'assgn'; add it or correct the name

        -   - {id: notice, name: Thông báo, lanes: [feedback], event: assign, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        +   - {id: notice, name: Thông báo, lanes: [feedback], event: assign, on_demand: true, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        = small.yaml:117: a letter has one of event, before_due and on_demand; give exactly one

        -   - {id: joy, name: Chúc mừng, lanes: [feedback], on_demand: true, template: joy, needs_signature: true, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        +   - {id: joy, name: Chúc mừng, lanes: [feedback], on_demand: false, template: joy, needs_signature: true, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        = small.yaml:119: on_demand can only be true; give event or before_due instead

        -   - {id: joy, name: Chúc mừng, lanes: [feedback], on_demand: true, template: joy, needs_signature: true, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        +   - {id: notice, name: Chúc mừng, lanes: [feedback], on_demand: true, template: joy, needs_signature: true, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
        = small.yaml:119: letter 3 ('notice'): entry 1 has the same name and holds for lane 'feedback' on the same days; end the earlier one the day before the later one begins

        -   - {id: sorry, label: Xin lỗi, lanes: [feedback], on: true, valid_from: 2024-01-01, valid_to: 2025-12-31, legal_source: Chính sách, confidence: L}
        +   - {id: sorry, label: Xin lỗi, lanes: [feedback], on: true, valid_from: 2024-01-01, valid_to: 2027-01-01, legal_source: Chính sách, confidence: L}
        = small.yaml:115: switch 1 ('sorry'): it holds on days outside the rule set's (2024-01-01 to 2026-12-31); correct its dates

        -   - {id: sorry, label: Xin lỗi, lanes: [feedback], on: true, valid_from: 2024-01-01, valid_to: 2025-12-31, legal_source: Chính sách, confidence: L}
        +   - {id: sorry, label: Xin lỗi, lanes: [feedback], on: maybe, valid_from: 2024-01-01, valid_to: 2025-12-31, legal_source: Chính sách, confidence: L}
        = small.yaml:115: on: "maybe"; write true or false
        """
}
