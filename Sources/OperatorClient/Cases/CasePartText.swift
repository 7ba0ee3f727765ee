import AdministrativeRegister
package import CaseLifecycle

/// A part of a mixed entry as it is typed: `LANE:SUBJECT:TEXT`, or `LANE:SUBJECT@UNIT:TEXT`.
package enum CasePartText {
    /// Reads a part.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - lookup: The register that the unit is of.
    /// - Returns: The part.
    /// - Throws: ``OperatorError`` of code `usage`, which does not repeat the citizen's words.
    package static func part(_ text: String, _ lookup: RegisterLookup) throws(OperatorError) -> CasePart {
        let fields = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 3 else {
            throw OperatorError(.usage, "A part is LANE:SUBJECT:TEXT, such as feedback:late-result:\"...\".")
        }
        guard let lane = CaseLifecycle.Lane(rawValue: fields[0]) else {
            let lanes = CaseLifecycle.Lane.allCases.map(\.rawValue).joined(separator: ", ")
            throw OperatorError(.usage, "A part begins with its lane, one of: \(lanes).")
        }
        let about = fields[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var unit: String?
        if about.count == 2 { unit = try lookup.unit(about[1]).code.text }
        guard fields[2].contains(where: { !$0.isWhitespace }) else {
            throw OperatorError(.usage, "A part has the citizen's words after the second colon.")
        }
        return CasePart(lane: lane, subject: about[0], text: fields[2], unitConcerned: unit)
    }
}
