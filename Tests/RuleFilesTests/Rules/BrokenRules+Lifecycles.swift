extension BrokenRules {
    /// Mistakes in the life cycles.
    static let lifecycles = """
        -       - {event: close, label: Kết thúc, from: answered, to: same, roles: [system], reopen_window: after}
        +       - {event: close, label: Kết thúc, from: answered, to: same, roles: [system], reopen_window: after}
        +   - id: unused-1
        +     initial_state: received
        +     states:
        +       - {state: received, label: A, phase: open, clock: running, national: in-progress}
        +       - {state: done, label: B, phase: final, clock: stopped, national: published}
        +     transitions:
        +       - {event: assign, label: C, from: received, to: done, roles: [system], needs: [unit]}
        = small.yaml:52: life cycle 2 ('unused-1'): no lane lives by it; name it in a lane or remove it

        -       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen, officer]}
        +       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [officer], by: [coordinating-unit]}
        = small.yaml:39: life cycle 'full-1', transition 3 ('told' from 'waiting'): no transition asks another unit for help; add one that needs 'coordinating-unit'

        -       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen, officer]}
        +       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [officer], by: [neighbour]}
        = small.yaml:39: entry 1 of by: unknown word "neighbour"; write one of responsible-unit, coordinating-unit

        -       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen, officer]}
        +       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen]}
        = small.yaml:33: life cycle 'full-1', state 3 ('waiting'): its clock stands still and no transition leads to a state where it runs; add one

        -       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen, officer]}
        +       - {event: told, label: Đã trả lời, from: waiting, to: same, roles: [citizen, officer]}
        = small.yaml:33: life cycle 'full-1', state 3 ('waiting'): its clock stands still and no transition leads to a state where it runs; add one

        -   - id: full-1
        -     initial_state: received
        -     states:
        -       - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
        -       - {state: assigned, label: Phân công, phase: open, clock: running, national: in-progress}
        +   - id: full-1
        +     initial_state: received
        +     states:
        +       - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
        +       - {state: assigned, label: Phân công, phase: open, clock: running, national: in-progress}
        +       - {state: lost, label: Lạc, phase: open, clock: running, national: in-progress}
        = small.yaml:33: life cycle 'full-1', state 3 ('lost'): no transitions lead to it from the initial state; add one or remove the state
        = small.yaml:33: life cycle 'full-1', state 3 ('lost'): no transitions lead from it to a final state in every case (those with at_most, only_after or reopen_window within, or for the citizen alone, do not count); add one or make the state final

        -   - id: full-1
        -     initial_state: received
        -     states:
        -       - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
        -       - {state: assigned, label: Phân công, phase: open, clock: running, national: in-progress}
        +   - id: full-1
        +     initial_state: received
        +     states:
        +       - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
        +       - {state: assigned, label: Phân công, phase: open, clock: running, national: in-progress}
        +       - {state: lost, label: Lạc, phase: final, clock: stopped, national: refused}
        = small.yaml:33: life cycle 'full-1', state 3 ('lost'): no transitions lead to it from the initial state; add one or remove the state

        -       - {state: refused, label: Từ chối, phase: final, clock: stopped, national: refused}
        +       - {state: refused, label: Từ chối, phase: open, clock: running, national: refused}
        = small.yaml:35: life cycle 'full-1', state 5 ('refused'): no transitions lead from it to a final state in every case (those with at_most, only_after or reopen_window within, or for the citizen alone, do not count); add one or make the state final

        -       - {state: waiting, label: Chờ, phase: open, clock: waiting-for-citizen, national: awaiting-supplement}
        +       - {state: waiting, label: Chờ, phase: open, clock: frozen, national: awaiting-supplement}
        = small.yaml:33: clock: unknown word "frozen"; write one of running, waiting-for-citizen, suspended, stopped

        -       - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen, officer]}
        +       - {event: told, label: Đã trả lời, from: waiting, to: assigned}
        = small.yaml:39: no roles; add 'roles: …'

        -   - id: short-1
        -     initial_state: received
        +   - id: short-1
        = small.yaml:52: no initial_state; add 'initial_state: …'

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: lose, label: Lạc, from: assigned, to: nowhere, roles: [leader]}
        = small.yaml:42: life cycle 'full-1', transition 6 ('lose' from 'assigned'): there is no state 'nowhere'; add it or correct the name

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: ask, label: Lại, from: assigned, to: same, roles: [leader]}
        = small.yaml:42: life cycle 'full-1', transition 6 ('ask' from 'assigned'): defined twice; remove one

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: receive, label: Lại, from: assigned, to: same, roles: [leader]}
        = small.yaml:42: life cycle 'full-1', transition 6 ('receive' from 'assigned'): 'receive', 'import' and 'succeed' are the system's; use another event

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: [singer]}
        = small.yaml:42: life cycle 'full-1', transition 6 ('sing' from 'assigned'): there is no role 'singer'; add it or correct the name

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: [auditor]}
        = small.yaml:42: life cycle 'full-1', transition 6 ('sing' from 'assigned'): 'auditor' may do it in lane 'feedback' but sees number of the case there; let the role see more or take the transition away

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: [leader], only_after: {event: dance, times: 2}}
        = small.yaml:42: life cycle 'full-1', transition 6 ('sing' from 'assigned'): no transition makes 'dance'; add one or correct the name

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: [leader], at_most: 0}
        = small.yaml:42: at_most: "0"; write a whole number from 1 to 100

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: []}
        = small.yaml:42: roles: empty; give at least one entry or leave out the key

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: [leader], within_days: 5}
        = small.yaml:42: unknown key "within_days"; known here are event, label, citizen_label, from, to, roles, by, needs, at_most, only_after, reopen_window

        -       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
        +       - {event: sing, label: Hát, from: assigned, to: same, roles: [leader], needs: [money]}
        = small.yaml:42: entry 1 of needs: unknown word "money"; write one of reason, unit, parent-unit, triage-unit, officer, legal-ground, answer, outcome, related-case, parts, variant, extension, coordinating-unit, released-unit, rating

        -       - {state: answered, label: Trả lời, citizen_label: Có trả lời, phase: final, clock: stopped, national: published}
        +       - {state: answered, label: Trả lời, citizen_label: Có trả lời, phase: final, clock: running, national: published}
        = small.yaml:34: life cycle 'full-1', state 4 ('answered'): a final state has the clock 'stopped' and an open one has not; correct the clock or the phase

        -       - {state: answered, label: Trả lời, citizen_label: Có trả lời, phase: final, clock: stopped, national: published}
        +       - {state: answered, label: Trả lời, citizen_label: ' ', phase: final, clock: stopped, national: published}
        = small.yaml:34: citizen_label: blank; write a text

        -       - {event: close, label: Kết thúc, from: answered, to: same, roles: [system], reopen_window: after}
        +       - {event: close, label: Kết thúc, from: answered, to: same, roles: [leader], reopen_window: after}
        = small.yaml:51: life cycle 'full-1', transition 10 ('close' from 'answered'): only the system can act when the reopen window has passed; add the role 'system'

        -         reopen_window: opens
        = small.yaml:49: life cycle 'full-1', transition 9 ('reopen' from 'answered'): no transition has reopen_window 'opens'; say which one opens it
        = small.yaml:50: life cycle 'full-1', transition 10 ('close' from 'answered'): no transition has reopen_window 'opens'; say which one opens it

        -       - {state: refused, label: Từ chối, phase: final, clock: stopped, national: refused}
        -     transitions:
        -       - {event: assign, label: Phân công, from: received, to: assigned, roles: [system], needs: [unit]}
        +       - {state: refused, label: Từ chối, phase: final, clock: stopped, national: refused}
        +     transitions:
        +       - {event: assign, label: Phân công, from: received, to: assigned, roles: [system], needs: [unit, reason]}
        = small.yaml:31: life cycle 'full-1', state 'received': routing needs a transition 'assign' from it that names a unit, asks no reason and is open to the role 'system'; add it

        -   - id: sealed-1
        -     initial_state: received
        +   - id: sealed-1
        +     initial_state: begun
        = small.yaml:59: life cycle 'sealed-1', the definition's head: there is no state 'begun'; add it or correct the name

        -       - {event: assign, label: Phân công, from: received, to: done, roles: [system], needs: [unit]}
        +       - {event: assign, label: Phân công, from: received, to: done, roles: [system], needs: [unit]}
        +   - id: full-1
        +     initial_state: received
        +     states:
        +       - {state: received, label: Hai, phase: open, clock: running, national: in-progress}
        +       - {state: done, label: B, phase: final, clock: stopped, national: published}
        +     transitions:
        +       - {event: assign, label: C, from: received, to: done, roles: [system], needs: [unit]}
        = small.yaml:59: life cycle 3 ('full-1'): already defined as entry 1; remove one
        """
}
