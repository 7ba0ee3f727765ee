/// Which criteria of the province's form feed which indicator.
///
/// The circular lists what is evaluated; the form is the province's (Art. 12(4)). Which of its criteria stands for which
/// indicator was not read anywhere, so it is an argument here without a default, and every figure tells the criteria it
/// was made of.
package struct CriterionMapping: Sendable, Hashable {
    /// The codes of the criteria, by indicator; an indicator that is missing here has no data.
    package let criteria: [CircularIndicator: Set<String>]

    /// Makes a mapping.
    package init(_ criteria: [CircularIndicator: Set<String>]) {
        self.criteria = criteria
    }

    /// The codes of an indicator.
    package subscript(indicator: CircularIndicator) -> Set<String> { self.criteria[indicator] ?? [] }
}
