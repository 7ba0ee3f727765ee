/// Whose people may make a transition (bên thực hiện): those of the unit that leads, or of those that help it.
package enum ActingParty: String, Sendable, Hashable, CaseIterable {
    /// Đơn vị chủ trì: the one unit that must answer; citizens, the system and operators act with it.
    case responsibleUnit = "responsible-unit"

    /// Đơn vị phối hợp: units that the responsible one has asked for help.
    case coordinatingUnit = "coordinating-unit"
}
