/// Why a life cycle's definition is refused: every problem found, each naming its entry.
package struct LifecycleDefinitionError: Error, Sendable, Hashable {
    /// The refused definition.
    package let definition: LifecycleID

    /// All problems, in the order of the entries; never empty.
    package let problems: [Problem]

    /// Where in the definition a problem is; numbers count from 1 in the order of the file.
    package enum Entry: Sendable, Hashable {
        /// The definition's own lines: id, dates, initial state.
        case definition

        /// One of its states.
        case state(number: Int, CaseState)

        /// One of its transitions.
        case transition(number: Int, CaseEventKind, from: CaseState)
    }

    /// One thing that is wrong.
    package enum Problem: Sendable, Hashable {
        /// A name that is not 1 to 64 of `a`–`z`, `0`–`9` and hyphen with a letter first.
        case badName(Entry)

        /// No Vietnamese label.
        case noLabel(Entry)

        /// `validThrough` is before `validFrom`.
        case endsBeforeItBegins

        /// An entry speaks of a state that is not among the states.
        case unknownState(CaseState, in: Entry)

        /// The state, or the same event from the same state, was already defined above.
        case duplicate(Entry)

        /// A transition is called `receive` or `import`, which only open a case.
        case reservedEvent(Entry)

        /// Nobody may make the transition.
        case noRole(Entry)

        /// Routing could not assign a received case.
        case noAutomaticAssignment(CaseState)

        /// No sequence of transitions leads to the state.
        case unreachable(Entry)

        /// No sequence of transitions leads from the open state to a final one, whatever happened to the case before.
        case noWayOut(Entry)

        /// The clock stands still in the state, and no transition leads from it to one where the clock runs.
        case noResume(Entry)

        /// An open state whose clock has stopped, or a final one whose clock has not.
        case clockDoesNotFit(Entry)

        /// A bound on how often something happens is below 1.
        case countBelowOne(Entry)

        /// The transition needs an event before it that no transition makes.
        case unknownEvent(CaseEventKind, in: Entry)

        /// The transition depends on a reopen window that no transition opens.
        case reopenWindowNeverOpens(Entry)

        /// The transition is for units that help, and no transition asks one.
        case nobodyIsAsked(Entry)

        /// A transition after the reopen window is not open to the system, which alone watches the time.
        case notForTheSystem(Entry)
    }
}

extension LifecycleDefinitionError: CustomStringConvertible {
    /// All problems, one a line, each with what to do.
    package var description: String {
        (["Life cycle '\(self.definition)' is refused:"] + self.problems.map { "  \($0)" }).joined(separator: "\n")
    }
}

extension LifecycleDefinitionError.Entry: CustomStringConvertible {
    /// The entry as an operator finds it in the file.
    package var description: String {
        switch self {
        case .definition: "the definition's head"
        case .state(let number, let state): "state \(number) ('\(state)')"
        case .transition(let number, let event, let from): "transition \(number) ('\(event)' from '\(from)')"
        }
    }
}

extension LifecycleDefinitionError.Problem: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String {
        switch self {
        case .badName(let entry):
            "\(entry): a name must be 1 to 64 of a-z, 0-9 and '-', a letter first; rename it"
        case .noLabel(let entry):
            "\(entry): no Vietnamese label; write what people shall read"
        case .endsBeforeItBegins:
            "the definition's head: the last valid day is before the first; correct the dates"
        case .unknownState(let state, let entry):
            "\(entry): there is no state '\(state)'; add it or correct the name"
        case .duplicate(let entry):
            "\(entry): defined twice; remove one"
        case .reservedEvent(let entry):
            "\(entry): 'receive', 'import' and 'succeed' are the system's; use another event"
        case .noRole(let entry):
            "\(entry): nobody may do it; name at least one role"
        case .noAutomaticAssignment(let state):
            "state '\(state)': routing needs a transition 'assign' from it that names a unit, "
                + "asks no reason and is open to the role 'system'; add it"
        case .unreachable(let entry):
            "\(entry): no transitions lead to it from the initial state; add one or remove the state"
        case .noWayOut(let entry):
            "\(entry): no transitions lead from it to a final state in every case "
                + "(those with at_most, only_after or reopen_window within, or for the citizen alone, do not count); "
                + "add one or make the state final"
        case .noResume(let entry):
            "\(entry): its clock stands still and no transition leads to a state where it runs; add one"
        case .clockDoesNotFit(let entry):
            "\(entry): a final state has the clock 'stopped' and an open one has not; correct the clock or the phase"
        case .countBelowOne(let entry):
            "\(entry): a number of times must be at least 1; correct it"
        case .unknownEvent(let event, let entry):
            "\(entry): no transition makes '\(event)'; add one or correct the name"
        case .reopenWindowNeverOpens(let entry):
            "\(entry): no transition has reopen_window 'opens'; say which one opens it"
        case .nobodyIsAsked(let entry):
            "\(entry): no transition asks another unit for help; add one that needs 'coordinating-unit'"
        case .notForTheSystem(let entry):
            "\(entry): only the system can act when the reopen window has passed; add the role 'system'"
        }
    }
}
