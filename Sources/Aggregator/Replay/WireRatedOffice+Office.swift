import FeedbackProtocol
import FeedbackStore
import Satisfaction

extension WireRatedOffice {
    /// An office of a snapshot, on the wire.
    init(_ office: RatingSnapshot.Office) {
        self = .make {
            $0.unitPath = office.unitPath
            $0.registerEdition = office.registerEdition
            $0.scale = office.scale
            $0.days = office.days.map { rated in
                .make {
                    $0.day = Int32(clamping: rated.day)
                    let counts = rated.levels.counts
                    $0.levels = Array(counts.prefix((counts.lastIndex { $0 > 0 } ?? -1) + 1))
                }
            }
            $0.criteria = office.answers.wireCriteria
            $0.reasons = office.answers.wireReasons
        }
    }
}
