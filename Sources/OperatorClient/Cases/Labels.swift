import AdministrativeRegister
import CaseLifecycle
package import FeedbackProtocol
import RuleFiles

/// Codes with what officers read beside them.
package enum Labels {
    /// A state, `assigned (Đã phân công, chuyển xử lý)`; an unknown one is its code alone.
    package static func state(_ code: String) -> String {
        self.joined(code, self.stateName(code))
    }

    /// A state as officers read it; an unknown one is its code.
    package static func stateLabel(_ code: String) -> String {
        self.stateName(code) ?? code
    }

    private static func stateName(_ code: String) -> String? {
        let state = CaseState(rawValue: code)
        return self.lifecycles.lazy.compactMap { $0.definition(of: state)?.vietnameseLabel }.first
    }

    /// A lane, `complaint (Khiếu nại)`.
    package static func lane(_ lane: WireLane) -> String {
        self.joined(self.code(lane), lane.lane?.vietnameseName)
    }

    /// A lane's code; one that this version does not know is its number.
    package static func code(_ lane: WireLane) -> String {
        lane.lane?.rawValue ?? String(lane.rawValue)
    }

    /// An event of a case's history, `accept (Thụ lý)`.
    package static func event(_ code: String) -> String {
        let transition = self.lifecycles.lazy.flatMap(\.transitions).first { $0.event.rawValue == code }
        let label =
            switch CaseEventKind(rawValue: code) {
            case .receive: "Tiếp nhận"
            case .import: "Nhập từ hệ thống cũ"
            case .succeed: "Chuyển đơn vị kế thừa"
            default: transition?.vietnameseLabel
            }
        return self.joined(code, label)
    }

    /// A subject, `late-result (Chậm trả kết quả)`.
    package static func subject(_ code: String) -> String {
        self.joined(code, self.vocabulary?.subjects[code]?.name)
    }

    /// A subject as officers read it; an unknown one is its code.
    package static func subjectLabel(_ code: String) -> String {
        self.vocabulary?.subjects[code]?.name ?? code
    }

    /// A field of service, `civil-status (Hộ tịch)`.
    package static func field(_ code: String) -> String {
        self.joined(code, self.vocabulary?.fields[code]?.name)
    }

    /// A criterion as people read it, `Xin chào`; an unknown one is its code.
    static func criterionLabel(_ code: String) -> String {
        self.vocabulary?.criteria[code]?.name ?? code
    }

    /// A reason for a low level as people read it; an unknown one is its code.
    static func reasonLabel(_ code: String) -> String {
        self.vocabulary?.reasons[code]?.name ?? code
    }

    /// Why a submission is in quarantine, in a code of this program.
    package static func code(_ reason: WireRejectionReason) -> String {
        switch reason {
        case .malformed: "malformed"
        case .unknownOffice: "unknown-office"
        case .officeNotOfThisKiosk: "office-not-of-this-kiosk"
        case .textTooLong: "text-too-long"
        case .trackingCode: "tracking-code"
        case .alreadyReceived: "already-received"
        case .outOfRange: "out-of-range"
        case .tooLarge: "too-large"
        case .unspecified: "unspecified"
        case .UNRECOGNIZED(let number): String(number)
        }
    }

    /// The life cycles whose words are known here; the province's own may have others.
    private static let lifecycles = [LifecycleDefinition.smallest] + ((try? CaseRules.bundled())?.lifecycles ?? [])
    private static let vocabulary = try? CodeVocabulary()

    private static func joined(_ code: String, _ label: String?) -> String {
        guard let label, !label.isEmpty else { return code }
        return "\(code) (\(label))"
    }
}
