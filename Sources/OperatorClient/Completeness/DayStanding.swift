import CivilTime
import Delivery
package import FeedbackProtocol
import FeedbackStore
import Identity

/// The keys that a kiosk and the province are known to sign days with; empty when they are not known.
package struct DayKeys: Sendable, Hashable {
    private let kiosk: [UInt8]
    private let province: [UInt8]

    /// Knows neither.
    package init() {
        self.kiosk = []
        self.province = []
    }

    /// The keys in a report.
    package init(_ kiosk: WireKioskCompleteness, _ report: WireKioskReport) {
        self.kiosk = Array(kiosk.signingKey)
        self.province = Array(report.provinceKey)
    }

    /// Whose signature of a day names another key, if one does.
    func stranger(in day: WireKioskDay) -> String? {
        if !self.kiosk.isEmpty, Array(day.kiosk.publicKey) != self.kiosk { return "kiosk" }
        if !self.province.isEmpty, Array(day.province.publicKey) != self.province { return "province" }
        return nil
    }
}

/// Whether kiosk and province have signed the same of one day.
package enum DayStanding: Sendable, Hashable {
    /// Both signed the same.
    case alike
    /// Both count the same, and the province has not signed it since it came.
    case notSigned
    /// Both signed the same before the day was over: nothing of the rest of it.
    case notOver
    /// The kiosk told nothing of it yet.
    case notTold
    /// The province has counted fewer so far, and not all that it holds.
    case notCounted
    /// Both signed the same, one of them with another key than its known one; says which.
    case otherKey(String)
    /// They differ; says how.
    case differs(String)
    /// A signature is not right; says whose.
    case forged(String)

    /// What is known of a day.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - kiosk: The name of the kiosk's key.
    ///   - keys: The keys that both are known to sign with; a good signature by another key could be anybody's.
    ///   - checksSignatures: Whether both signatures are checked here, besides the aggregator's check of the kiosk's.
    ///   - isBehind: Whether what the province holds is not counted to the end.
    package init(
        _ day: WireKioskDay,
        ofKiosk kiosk: String,
        keys: DayKeys = DayKeys(),
        checksSignatures: Bool,
        isBehind: Bool = false
    ) {
        guard day.hasKiosk else {
            self = .notTold
            return
        }
        if checksSignatures, let whose = Self.wrongSignature(in: day, ofKiosk: kiosk) {
            self = .forged(
                "the \(whose)'s signature is not right: ask for the file signed-tallies.sqlite to be checked"
            )
            return
        }
        let (told, held) = (day.kiosk.count, day.held)
        // Told at noon, and more has come since: that is how a day goes.
        if !day.kiosk.over, held.count > told.count {
            self = .notOver
            return
        }
        guard told == held else {
            self = isBehind && told.count > held.count ? .notCounted : .differs(Self.difference(told, held))
            return
        }
        guard day.province.count == told else {
            self = .notSigned
            return
        }
        guard day.kiosk.over, day.province.over else {
            self = .notOver
            return
        }
        if let whose = keys.stranger(in: day) {
            self = .otherKey("signed with another key of the \(whose) than the known one")
        } else {
            self = .alike
        }
    }

    /// In a few words.
    package var text: String {
        switch self {
        case .alike: "signed by both"
        case .notSigned: "equal, not signed by the province yet"
        case .notOver: "told before the day was over"
        case .notTold: "the kiosk has not told it yet"
        case .notCounted: "the province still counts what it holds"
        case .otherKey(let how), .differs(let how), .forged(let how): how
        }
    }

    /// Whether it proves that something is missing or wrong.
    package var isWrong: Bool {
        switch self {
        case .differs, .forged: true
        case .alike, .notSigned, .notOver, .notTold, .notCounted, .otherKey: false
        }
    }

    private static func difference(_ told: WireDayCount, _ held: WireDayCount) -> String {
        if told.count > held.count {
            let missing = "\(told.count - held.count) missing at the province"
            guard held.lastSequence < told.lastSequence else { return "\(missing), among those before the last one" }
            return "\(missing), from sequence \(max(held.lastSequence + 1, told.firstSequence)) on"
        }
        if told.count < held.count {
            let more = held.count - told.count
            if told.count > 0, told.firstSequence > held.firstSequence {
                return "the kiosk counts from sequence \(told.firstSequence) on only, \(more) fewer than there are"
            }
            return "the province holds \(more) more: the kiosk's disk was set back or replaced"
        }
        return "as many, but not the same submissions"
    }

    private static func wrongSignature(in day: WireKioskDay, ofKiosk kiosk: String) -> String? {
        guard let date = Day(day.day) else { return "kiosk" }
        for (whose, wire) in [("kiosk", day.kiosk), ("province", day.province)] {
            let signed = SignedDayCount(wire)
            let statement = signed.statement(ofKiosk: kiosk, KioskDayKey(epoch: day.epoch, day: date))
            guard TallySigningKey.isSignature(signed.signature, of: statement, by: signed.publicKey) else {
                return whose
            }
        }
        return nil
    }
}
