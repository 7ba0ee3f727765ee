import Delivery
import FeedbackProtocol

extension Welcome {
    /// Takes a welcome from the wire; the window is cut to what this kiosk wants on its way at most.
    init(_ wire: WireWelcome, maximumWindow: UInt32) {
        self.init(
            epoch: wire.epoch,
            throughSequence: wire.throughSequence,
            throughSubmissionID: SubmissionID(bytes: wire.throughSubmissionID),
            window: min(wire.window, maximumWindow)
        )
    }
}

extension Receipt {
    /// Takes a receipt from the wire; the window is cut to what this kiosk wants on its way at most.
    init(_ wire: WireReceipt, maximumWindow: UInt32) {
        self.init(
            epoch: wire.epoch,
            throughSequence: wire.throughSequence,
            window: min(wire.window, maximumWindow),
            rejected: wire.rejected.map {
                Rejection(sequence: $0.sequence, code: UInt32(clamping: $0.reason.rawValue))
            }
        )
    }
}
