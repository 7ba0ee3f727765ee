package import Satisfaction

/// The scales of satisfaction that kiosks may show, with which levels count as satisfied: the province's choice.
package struct ScaleList: Sendable {
    /// The scales in the order of the file; at least one.
    package let items: [SatisfactionScale]

    /// Reads `code,levels,satisfied_from,dissatisfied_through,name,note`.
    ///
    /// - Throws: `RegisterFileError` with the file, line and reason of every problem that was found.
    package init(parsing file: RegisterFile) throws(RegisterFileError) {
        var problems = ProblemList()
        var items: [SatisfactionScale] = []
        let columns = ["code", "levels", "satisfied_from", "dissatisfied_through", "name", "note"]
        for row in CSVTable(file, columns: columns, problems: &problems).rows {
            let code = row.identifier("code", &problems)
            let name = row.text("name", &problems)
            let numbers = columns[1...3].map { Int(row[$0]) ?? 0 }
            let scale = SatisfactionScale(
                code ?? "",
                levelCount: numbers[0],
                satisfiedFrom: numbers[1],
                dissatisfiedThrough: numbers[2]
            )
            guard let scale else {
                problems.add(
                    file.name,
                    row.line,
                    "bad levels: write 2 to 10, then the lowest satisfied and, below it, the highest dissatisfied one"
                )
                continue
            }
            guard let code, name != nil else { continue }
            if items.contains(where: { $0.id == code }) {
                problems.add(file.name, row.line, "duplicate code \(quoted(code))")
            }
            items.append(scale)
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
