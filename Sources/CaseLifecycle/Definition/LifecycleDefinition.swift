package import CivilTime

/// The name of a life cycle's definition, such as `smallest-2022`; a case keeps the one it was opened under.
package struct LifecycleID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The states a case can be in and the steps between them, as data (vòng đời vụ việc).
///
/// A definition made by ``init(id:validFrom:validThrough:initialState:states:transitions:)`` is sound: every name is
/// known, every state can be reached, and from every open state a final one can be reached.
package struct LifecycleDefinition: Sendable, Hashable {
    /// The definition's name; never used again for another content.
    package let id: LifecycleID

    /// The first day on which cases are opened under it.
    package let validFrom: Day

    /// The last day on which cases are opened under it, or `nil` while no end is known.
    package let validThrough: Day?

    /// The state a case is in when it is received.
    package let initialState: CaseState

    /// All states, in the order people see them.
    package let states: [StateDefinition]

    /// All allowed steps, in the order people see them.
    package let transitions: [TransitionDefinition]

    /// Makes a definition after checking it as a whole.
    ///
    /// - Parameters:
    ///   - id: Its name.
    ///   - validFrom: The first day on which cases are opened under it.
    ///   - validThrough: The last such day, or `nil`.
    ///   - initialState: The state a case is received in.
    ///   - states: All states.
    ///   - transitions: All allowed steps.
    /// - Throws: ``LifecycleDefinitionError`` naming every wrong entry.
    package init(
        id: LifecycleID,
        validFrom: Day,
        validThrough: Day?,
        initialState: CaseState,
        states: [StateDefinition],
        transitions: [TransitionDefinition]
    ) throws(LifecycleDefinitionError) {
        self.init(
            unchecked: id,
            validFrom: validFrom,
            validThrough: validThrough,
            initialState: initialState,
            states: states,
            transitions: transitions
        )
        let problems = self.problems
        guard problems.isEmpty else { throw LifecycleDefinitionError(definition: id, problems: problems) }
    }

    /// Takes a draft's parts as they are, to be checked as part of a rule set.
    init(unchecked draft: LifecycleDraft, validFrom: Day, validThrough: Day?) {
        self.init(
            unchecked: draft.id,
            validFrom: validFrom,
            validThrough: validThrough,
            initialState: draft.initialState,
            states: draft.states,
            transitions: draft.transitions
        )
    }

    /// Takes the parts as they are; for definitions in the source, which a test checks, and for those being checked.
    init(
        unchecked id: LifecycleID,
        validFrom: Day,
        validThrough: Day?,
        initialState: CaseState,
        states: [StateDefinition],
        transitions: [TransitionDefinition]
    ) {
        self.id = id
        self.validFrom = validFrom
        self.validThrough = validThrough
        self.initialState = initialState
        self.states = states
        self.transitions = transitions
    }

    /// Whether cases received on `day` are opened under this definition.
    package func isInForce(on day: Day) -> Bool {
        day >= self.validFrom && self.validThrough.map { day <= $0 } ?? true
    }

    /// The definition of a state, or `nil` when there is none of that name.
    package func definition(of state: CaseState) -> StateDefinition? {
        self.states.first { $0.state == state }
    }
}

extension LifecycleDefinition {
    /// The smallest honest life cycle: received → assigned → accepted → resolved.
    ///
    /// Labels follow the terms of Law 02/2011/QH13 and Law 42/2013/QH13. Resolving must say how; in force from
    /// 2022-01-01 with no end. The inspectorate (thanh tra) may do what officers may: denunciations of before the rules
    /// are sealed to it, and nobody else could answer them.
    package static let smallest = LifecycleDefinition(
        unchecked: "smallest-2022",
        validFrom: Day(daysSinceEpoch: 18_993),  // 2022-01-01
        validThrough: nil,
        initialState: .received,
        states: [
            StateDefinition(.received, vietnameseLabel: "Đã tiếp nhận thông tin", phase: .open),
            StateDefinition(.assigned, vietnameseLabel: "Đã phân công, chuyển xử lý", phase: .open),
            StateDefinition(.accepted, vietnameseLabel: "Đã thụ lý", phase: .open),
            StateDefinition(.resolved, vietnameseLabel: "Đã giải quyết", phase: .final),
        ],
        transitions: [
            TransitionDefinition(
                .assign,
                vietnameseLabel: "Phân công",
                from: .received,
                to: .assigned,
                roles: [.system, .operator],
                namesUnit: true
            ),
            TransitionDefinition(
                .accept,
                vietnameseLabel: "Thụ lý",
                from: .assigned,
                to: .accepted,
                roles: [.officer, .inspectorate, .operator]
            ),
            TransitionDefinition(
                .resolve,
                vietnameseLabel: "Giải quyết",
                from: .accepted,
                to: .resolved,
                roles: [.officer, .inspectorate, .operator],
                requiresReason: true
            ),
        ]
    )
}
