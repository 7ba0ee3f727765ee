/// A list of codes with what they are called, such as the subjects of feedback or the fields of service.
package struct CodeList: Sendable {
    /// One code.
    package struct Item: Sendable, Hashable, Identifiable {
        /// The code: 1 to 40 of a-z, 0-9 and hyphen.
        package let code: String
        /// What it is called, in Vietnamese, for citizens and officers.
        package let name: String
        /// What it means, in English.
        package let note: String

        /// The code, which identifies the item within its list.
        package var id: String { self.code }
    }

    /// The items in the order of the file, which is the order on the screen; at least one.
    package let items: [Item]
    private let positions: [String: Int]

    /// Reads `code,name,note`.
    ///
    /// - Throws: `RegisterFileError` with the file, line and reason of every problem that was found.
    package init(parsing file: RegisterFile) throws(RegisterFileError) {
        var problems = ProblemList()
        var items: [Item] = []
        var positions: [String: Int] = [:]
        for row in CSVTable(file, columns: ["code", "name", "note"], problems: &problems).rows {
            let code = row.identifier("code", &problems)
            let name = row.text("name", &problems)
            guard let code, let name else { continue }
            if positions[code] != nil { problems.add(file.name, row.line, "duplicate code \(quoted(code))") }
            positions[code] = items.count
            items.append(Item(code: code, name: name, note: row["note"]))
        }
        try problems.throwIfAny()
        self.items = items
        self.positions = positions
    }

    /// The item with the code, or `nil`.
    package subscript(code: String) -> Item? {
        self.positions[code].map { self.items[$0] }
    }

    /// The position of a code in `items`, or `nil`.
    func position(of code: String) -> Int? {
        self.positions[code]
    }
}
