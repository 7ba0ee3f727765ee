import CaseLifecycle

/// How an actor stands in the journal: `kind/role/identifier`, so that a rebuild finds the same actor.
enum PrincipalText {
    /// The text for an actor.
    static func text(of actor: Actor) -> String {
        "\(actor.kind.rawValue)/\(actor.role.rawValue)/\(actor.identifier)"
    }

    /// The actor of a text, or `nil` when it is not of this form.
    static func actor(of text: String) -> Actor? {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let kind = Actor.Kind(rawValue: String(parts[0])) else { return nil }
        return Actor(kind, identifier: String(parts[2]), role: Role(rawValue: String(parts[1])))
    }
}
