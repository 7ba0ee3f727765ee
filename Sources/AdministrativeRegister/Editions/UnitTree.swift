/// The units of one edition as a tree of any depth, with every answer worked out once.
///
/// Units stand in preorder (a unit, then all that is below it), so a subtree is one range of positions.
final class UnitTree: Sendable {
    /// All units in preorder, those of one parent in the order they were given.
    let units: [Unit]
    /// The position of each code in `units`.
    let positions: [UnitCode: Int]
    /// For each position, the position after the last unit of its subtree.
    let subtreeEnds: [Int]
    /// For each position, the codes from the root down to the unit itself.
    let paths: [[UnitCode]]
    /// For each position, the path as the feed's topics write it: `84/842/29242/`.
    let topicPaths: [String]
    /// For each position, the units directly below.
    let children: [[Unit]]
    /// For each position, the position of the parent; the root has -1.
    let parents: [Int]
    /// The provincial Public Administration Service Centre.
    let serviceCentre: Unit

    /// Orders units into a tree; the first defect found ends it.
    ///
    /// - Parameter given: the units in any order.
    /// - Throws: `TreeDefect` for a duplicate code, an unknown parent, a cycle, no or several roots or centres.
    init(_ given: [Unit]) throws(TreeDefect) {
        let defects = UnitTree.defects(of: given)
        if let first = defects.first { throw first }
        guard let root = given.firstIndex(where: { $0.parent == nil }),
            let serviceCentre = given.first(where: { $0.kind == .serviceCentre })
        else { throw TreeDefect(index: 0, reason: "the edition has no unit without a parent") }

        let childIndices = Dictionary(grouping: given.indices.filter { given[$0].parent != nil }) { given[$0].parent }
        var units: [Unit] = []
        var paths: [[UnitCode]] = []
        var topicPaths: [String] = []
        var parents: [Int] = []
        var subtreeEnds: [Int] = []
        // An own stack, because a file may hold a tree of any depth. A negative entry closes the unit at that position.
        var stack: [(given: Int, parent: Int, closes: Bool)] = [(root, -1, false)]
        while let step = stack.popLast() {
            if step.closes {
                subtreeEnds[step.parent] = units.count
                continue
            }
            let unit = given[step.given]
            let position = units.count
            units.append(unit)
            parents.append(step.parent)
            paths.append((step.parent < 0 ? [] : paths[step.parent]) + [unit.code])
            topicPaths.append((step.parent < 0 ? "" : topicPaths[step.parent]) + unit.code.text + "/")
            subtreeEnds.append(position + 1)
            stack.append((step.given, position, true))
            for child in (childIndices[unit.code] ?? []).reversed() { stack.append((child, position, false)) }
        }
        var positions: [UnitCode: Int] = [:]
        for (position, unit) in units.enumerated() { positions[unit.code] = position }
        self.units = units
        self.positions = positions
        self.subtreeEnds = subtreeEnds
        self.paths = paths
        self.topicPaths = topicPaths
        self.children = units.map { unit in (childIndices[unit.code] ?? []).map { given[$0] } }
        self.parents = parents
        self.serviceCentre = serviceCentre
    }
}
