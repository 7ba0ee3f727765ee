package import AdministrativeRegister
internal import CaseLifecycle

/// The unit a value of a column stands for.
package enum UnitTarget: Sendable, Hashable {
    /// The unit with the code.
    case unit(UnitCode)
    /// `office`: the office the row was received for.
    case office
    /// `parent-of-office`: the unit above that office, in 2022 most often the district; the province has itself.
    case parentOfOffice

    /// The unit, for a row that was received for an office.
    func code(office: UnitCode, in edition: Edition) -> UnitCode {
        switch self {
        case .unit(let code): code
        case .office: office
        case .parentOfOffice: edition.parent(of: office)?.code ?? office
        }
    }
}

/// What the status column's value says.
struct StatusMeaning: Sendable, Hashable {
    var standing: ImportedFacts.Standing
    var state: CaseState
    var outcome: CaseOutcomeID?
}
