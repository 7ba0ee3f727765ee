/// What an officer typed, in its short form.
package enum DeskLine: Sendable, Hashable {
    /// An event of a case's life cycle, with options as `langnghe case do` takes them.
    package struct Event: Sendable, Hashable {
        package var name: String
        /// The case's number or tracking code.
        package var reference: String
        /// Options with their values.
        package var options: [String]
        /// Values without an option, for what the event needs, in its order.
        package var values: [String]

        /// Gathers what was typed.
        package init(name: String, reference: String, options: [String] = [], values: [String] = []) {
            self.name = name
            self.reference = reference
            self.options = options
            self.values = values
        }
    }

    case nothing
    case show(String)
    /// The next case of the inbox.
    case next
    case inbox
    case help
    case quit
    case explain(String)
    case event(Event)
    /// A whole command of `langnghe`.
    case command([String])
    /// What to say instead of doing something.
    case wrong(String)

    /// Commands of `langnghe` that can be typed whole.
    private static let commands: Set<String> = [
        "case", "deadline", "unit", "status", "letter", "rules", "quarantine",
    ]

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - line: What was typed.
    ///   - current: The case shown last, which is meant where none is named.
    package init(_ line: String, current: UInt64?) {
        guard let words = TypedWords.split(line) else {
            self = .wrong("Thiếu dấu ngoặc đóng.")
            return
        }
        guard let first = words.first else {
            self = .nothing
            return
        }
        let rest = Array(words.dropFirst())
        let reference = rest.first.flatMap { Self.isReference($0) ? $0 : nil } ?? current.map { String($0) }
        switch first {
        case "help", "?": self = .help
        case "quit", "exit", "q": self = .quit
        case "next", "n": self = .next
        case "inbox", "ls": self = .inbox
        case "show", "explain":
            guard let reference else {
                self = .wrong("Vụ nào? Gõ số, ví dụ: \(first) 12")
                return
            }
            self = first == "show" ? .show(reference) : .explain(reference)
        case "letters":
            self = .command(["letter", "list"] + (reference.map { ["--case", $0] } ?? []))
        case _ where Self.commands.contains(first): self = .command(words)
        case _ where words.count == 1 && Self.isReference(first): self = .show(first)
        default: self = Self.event(first, rest, current)
        }
    }

    private static func event(_ name: String, _ rest: [String], _ current: UInt64?) -> DeskLine {
        let isName = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, name.utf8.first.map({ (97...122).contains($0) }) == true else {
            return .wrong("Không có lệnh này. Gõ 'help' để xem các lệnh.")
        }
        var rest = rest
        var reference = current.map { String($0) }
        if let first = rest.first, self.isReference(first) {
            reference = first
            rest.removeFirst()
        }
        guard let reference else { return .wrong("Vụ nào? Gõ số, ví dụ: \(name) 12") }
        var event = Event(name: name, reference: reference, options: [], values: [])
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index].hasPrefix("--"), rest[index].count > 2 {
                event.options.append(rest[index])
                if !rest[index].contains("="), index + 1 < rest.endIndex {
                    index += 1
                    event.options.append(rest[index])
                }
            } else {
                event.values.append(rest[index])
            }
            index += 1
        }
        return .event(event)
    }

    /// Whether a word names a case: a number, or ten symbols of a tracking code.
    private static func isReference(_ word: String) -> Bool {
        if UInt64(word).map({ $0 > 0 }) == true { return true }
        let symbols = word.utf8.filter { $0 != 45 }
        return symbols.count == 10 && symbols.contains { (48...57).contains($0) }
            && symbols.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    }
}
