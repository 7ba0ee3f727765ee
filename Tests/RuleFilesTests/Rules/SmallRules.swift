import CivilTime
import RuleFiles
import Testing

/// A sound rule set that is small enough to be broken in one place at a time.
enum SmallRules {
    static let name = "small.yaml"

    static let text = """
        id: small-1
        valid_from: 2024-01-01
        valid_to: 2026-12-31
        legal_source: Quy định thử
        confidence: L
        roles:
          citizen: Người dân
          officer: Cán bộ
          leader: Lãnh đạo
          inspectorate: Thanh tra
          auditor: Giám sát
          system: Hệ thống
        lanes:
          - lane: feedback
            name: Phản ánh
            life_cycle: full-1
            confidentiality: open
            others_see: nothing
            reopen_window_days: 10
            must_have: [answering]
            legal_source: Luật A, Điều 1
            confidence: H
          - {lane: complaint, name: Khiếu nại, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật B, confidence: M}
          - {lane: commendation, name: Khen ngợi, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật C, confidence: M}
          - {lane: out-of-scope, name: Ngoài phạm vi, life_cycle: short-1, confidentiality: open, others_see: nothing, legal_source: Luật D, confidence: M}
          - {lane: denunciation, name: Tố cáo, life_cycle: sealed-1, confidentiality: sealed, sealed_to: [inspectorate], others_see: number, legal_source: Luật E, confidence: H}
        life_cycles:
          - id: full-1
            initial_state: received
            states:
              - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
              - {state: assigned, label: Phân công, phase: open, clock: running, national: in-progress}
              - {state: waiting, label: Chờ, phase: open, clock: waiting-for-citizen, national: awaiting-supplement}
              - {state: answered, label: Trả lời, citizen_label: Có trả lời, phase: final, clock: stopped, national: published}
              - {state: refused, label: Từ chối, phase: final, clock: stopped, national: refused}
            transitions:
              - {event: assign, label: Phân công, from: received, to: assigned, roles: [system], needs: [unit]}
              - {event: ask, label: Hỏi, from: assigned, to: waiting, roles: [officer], needs: [reason]}
              - {event: told, label: Đã trả lời, from: waiting, to: assigned, roles: [citizen, officer]}
              - {event: extend, label: Gia hạn, from: assigned, to: same, roles: [leader], needs: [reason, extension]}
              - {event: weigh, label: Xác định tính chất, from: assigned, to: same, roles: [leader], needs: [variant]}
              - event: answer
                label: Trả lời
                from: [assigned, waiting]
                to: answered
                roles: [officer]
                needs: [answer, outcome]
                reopen_window: opens
              - {event: refuse, label: Từ chối, from: assigned, to: refused, roles: [leader], needs: [legal-ground]}
              - {event: reopen, label: Mở lại, from: answered, to: assigned, roles: [citizen], at_most: 3, reopen_window: within}
              - {event: close, label: Kết thúc, from: answered, to: same, roles: [system], reopen_window: after}
          - id: short-1
            initial_state: received
            states:
              - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
              - {state: done, label: Xong, phase: final, clock: stopped, national: published}
            transitions:
              - {event: assign, label: Phân công, from: received, to: done, roles: [system], needs: [unit]}
          - id: sealed-1
            initial_state: received
            states:
              - {state: received, label: Tiếp nhận, phase: open, clock: running, national: in-progress}
              - {state: assigned, label: Phân công, phase: open, clock: running, national: in-progress}
              - {state: done, label: Xong, phase: final, clock: stopped, national: published}
            transitions:
              - {event: assign, label: Phân công, from: received, to: assigned, roles: [system], needs: [unit]}
              - {event: conclude, label: Kết luận, from: assigned, to: done, roles: [inspectorate]}
        deadlines:
          - id: answering
            name: Trả lời
            lanes: [feedback]
            kind: duty
            starts_on: assign
            fulfilled_by: [answer, refuse]
            limit: 10 calendar-days
            reminders:
              - {before: 2 calendar-days, to: officer}
            escalations:
              - {level: unit, to: leader}
            valid_from: 2024-01-01
            valid_to: 2025-06-30
            legal_source: Luật A, Điều 2
            confidence: H
          - id: answering
            name: Trả lời
            lanes: [feedback]
            kind: duty
            starts_on: [assign, reopen]
            starts_in: waiting
            fulfilled_by: [answer, refuse]
            limit: 7 working-days
            variants:
              - {id: hard, label: Phức tạp, limit: 14 working-days, extension: {times: 2, limit: 5 working-days, approver: leader}}
            extension: {times: 1, limit: 3 working-days, approver: leader}
            pauses: [waiting-for-citizen]
            reminders:
              - {before: 2 working-days, to: officer}
            escalations:
              - {level: unit, to: leader}
              - {after: 1 working-days + 4 working-hours, level: province, to: auditor}
            valid_from: 2025-07-01
            legal_source: Luật A, Điều 2 mới
            confidence: H
        visibility:
          - {lanes: [feedback, complaint, commendation, out-of-scope], roles: [citizen, system], sees: number}
          - {lanes: [feedback], roles: [officer, leader], sees: text}
          - {lanes: [feedback], states: [assigned], roles: [officer], sees: contact}
          - {lanes: [feedback], roles: [auditor], sees: number}
          - {lanes: [denunciation], roles: [inspectorate], sees: contact}
        legal_grounds:
          - {id: unsigned, label: Không ký, lanes: [feedback], events: [refuse], valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
        outcomes:
          - {id: right, label: Đúng, lanes: [feedback], events: [answer]}
        switches:
          - {id: sorry, label: Xin lỗi, lanes: [feedback], on: true, valid_from: 2024-01-01, valid_to: 2025-12-31, legal_source: Chính sách, confidence: L}
        letters:
          - {id: notice, name: Thông báo, lanes: [feedback], event: assign, template: notice, needs_signature: false, valid_from: 2024-01-01, legal_source: Luật A, confidence: H}
          - {id: apology, name: Xin lỗi, lanes: [feedback], before_due: {deadline: answering, limit: 1 working-days}, template: apology, needs_signature: true, register: outgoing, only_if: sorry, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}
          - {id: joy, name: Chúc mừng, lanes: [feedback], on_demand: true, template: joy, needs_signature: true, valid_from: 2024-01-01, legal_source: Chính sách, confidence: L}

        """

    /// The rules with one place changed; the place must be there exactly once.
    static func changed(_ place: String, to replacement: String) throws -> String {
        let parts = Self.text.split(separator: place, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "'\(place)' is \(parts.count - 1) times in the small rules")
        return parts.joined(separator: replacement)
    }

    static func load(_ text: String) throws(RuleFileError) -> CaseRules {
        try CaseRules(parsing: [YAMLFile(name: Self.name, text: text)])
    }

    /// The problems of a file, or none.
    static func problems(_ text: String) -> [RuleFileError.Problem] {
        do throws(RuleFileError) {
            _ = try Self.load(text)
            return []
        } catch {
            return error.problems
        }
    }
}
