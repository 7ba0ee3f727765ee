/// One figure of a report with what a reader needs beside it.
package struct IndexEntry: Sendable, Hashable {
    /// What the figure is of.
    package enum Measure: String, Sendable, Hashable {
        /// Cases over cases.
        case cases
        /// Points over answers.
        case points
        /// Tenths of points over the tenths that could be reached.
        case tenths
        /// The sum of levels over ratings.
        case levels
    }

    /// The figure; it has no value when it was not measured.
    package let figure: IndexFigure
    /// What numerator and denominator count.
    package let measure: Measure
    /// What is missing for it, in English; `nil` when it was measured.
    package let missing: String?
    /// The band by its name, and as the law calls it; `nil` for none.
    package let band: (name: String, vietnameseName: String)?
    /// The percentage of the duty fulfilled, of an officer's grade.
    package let percent: RoundedNumber?
    /// The counter that an officer's grade is of; `nil` for others.
    package let counter: IndexInputs.Counter?
    /// What else is to be known of it, in English.
    package let remarks: [String]

    /// Makes an entry.
    init(
        _ figure: IndexFigure,
        _ measure: Measure,
        missing: String,
        band: (name: String, vietnameseName: String)? = nil,
        percent: RoundedNumber? = nil,
        counter: IndexInputs.Counter? = nil,
        remarks: [String] = []
    ) {
        self.figure = figure
        self.measure = measure
        self.missing = figure.value == nil ? missing : nil
        self.band = band
        self.percent = percent
        self.counter = counter
        self.remarks = remarks
    }

    package static func == (left: IndexEntry, right: IndexEntry) -> Bool {
        left.figure == right.figure && left.missing == right.missing && left.band?.name == right.band?.name
            && left.percent == right.percent && left.counter == right.counter && left.remarks == right.remarks
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.figure)
        hasher.combine(self.counter)
    }
}
