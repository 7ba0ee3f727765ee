package import CaseLifecycle

/// One case with what figures need of it.
package struct CountedCase: Sendable {
    /// The case.
    package let file: CaseFile
    /// How it counts, as a sort with one case.
    package let count: CaseCount
    /// The entries of its history that were asked for, oldest first; all of a case received before.
    package let history: [CaseEvent]

    /// Puts a case together with what is known of its time limits.
    init(_ file: CaseFile, wasLate: Bool, isOverdue: Bool, history: [CaseEvent]) {
        self.file = file
        self.history = history
        self.count = CaseCount(
            unitPath: file.unitPath,
            registerEdition: file.registerEdition,
            former: file.former,
            office: file.reception.officeCode,
            lane: file.reception.lane,
            lifecycle: file.lifecycle,
            ruleSet: file.ruleSet,
            state: file.state,
            isOpen: file.isOpen,
            wasLate: wasLate,
            isOverdue: isOverdue,
            count: 1
        )
    }
}
