/// The official indices of one unit and one period, reckoned from what is recorded and from nothing else.
///
/// What the system does not know is told as not measured, with what is missing, and never as zero.
package struct IndexReport: Sendable, Hashable {
    /// The figures, law by law.
    package let entries: [IndexEntry]

    /// Reckons the indices.
    ///
    /// - Parameters:
    ///   - laws: Of which laws.
    ///   - inputs: What is recorded.
    ///   - choices: What was chosen where a text leaves it open.
    package init(_ laws: [IndexLaw], from inputs: IndexInputs, _ choices: IndexChoices) {
        self.entries = laws.flatMap { law in
            switch law {
            case .circular: CircularReport(inputs, choices).entries
            case .decision: DecisionReport(inputs, choices).entries
            }
        }
    }
}
