import CivilTime
import FeedbackProtocol

/// What tells alerts apart: of one key there is one at a time.
struct AlertKey: Sendable, Hashable {
    /// What an alert is about.
    enum Kind: Int, Sendable, Hashable {
        case silence
        case outbox
        case clock
        case drop
    }

    let kind: Kind
    let place: AlertPlace
    /// `nil` for an office.
    let kiosk: WatchedKiosk?
    /// The code of the scale; empty unless it is about satisfaction.
    let scale: String

    init(_ kind: Kind, at place: AlertPlace, kiosk: WatchedKiosk? = nil, scale: String = "") {
        self.kind = kind
        self.place = place
        self.kiosk = kiosk
        self.scale = scale
    }
}

/// A kiosk that alerts are about.
struct WatchedKiosk: Sendable, Hashable {
    /// The name of its key.
    let name: String
    /// What the feed calls it; another when its key is replaced.
    let id: FeedKioskID
}

/// The office that an alert is about.
struct AlertPlace: Sendable, Hashable {
    /// The units from the root to the office.
    let path: UnitPath
    let registerEdition: String

    /// The office's register code.
    var office: String { self.path.codes.last ?? "" }
}

/// An alert with where it stands.
struct StandingAlert: Sendable, Hashable {
    let key: AlertKey
    var facts: AlertFacts
}
