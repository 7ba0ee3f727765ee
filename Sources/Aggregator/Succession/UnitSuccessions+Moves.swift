import AdministrativeRegister
import FeedbackStore

extension UnitSuccessions {
    /// How an open case of an earlier edition moves: to its unit's heir with those who handle it, and its helpers' heirs;
    /// to the centre where there is none.
    func request(for file: CaseFile) -> CaseSuccessionRequest {
        let before = self.register.edition(id: file.registerEdition)
        let heirs = { (code: String) in before.flatMap { self.heir(of: code, inEdition: $0) } }
        let isHeir = heirs(file.responsibleUnit) != nil
        let successor = self.successor(of: file.responsibleUnit, inEdition: file.registerEdition).unit
        let oldName = UnitCode(file.responsibleUnit).flatMap { before?.displayName(of: $0) } ?? file.responsibleUnit
        let newName = self.edition.displayName(of: successor.code) ?? successor.code.text
        return CaseSuccessionRequest(
            caseNumber: file.number,
            edition: self.edition.id,
            unitPath: self.edition.path(of: successor.code)?.map(\.text) ?? [],
            coordinatingUnits: file.coordinatingUnits.compactMap { heirs($0)?.code.text },
            releasesOfficer: !isHeir,
            reason: isHeir
                ? "\(newName) kế thừa \(oldName) theo danh mục \(self.edition.id)"
                : "\(newName) tiếp nhận từ \(oldName), là đơn vị không có đơn vị kế thừa riêng theo danh mục "
                    + "\(self.edition.id)"
        )
    }
}
