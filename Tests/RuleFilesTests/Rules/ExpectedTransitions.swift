import CaseLifecycle
import Testing

/// The transitions of the bundled life cycles, written out: whoever changes the rules changes these tables too.
///
/// A line is `state event state by roles`, then what it needs, bounds and conditions; in the order of the rules.
enum ExpectedTransitions {
    /// The table of one lane.
    struct Table: Sendable, CustomTestStringConvertible {
        var lane: Lane
        var lifecycle: LifecycleID
        var text: String

        var testDescription: String { self.lifecycle.rawValue }
    }

    static let tables = [
        Table(lane: .feedback, lifecycle: "feedback-2022", text: feedback),
        Table(lane: .complaint, lifecycle: "complaint-2022", text: complaint),
        Table(lane: .denunciation, lifecycle: "denunciation-2022", text: denunciation),
        Table(lane: .commendation, lifecycle: "commendation-2022", text: commendation),
        Table(lane: .outOfScope, lifecycle: "out-of-scope-2022", text: outOfScope),
    ]

    /// The lines of a table.
    static func lines(_ table: String) -> [String] {
        table.split(separator: "\n").map(String.init)
    }

    /// A transition as a table has it.
    static func line(_ transition: TransitionDefinition) -> String {
        var words = [transition.from.rawValue, transition.event.rawValue, transition.to.rawValue, "by"]
        words += transition.roles.sorted().map(\.rawValue)
        if transition.parties != [.responsibleUnit] { words += ["of"] + transition.parties.map(\.rawValue).sorted() }
        if !transition.requirements.isEmpty {
            words += ["needs"] + transition.requirements.map(\.rawValue).sorted()
        }
        if let limit = transition.maximumCount { words += ["at-most", "\(limit)"] }
        if let earlier = transition.prerequisite {
            words += ["only-after", earlier.event.rawValue, "\(earlier.count)"]
        }
        if let window = transition.reopenWindow { words += ["window", window.rawValue] }
        return words.joined(separator: " ")
    }

    /// From and event to the state it leads to, read from a table.
    static func steps(_ table: String) throws -> [(from: CaseState, event: CaseEventKind, to: CaseState)] {
        try self.lines(table).map { line in
            let words = line.split(separator: " ").map(String.init)
            try #require(words.count > 4 && words[3] == "by", "'\(line)' is no line of a table")
            return (CaseState(rawValue: words[0]), CaseEventKind(rawValue: words[1]), CaseState(rawValue: words[2]))
        }
    }
}
