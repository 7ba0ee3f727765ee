extension BrokenRules {
    /// Mistakes in the time limits.
    static let deadlines = """
        - deadlines:
        -   - id: answering
        -     name: Trả lời
        -     lanes: [feedback]
        -     kind: duty
        + deadlines:
        +   - id: answering
        +     name: Trả lời
        +     lanes: [feedback]
        +     kind: promise
        = small.yaml:72: kind: unknown word "promise"; write one of duty, window

        -     starts_on: assign
        -     fulfilled_by: [answer, refuse]
        +     starts_on: assign
        +     fulfilled_by: [answer, Refuse]
        = small.yaml:74: entry 2 of fulfilled_by: bad name "Refuse"; write 1 to 64 of a-z, 0-9 and '-', a letter first

        -       - {after: 1 working-days + 4 working-hours, level: province, to: auditor}
        +       - {after: 1 working-days + 4 working-hours, level: country, to: auditor}
        = small.yaml:100: level: unknown word "country"; write one of unit, parent, province

        -     extension: {times: 1, limit: 3 working-days, approver: leader}
        +     extension: {times: 1, limit: 3 working-days, approver: boss}
        = small.yaml:84: deadline 2 ('answering'): there is no role 'boss'; add it or correct the name
        = small.yaml:84: deadline 2 ('answering'): 'boss' approves extensions but has no transition 'extend' that needs 'extension' in the life cycle of lane 'feedback'; add one

        -     extension: {times: 1, limit: 3 working-days, approver: leader}
        +     extension: {limit: 3 working-days, approver: leader}
        = small.yaml:94: no times; add 'times: …'

        -     limit: 10 calendar-days
        +     limit: [10]
        = small.yaml:75: limit: a list; write a text

        -     valid_to: 2025-06-30
        +     valid_to: 2025-07-01
        = small.yaml:84: deadline 2 ('answering'): entry 1 has the same name and holds for lane 'feedback' on the same days; end the earlier one the day before the later one begins

        -     limit: 7 working-days
        +     limit: 7 workdays
        = small.yaml:91: limit: "7 workdays" is no time limit; write '10 working-days' or '5 working-days + 30 calendar-days', with working-days, calendar-days, working-hours or hours

        -     limit: 10 calendar-days
        +     limit: 0 calendar-days
        = small.yaml:75: limit: "0 calendar-days" is no time limit; write '10 working-days' or '5 working-days + 30 calendar-days', with working-days, calendar-days, working-hours or hours

        -     reminders:
        -       - {before: 2 calendar-days, to: officer}
        -     escalations:
        -       - {level: unit, to: leader}
        = small.yaml:69: deadline 1 ('answering'): nobody is told of it; add a reminder or an escalation with its addressee

        -       - {before: 2 calendar-days, to: officer}
        +       - {before: 10 calendar-days, to: officer}
        = small.yaml:69: deadline 1 ('answering'): a reminder 10 calendar-days before it is due comes no later than its limit of 10 calendar-days begins; shorten it

        -       - {before: 2 calendar-days, to: officer}
        +       - {before: 2 calendar-days, to: inspectorate}
        = small.yaml:69: deadline 1 ('answering'): 'inspectorate' is told of cases of lane 'feedback' but may not see that they exist; tell somebody else or let the role see the number

        -       - {before: 2 calendar-days, to: officer}
        +       - {before: 2 calendar-days, to: boss}
        = small.yaml:69: deadline 1 ('answering'): there is no role 'boss'; add it or correct the name

        -     starts_on: assign
        +     starts_on: assigned
        = small.yaml:69: deadline 1 ('answering'): there is no event 'assigned'; add it or correct the name

        -     starts_on: assign
        +     starts_on: conclude
        = small.yaml:69: deadline 1 ('answering'): nothing that causes it is in the life cycle of lane 'feedback'; correct the event or state, or take the lane out

        -     starts_on: assign
        = small.yaml:69: deadline 1 ('answering'): no start; give at least one

        -     starts_on: assign
        -     fulfilled_by: [answer, refuse]
        +     starts_on: assign
        +     fulfilled_by: [conclude]
        = small.yaml:69: deadline 1 ('answering'): in lane 'feedback' nothing that fulfils it can happen after its start; name an event that can or take the lane out

        -     starts_on: assign
        -     fulfilled_by: [answer, refuse]
        +     starts_on: assign
        +     fulfilled_by: [answer, sing]
        = small.yaml:69: deadline 1 ('answering'): there is no event 'sing'; add it or correct the name

        -     starts_on: assign
        -     fulfilled_by: [answer, refuse]
        +     starts_on: assign
        +     fulfilled_by: [answer, reopen]
        = small.yaml:69: deadline 1 ('answering'): it would say a second time how long the reopen window of lane 'feedback' is; keep reopen_window_days in the lane alone

        -     starts_in: waiting
        +     starts_in: waitin
        = small.yaml:84: deadline 2 ('answering'): there is no state 'waitin'; add it or correct the name

        -     pauses: [waiting-for-citizen]
        +     pauses: [running]
        = small.yaml:84: deadline 2 ('answering'): 'running' is no pause; only waiting-for-citizen and suspended can stop a deadline

        -       - {before: 2 working-days, to: officer}
        -     escalations:
        -       - {level: unit, to: leader}
        +       - {before: 2 working-days, to: officer}
        +     escalations:
        +       - {level: province, to: leader}
        = small.yaml:84: deadline 2 ('answering'): each escalation must go further up than the one before (unit, parent, province); reorder or remove one

        -     extension: {times: 1, limit: 3 working-days, approver: leader}
        +     extension: {times: 1, limit: 3 working-days, approver: officer}
        = small.yaml:84: deadline 2 ('answering'): 'officer' approves extensions but has no transition 'extend' that needs 'extension' in the life cycle of lane 'feedback'; add one

        -     extension: {times: 1, limit: 3 working-days, approver: leader}
        +     extension: {times: 11, limit: 3 working-days, approver: leader}
        = small.yaml:94: times: "11"; write a whole number from 1 to 10

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader]}
        = small.yaml:84: deadline 2 ('answering'): it has variants, but no transition of lane 'feedback' needs 'variant'; add one

        -     variants:
        +     variants:
        +       - {id: hard, label: Khó, limit: 9 working-days}
        = small.yaml:84: deadline 2 ('answering'): the variant 'hard' is given twice; remove one

        -     valid_from: 2024-01-01
        +     valid_from: 2023-12-31
        = small.yaml:69: deadline 1 ('answering'): it holds on days outside the rule set's (2024-01-01 to 2026-12-31); correct its dates

        - deadlines:
        -   - id: answering
        -     name: Trả lời
        -     lanes: [feedback]
        + deadlines:
        +   - id: answering
        +     name: Trả lời
        +     lanes: [feedback, feed]
        = small.yaml:71: entry 2 of lanes: unknown word "feed"; write one of feedback, complaint, denunciation, commendation, out-of-scope

        -     legal_source: Luật A, Điều 2
        = small.yaml:69: no legal_source; add 'legal_source: …'
        """
}
