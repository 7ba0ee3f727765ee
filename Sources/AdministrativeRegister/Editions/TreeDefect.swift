/// What keeps a list of units from being a tree.
struct TreeDefect: Error, Equatable {
    /// The unit at fault, as an index into the given list.
    var index: Int
    /// What is wrong and what to do, in a sentence without a full stop.
    var reason: String
}

extension UnitTree {
    /// The deepest tree that is accepted, in levels; the state has three, and paths are kept for every unit.
    static let maximumDepth = 64

    /// Every defect of the given units, in the order of the list; none when they are a tree with one centre.
    static func defects(of given: [Unit]) -> [TreeDefect] {
        guard !given.isEmpty else { return [TreeDefect(index: 0, reason: "the edition has no units")] }
        var defects: [TreeDefect] = []
        var firstIndex: [UnitCode: Int] = [:]
        for (index, unit) in given.enumerated() {
            if firstIndex[unit.code] != nil {
                defects.append(TreeDefect(index: index, reason: "duplicate code \(unit.code) in the edition"))
            } else {
                firstIndex[unit.code] = index
            }
        }
        var roots: [Int] = []
        for (index, unit) in given.enumerated() {
            guard let parent = unit.parent else {
                roots.append(index)
                continue
            }
            if firstIndex[parent] == nil {
                defects.append(
                    TreeDefect(index: index, reason: "unknown parent \(parent): no unit of the edition has this code")
                )
            }
        }
        for extra in roots.dropFirst() {
            defects.append(
                TreeDefect(index: extra, reason: "second unit without a parent: an edition has exactly one root")
            )
        }
        defects += self.depthDefects(of: given, firstIndex: firstIndex)
        if roots.isEmpty, defects.isEmpty {
            defects.append(TreeDefect(index: 0, reason: "the edition has no unit without a parent (no root)"))
        }
        defects += self.centreDefects(of: given, root: roots.first)
        return defects.sorted { $0.index < $1.index }
    }

    /// The cycles, each reported once at its first unit in the list, and units too deep.
    private static func depthDefects(of given: [Unit], firstIndex: [UnitCode: Int]) -> [TreeDefect] {
        var defects: [TreeDefect] = []
        // 0 means not yet known; a unit on the walk that is being made has -1.
        var depths = [Int](repeating: 0, count: given.count)
        for start in given.indices where depths[start] == 0 {
            var walk: [Int] = []
            var next: Int? = start
            while let index = next, depths[index] == 0 {
                depths[index] = -1
                walk.append(index)
                next = given[index].parent.flatMap { firstIndex[$0] }
            }
            var depth = 0
            if let index = next {
                if depths[index] == -1, let cycleStart = walk.firstIndex(of: index) {
                    let codes = (walk[cycleStart...] + [index]).map { given[$0].code.text }.prefix(12)
                    defects.append(
                        TreeDefect(
                            index: walk[cycleStart...].min() ?? index,
                            reason: "cycle of parents: \(codes.joined(separator: " < "))"
                        )
                    )
                } else {
                    depth = depths[index]
                }
            }
            for index in walk.reversed() {
                depth += 1
                depths[index] = depth
                if depth == self.maximumDepth + 1 {
                    defects.append(
                        TreeDefect(index: index, reason: "more than \(self.maximumDepth) levels below one another")
                    )
                }
            }
        }
        return defects
    }

    /// No centre, several, or one that is not directly below the root.
    private static func centreDefects(of given: [Unit], root: Int?) -> [TreeDefect] {
        let centres = given.indices.filter { given[$0].kind == .serviceCentre }
        guard let first = centres.first else {
            return [
                TreeDefect(
                    index: 0,
                    reason: "the edition has no unit of kind \(UnitKind.serviceCentre.rawValue): "
                        + "one is needed, directly below the root, for what no other unit takes"
                )
            ]
        }
        var defects = centres.dropFirst().map {
            TreeDefect(index: $0, reason: "second unit of kind \(UnitKind.serviceCentre.rawValue) in the edition")
        }
        if let root, given[first].parent != given[root].code {
            defects.append(TreeDefect(index: first, reason: "the service centre must be directly below the root"))
        }
        return defects
    }
}
