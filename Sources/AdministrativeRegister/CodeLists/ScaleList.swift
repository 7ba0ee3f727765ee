/// The scales of satisfaction that kiosks may show, with which levels count as satisfied: the province's choice.
package struct ScaleList: Sendable {
    /// One scale.
    package struct Item: Sendable, Hashable, Identifiable {
        /// The scale's code, such as `faces-5`.
        package let id: String
        /// The best level, 2 to 10; the worst is 1.
        package let levels: Int
        /// The lowest level that counts as satisfied.
        package let satisfiedFrom: Int
        /// The highest level that counts as dissatisfied.
        package let dissatisfiedThrough: Int
        /// What it is called, in Vietnamese.
        package let name: String
    }

    /// The scales in the order of the file; at least one.
    package let items: [Item]

    /// Reads `code,levels,satisfied_from,dissatisfied_through,name,note`.
    ///
    /// - Throws: `RegisterFileError` with the file, line and reason of every problem that was found.
    package init(parsing file: RegisterFile) throws(RegisterFileError) {
        var problems = ProblemList()
        var items: [Item] = []
        let columns = ["code", "levels", "satisfied_from", "dissatisfied_through", "name", "note"]
        for row in CSVTable(file, columns: columns, problems: &problems).rows {
            let code = row.identifier("code", &problems)
            let name = row.text("name", &problems)
            let numbers = columns[1...3].map { Int(row[$0]) ?? 0 }
            guard (2...10).contains(numbers[0]), numbers[1] <= numbers[0], numbers[2] >= 1, numbers[2] < numbers[1]
            else {
                problems.add(
                    file.name,
                    row.line,
                    "bad levels: write 2 to 10, then the lowest satisfied and, below it, the highest dissatisfied one"
                )
                continue
            }
            guard let code, let name else { continue }
            if items.contains(where: { $0.id == code }) {
                problems.add(file.name, row.line, "duplicate code \(quoted(code))")
            }
            items.append(
                Item(
                    id: code,
                    levels: numbers[0],
                    satisfiedFrom: numbers[1],
                    dissatisfiedThrough: numbers[2],
                    name: name
                )
            )
        }
        if items.isEmpty { problems.add(file.name, 1, "there is no scale: write at least one") }
        try problems.throwIfAny()
        self.items = items
    }

    /// The scales this program carries.
    ///
    /// - Throws: `RegisterFileError`.
    package static func bundled() throws(RegisterFileError) -> ScaleList {
        try ScaleList(parsing: RegisterFile(name: "scales.csv", bytes: PackageResources.scales_csv))
    }
}
