package import FeedbackProtocol
import ServiceIndices

/// What is asked of the indices, checked before anybody is asked.
package enum IndexWish {
    /// The choices that were typed, on the wire.
    ///
    /// - Parameter typed: Each as `NAME=VALUE`.
    /// - Returns: Them, in this order.
    /// - Throws: ``OperatorError`` that says what can be chosen.
    package static func choices(_ typed: [String]) throws(OperatorError) -> [WireIndexChoice] {
        var choices = IndexChoices()
        var made: [WireIndexChoice] = []
        for text in typed {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                throw OperatorError(.usage, "--set takes NAME=VALUE, such as rounding=half-even.")
            }
            do throws(IndexChoiceProblem) {
                try choices.set(parts[0], to: parts[1])
            } catch {
                throw OperatorError(.usage, "--set: \(error.description)", cause: error)
            }
            made.append(
                .make {
                    $0.name = parts[0]
                    $0.value = parts[1]
                }
            )
        }
        return made
    }

    /// A law's id as it was typed, empty for all; throws ``OperatorError`` when there is no such law.
    package static func law(_ typed: String?) throws(OperatorError) -> String {
        guard let typed, IndexLaw(rawValue: typed) == nil else { return typed ?? "" }
        let known = IndexLaw.allCases.map(\.rawValue).joined(separator: " or ")
        throw OperatorError(.usage, "--law takes \(known).")
    }

    /// The figure whose cases are asked for; throws ``OperatorError`` when there is no such figure or part.
    package static func drillDown(_ item: String, part: String?) throws(OperatorError) -> WireIndexDrillDown {
        guard let rule = IndexRule(named: item) else {
            let known = IndexRule.allCases.map { $0.rawValue.split(separator: "/").last.map(String.init) ?? "" }
            throw OperatorError(.usage, "--drill-down takes one of \(known.joined(separator: ", ")).")
        }
        if let part, IndexGroup.Part(rawValue: part) == nil {
            throw OperatorError(.usage, "--part takes a part that the figure is made of, such as counted or late.")
        }
        return .make {
            $0.rule = rule.rawValue
            $0.part = part ?? ""
        }
    }
}
