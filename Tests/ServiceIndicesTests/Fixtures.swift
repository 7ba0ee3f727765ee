import CaseLifecycle
import ServiceIndices

/// Short forms for the tables of the tests.
enum Fixtures {
    static let settings = CircularSettings.provisional
    static let mapping = CriterionMapping([
        .first: ["time"], .third: ["contacts"], .fourth: ["agencies"], .seventh: ["greets", "smiles"],
    ])

    /// Cases with the numbers `from`, `from + 1` and so on.
    static func cases(_ count: Int, from first: UInt64 = 1, _ outcome: HandlingOutcome) -> [IndexedCase] {
        (0..<UInt64(count)).map { IndexedCase(number: first + $0, outcome: outcome) }
    }

    /// A report of harassment.
    static func report(
        _ number: UInt64,
        _ finding: HarassmentFinding,
        _ outcome: HandlingOutcome = .doneInTime
    ) -> IndexedCase {
        IndexedCase(number: number, outcome: outcome, isHarassmentReport: true, finding: finding)
    }

    /// Scores in tenths of points, for indicators 1, 2 and so on; `nil` is no data.
    static func scores(_ tenths: [UInt64?]) -> [CircularIndicator: RoundedNumber] {
        var scores: [CircularIndicator: RoundedNumber] = [:]
        for (indicator, value) in zip(CircularIndicator.allCases, tenths) {
            scores[indicator] = value.map { RoundedNumber(scaled: $0, decimals: 1) }
        }
        return scores
    }
}
