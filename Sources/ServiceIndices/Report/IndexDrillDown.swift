/// The cases behind a figure, by number: each with every part it is in.
package struct IndexDrillDown: Sendable, Hashable {
    /// One case behind a figure.
    package struct Member: Sendable, Hashable {
        package let number: UInt64
        /// The parts it is in, in the figure's order.
        package let parts: [IndexGroup.Part]
    }

    /// The cases, by number.
    package let members: [Member]

    /// Takes a figure apart.
    ///
    /// - Parameters:
    ///   - figure: The figure.
    ///   - part: Only the cases in this part; `nil` for all.
    package init(_ figure: IndexFigure, part: IndexGroup.Part? = nil) {
        var parts: [UInt64: [IndexGroup.Part]] = [:]
        for group in figure.groups {
            guard case .numbers(let numbers) = group.members else { continue }
            for number in numbers { parts[number, default: []].append(group.part) }
        }
        self.members = parts.filter { part == nil || $0.value.contains { $0 == part } }
            .map { Member(number: $0.key, parts: $0.value) }
            .sorted { $0.number < $1.number }
    }
}
