import AdministrativeRegister
import FeedbackProtocol

/// Where the offices of kiosks stand: in the edition in force, or in the newest one that has them.
struct AlertPlaces: Sendable {
    private let editions: [Edition]

    init(_ register: Register, inForce edition: Edition) {
        let others = register.editions.filter { $0.id != edition.id }.sorted { $0.validFrom > $1.validFrom }
        self.editions = [edition] + others
    }

    /// The place of an office; `nil` when no edition has it.
    func place(ofOffice code: String) -> AlertPlace? {
        guard let unit = UnitCode(code) else { return nil }
        for edition in self.editions {
            guard let path = edition.path(of: unit).flatMap({ UnitPath($0.map(\.text)) }) else { continue }
            return AlertPlace(path: path, registerEdition: edition.id)
        }
        return nil
    }
}
