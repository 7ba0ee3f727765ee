/// The codes a submission may use, list by list; whatever else stands in a code's place may be anything a person typed.
package struct CodeVocabulary: Sendable {
    /// What feedback and complaints can be about.
    package let subjects: CodeList
    /// Fields of service (lĩnh vực).
    package let fields: CodeList
    /// The criteria of a rating: the movement's "4 xin, 4 luôn".
    package let criteria: CodeList
    /// The reasons given after a low score.
    package let reasons: CodeList

    /// Reads the lists this program carries.
    ///
    /// - Throws: ``RegisterFileError`` with file, line and reason.
    package init() throws(RegisterFileError) {
        self.subjects = try CodeList(parsing: .bundledSubjects)
        self.fields = try CodeList(parsing: .bundledFields)
        self.criteria = try CodeList(
            parsing: RegisterFile(name: "criteria.csv", bytes: PackageResources.criteria_csv)
        )
        self.reasons = try CodeList(parsing: RegisterFile(name: "reasons.csv", bytes: PackageResources.reasons_csv))
    }
}
