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
    ///   - today: The day by the province's clock. A day far ahead would push days out that were signed, and one that is
    ///     not over here is not signed as if it were.
    /// - Throws: ``TallyRefusal`` when it is none.
    init(_ tally: WireDayTally, ofKiosk kiosk: String, today: Day) throws(TallyRefusal) {
        guard let day = Day(tally.day), tally.epoch != 0, tally.hasKiosk, tally.kiosk.hasCount else {
            throw .malformed
        }
        guard day <= today.advanced(byDays: 1) else { throw .ahead }
        let signed = SignedDayCount(tally.kiosk)
        guard signed.count.isConsistent else { throw .malformed }
        let key = KioskDayKey(epoch: tally.epoch, day: day)
        let statement = signed.statement(ofKiosk: kiosk, key)
        guard TallySigningKey.isSignature(signed.signature, of: statement, by: signed.publicKey) else {
            throw .signature
        }
        guard !signed.isOver || day < today else { throw .notOver }
        self.key = key
        self.signed = signed
    }
}

/// Why a kiosk's day is not kept.
enum TallyRefusal: Error {
    case malformed
    case signature
    case ahead
    case notOver
    case unknownEpoch
    case behind
    case broken

    /// In English, for the kiosk's log.
    var explanation: String {
        switch self {
        case .malformed: "A day, an epoch and a count with its signature are needed. Update the kiosk."
        case .signature:
            "The signature is not right for this kiosk's name. Update the kiosk, or check the name in its key file."
        case .ahead: "The day is yet to come by the province's clock. Set the kiosk's clock."
        case .notOver: "The day is not over by the province's clock. Tell the day again later."
        case .unknownEpoch: "The province has heard of no such epoch of this kiosk. Tell the day again later."
        case .behind: "The journal is still being counted. Tell the day again later."
        case .broken: "The day cannot be signed or kept now. Tell it again later."
        }
    }
}
