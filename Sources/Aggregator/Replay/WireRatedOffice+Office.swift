import FeedbackProtocol
import FeedbackStore
import Satisfaction

extension WireRatedOffice {
    /// An office of a snapshot on the wire, without its days.
    private init(withoutDaysOf office: RatingSnapshot.Office) {
        self = .make {
            $0.unitPath = office.unitPath
            $0.registerEdition = office.registerEdition
            $0.scale = office.scale
            $0.criteria = office.answers.wireCriteria
            $0.reasons = office.answers.wireReasons
        }
    }

    /// An office of a snapshot, serialized: its days are so already.
    static func bytes(of office: RatingSnapshot.Office) -> [UInt8] {
        ((try? Self(withoutDaysOf: office).encoded()) ?? []) + office.packedDays
    }
}
