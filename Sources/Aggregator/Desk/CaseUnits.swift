import AdministrativeRegister
import CaseLifecycle
import FeedbackProtocol
import FeedbackStore

/// Finds the unit that a case goes to, in the edition the case belongs to.
struct CaseUnits: Sendable {
    private let register: Register

    /// Looks units up in a register.
    init(_ register: Register) {
        self.register = register
    }

    /// The codes from the root to a unit; `nil` when the edition does not have it.
    func path(of code: String, inEdition id: String) -> [String]? {
        guard let edition = self.register.edition(id: id), let unit = UnitCode(code) else { return nil }
        return edition.path(of: unit)?.map(\.text)
    }

    /// Refuses a unit that the edition of a case does not have.
    func check(_ code: String, in file: CaseFile) throws(DeskRefusal) {
        guard self.path(of: code, inEdition: file.registerEdition) != nil else {
            throw DeskRefusal(
                .notFound,
                "Edition \(file.registerEdition) has no such unit. Look it up with 'langnghe unit find'."
            )
        }
    }

    /// The path of the unit that a transition makes responsible.
    ///
    /// - Parameters:
    ///   - transition: the step.
    ///   - file: the case before it.
    ///   - named: the code a person named; empty when the step says itself which unit it is.
    /// - Returns: nothing when the step leaves the unit as it is.
    /// - Throws: ``DeskRefusal`` when the unit is missing, unknown or the very one that has the case.
    func path(
        after transition: TransitionDefinition,
        of file: CaseFile,
        named: String
    ) throws(DeskRefusal) -> [String] {
        guard let edition = self.register.edition(id: file.registerEdition) else {
            throw DeskRefusal(.notAllowed, "The register edition of the case is not known here. Update the aggregator.")
        }
        if transition.requirements.contains(.parentUnit) {
            return file.unitPath.count > 1 ? Array(file.unitPath.dropLast()) : file.unitPath
        }
        if transition.requirements.contains(.triageUnit) {
            return edition.path(of: edition.serviceCentre.code)?.map(\.text) ?? []
        }
        guard transition.requirements.contains(.unit) else { return [] }
        guard !named.isEmpty else { throw DeskRefusal(.notAllowed, "Name the unit that is to be responsible.") }
        try self.check(named, in: file)
        return self.path(of: named, inEdition: file.registerEdition) ?? []
    }
}
