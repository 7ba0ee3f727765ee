package import CaseLifecycle

extension CaseLaw {
    /// The rules a stored case lives under; `nil` when they are not known here.
    package func procedure(of file: CaseFile) -> CaseProcedure? {
        self.procedure(
            lifecycle: file.lifecycle,
            ruleSet: file.ruleSet,
            lane: file.reception.lane,
            receivedAt: file.reception.receivedAt
        )
    }
}
