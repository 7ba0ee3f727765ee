import AdministrativeRegister
import CaseLifecycle
import FeedbackStore

/// Where something is routed from: the office it was given at and the unit it is about, both of one register edition.
struct RoutedPlace {
    let office: OfficeOfKiosk
    /// The register code of the unit; empty for the office itself.
    let concerned: String
}

extension SubmissionSorter {
    /// An office of any edition, and the unit something is about, as the edition in force has them.
    ///
    /// Where one of them has no heir both stay as they are: nobody is to be accused in another's place. It is routed as
    /// before, and moves with the open cases.
    func place(_ concerned: String, at office: OfficeOfKiosk) -> RoutedPlace {
        let unchanged = RoutedPlace(office: office, concerned: concerned)
        guard office.edition.id != self.defaultEdition.id else { return unchanged }
        let successions = UnitSuccessions(self.register, inForce: self.defaultEdition)
        guard successions.isEarlier(office.edition.id),
            let heir = successions.heir(of: office.code.text, inEdition: office.edition),
            let current = OfficeOfKiosk(heir.code, in: self.defaultEdition)
        else { return unchanged }
        guard !concerned.isEmpty else { return RoutedPlace(office: current, concerned: "") }
        return successions.heir(of: concerned, inEdition: office.edition)
            .map { RoutedPlace(office: current, concerned: $0.code.text) } ?? unchanged
    }

    /// Where a part of a mixed entry is routed from.
    ///
    /// - Parameters:
    ///   - file: the entry's case.
    ///   - givenEdition: the edition that the codes of the entry are of; empty for the one that it was routed by.
    ///   - named: the unit that a person named for the part, by the edition that the case's unit is of; `nil` for the one
    ///     that the whole entry is about.
    /// - Returns: the place, with the responsible unit as the office where that edition does not have the office; `nil`
    ///   when neither is known.
    func place(ofPartOf file: CaseFile, givenEdition: String, about named: String?) -> RoutedPlace? {
        let given = self.edition(givenEdition.isEmpty ? file.routing.editionID : givenEdition).flatMap { edition in
            UnitCode(file.reception.officeCode).flatMap { OfficeOfKiosk($0, in: edition) }
        }
        if named == nil, let given { return self.place(file.unitConcerned, at: given) }
        let known = [given, given.map { self.place("", at: $0).office }]
            .compactMap(\.self).first { $0.edition.id == file.registerEdition }
        let responsible = self.edition(file.registerEdition).flatMap { edition in
            UnitCode(file.responsibleUnit).flatMap { OfficeOfKiosk($0, in: edition) }
        }
        return (known ?? responsible).map { RoutedPlace(office: $0, concerned: named ?? file.unitConcerned) }
    }
}
