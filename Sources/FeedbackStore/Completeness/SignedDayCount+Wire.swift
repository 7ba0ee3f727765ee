package import Delivery
package import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension WireDayCount {
    /// A count on the wire.
    package init(_ count: DayCount) {
        self = .make {
            $0.count = count.count
            $0.firstSequence = count.firstSequence
            $0.lastSequence = count.lastSequence
            $0.digest = Data(count.digest)
        }
    }
}

extension DayCount {
    /// Reads a count; whether it can be one says ``Delivery/DayCount/isConsistent``.
    package init(_ wire: WireDayCount) {
        self.init(
            count: wire.count,
            firstSequence: wire.firstSequence,
            lastSequence: wire.lastSequence,
            digest: Array(wire.digest)
        )
    }
}

extension WireSignedDayCount {
    /// A signed count on the wire.
    package init(_ signed: SignedDayCount) {
        self = .make {
            $0.count = WireDayCount(signed.count)
            $0.over = signed.isOver
            $0.publicKey = Data(signed.publicKey)
            $0.signature = Data(signed.signature)
        }
    }
}

extension SignedDayCount {
    /// Reads a signed count, whose signature is not checked.
    package init(_ wire: WireSignedDayCount) {
        self.init(
            count: DayCount(wire.count),
            isOver: wire.over,
            publicKey: Array(wire.publicKey),
            signature: Array(wire.signature)
        )
    }
}
