import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Identity

/// What a kiosk told of a day, with a signature that is right.
struct ToldDay {
    let key: KioskDayKey
    let signed: SignedDayCount

    /// Checks what a kiosk told.
    ///
    /// - Parameters:
    ///   - tally: As it came.
    ///   - kiosk: The name of the key that the connection was authenticated with.
    /// - Throws: ``TallyRefusal`` when it is none.
    init(_ tally: WireDayTally, ofKiosk kiosk: String) throws(TallyRefusal) {
        guard let day = Day(tally.day), tally.epoch != 0, tally.hasKiosk, tally.kiosk.hasCount else {
            throw .malformed
        }
        let signed = SignedDayCount(tally.kiosk)
        guard signed.count.isConsistent else { throw .malformed }
        let statement = signed.count.statement(ofKiosk: kiosk, on: day, epoch: tally.epoch)
        guard TallySigningKey.isSignature(signed.signature, of: statement, by: signed.publicKey) else {
            throw .signature
        }
        self.key = KioskDayKey(epoch: tally.epoch, day: day)
        self.signed = signed
    }
}

/// Why a kiosk's day is not kept.
enum TallyRefusal: Error {
    case malformed
    case signature
    case behind
    case broken

    /// In English, for the kiosk's log.
    var explanation: String {
        switch self {
        case .malformed: "A day, an epoch and a count with its signature are needed. Update the kiosk."
        case .signature: "The signature is not right for this kiosk's name. Check the name in the key file."
        case .behind: "The journal is still being counted. Tell the day again later."
        case .broken: "The day cannot be signed or kept now. Tell it again later."
        }
    }
}
