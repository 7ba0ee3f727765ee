/// The name a person most likely meant, or `nil` when none is near.
///
/// Near is at most one slip (a letter missing, added, replaced, or two neighbours swapped) for every three letters,
/// but at least one and at most four. Equal distances go to the name declared first. Where none is near, a name that
/// begins with the text is taken.
func closestName(to text: String, among names: [String]) -> String? {
    // A name far longer than any of ours is not compared: the work grows with both lengths.
    guard text.utf8.count <= 200 else { return nil }
    let limit = min(4, max(1, text.count / 3))
    var best: (name: String, distance: Int)?
    for name in names {
        let distance = editDistance(Array(text.lowercased()), Array(name.lowercased()))
        if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    if let best { return best.name }
    // What was typed may be the beginning of a name, as --key of --key-file; two letters say too little.
    return text.drop { $0 == "-" }.count > 2 ? names.first { $0.lowercased().hasPrefix(text.lowercased()) } : nil
}

/// Optimal string alignment distance (Damerau-Levenshtein without edits inside a swapped pair).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
        var current = [row + 1]
        for column in 0..<right.count {
            let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
            var distance = min(substitution, previous[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                distance = min(distance, beforePrevious[column - 1] + 1)
            }
            current.append(distance)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
