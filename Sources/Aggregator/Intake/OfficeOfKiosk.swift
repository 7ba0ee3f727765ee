import AdministrativeRegister

/// The office a kiosk stands in, as one edition of the register knows it.
struct OfficeOfKiosk {
    let code: UnitCode
    let edition: Edition
    /// Codes from the root to the office.
    let path: [String]

    /// Finds the office, or gives `nil` when the edition does not have it.
    init?(_ code: UnitCode, in edition: Edition) {
        guard let path = edition.path(of: code) else { return nil }
        self.code = code
        self.edition = edition
        self.path = path.map(\.text)
    }
}
