import AdministrativeRegister
import FeedbackProtocol

/// Where units stand in the register edition in force: the scopes of subscribers and of heartbeats.
struct ScopeResolver: Sendable {
    private let edition: Edition
    /// The path of every unit, the root's first.
    let paths: [UnitPath]

    /// Resolves the codes of an edition.
    init(_ edition: Edition) {
        self.edition = edition
        self.paths = edition.units.compactMap { unit in
            edition.path(of: unit.code).flatMap { UnitPath($0.map(\.text)) }
        }
    }

    var editionID: String { self.edition.id }

    /// The path of a unit; `nil` when the edition does not have it.
    func path(of code: String) -> UnitPath? {
        UnitCode(code).flatMap { self.edition.path(of: $0) }.flatMap { UnitPath($0.map(\.text)) }
    }
}
