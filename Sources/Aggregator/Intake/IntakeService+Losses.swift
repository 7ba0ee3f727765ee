import CivilTime
import FeedbackProtocol
import Logging

/// What kiosks show of data that were lost.
extension IntakeService {
    /// Takes note when a kiosk holds receipts for more than there is: they were given for what was durable then.
    ///
    /// Any one kiosk can say so, truly or not, so that it is told and nothing is stopped for it.
    ///
    /// - Parameters:
    ///   - hello: What the kiosk said.
    ///   - durable: Through which sequence of that epoch all is here.
    ///   - session: Whose it is.
    ///   - time: Now.
    func noteLoss(_ hello: WireHello, durable: UInt64, _ session: KioskSession, at time: Timestamp) {
        guard hello.oldestUnreceipted > 0, hello.oldestUnreceipted - 1 > durable else { return }
        self.treeStanding.loss =
            "Kiosk \(session.name) holds receipts for more than is here: data were lost. Put back the newest journal; "
            + "if it is lost, keep the newest transparency.sqlite and go on under another --origin."
        guard let count = self.repeated.occurrencesToWrite("lost data \(session.name)", at: time) else { return }
        self.logger.error(
            "A kiosk holds receipts for more than is here: data were lost, such as by restoring an older backup. Put back the newest journal; if it is lost, keep the newest transparency.sqlite and go on under another --origin",
            metadata: [
                "kiosk": "\(session.name)", "epoch": "\(hello.epoch)",
                "receipted-through": "\(hello.oldestUnreceipted - 1)", "here-through": "\(durable)",
                "count": "\(count)",
            ]
        )
    }
}
