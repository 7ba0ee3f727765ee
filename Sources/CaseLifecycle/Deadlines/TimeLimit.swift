/// A length of time as a rule has it (thời hạn): one or more parts, counted one after the other.
///
/// Parts of one unit that follow each other are one term, as an extension of thirty days by thirty is sixty days; where
/// the unit changes, one term ends and the next begins.
package struct TimeLimit: Sendable, Hashable {
    /// What is counted.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        /// Ngày làm việc: days on which the office works.
        case workingDays = "working-days"

        /// Ngày: all days; a last day on which the office does not work moves to the next on which it does
        /// (Civil Code 2015 Art. 148(5)).
        case calendarDays = "calendar-days"

        /// Giờ làm việc: hours within office hours.
        case workingHours = "working-hours"

        /// Giờ: hours of the clock.
        case hours = "hours"

        /// The unit as people read it.
        package var vietnameseName: String {
            switch self {
            case .workingDays: "ngày làm việc"
            case .calendarDays: "ngày"
            case .workingHours: "giờ làm việc"
            case .hours: "giờ"
            }
        }

        /// Whether whole days are counted, and the first one excluded.
        ///
        /// Civil Code 2015 Art. 147(2).
        package var isOfDays: Bool {
            self == .workingDays || self == .calendarDays
        }
    }

    /// One part of a limit.
    package struct Component: Sendable, Hashable {
        /// How many; 1 to ``TimeLimit/maximumAmount``.
        package let amount: Int

        /// What is counted.
        package let unit: Unit

        /// Makes a part; its amount is checked with the limit.
        package init(_ amount: Int, _ unit: Unit) {
            self.amount = amount
            self.unit = unit
        }
    }

    /// The largest amount of one part: days of ten years.
    package static let maximumAmount = 3660

    /// The most parts.
    package static let maximumComponents = 16

    /// The parts, in the order in which they are counted; never empty.
    package let components: [Component]

    /// Makes a limit, or gives `nil` when it has no part or too many, or an amount is not 1 to 3660.
    package init?(_ components: [Component]) {
        guard !components.isEmpty, components.count <= TimeLimit.maximumComponents,
            components.allSatisfy({ (1...TimeLimit.maximumAmount).contains($0.amount) })
        else { return nil }
        self.components = components
    }

    /// The limit as people read it: `5 ngày làm việc + 30 ngày`.
    package var vietnameseDescription: String {
        self.components.map(\.vietnameseDescription).joined(separator: " + ")
    }
}

extension TimeLimit.Component: CustomStringConvertible {
    /// The part as rules have it: `5 working-days`.
    package var description: String { "\(self.amount) \(self.unit.rawValue)" }

    /// The part as people read it: `5 ngày làm việc`.
    package var vietnameseDescription: String { "\(self.amount) \(self.unit.vietnameseName)" }
}

extension TimeLimit: LosslessStringConvertible {
    /// The limit as rules have it: `5 working-days + 30 calendar-days`.
    package var description: String {
        self.components.map(\.description).joined(separator: " + ")
    }

    /// Reads a limit as rules have it: `7 working-days`, `5 working-days + 30 calendar-days`; or gives `nil`.
    ///
    /// The units are `working-days`, `calendar-days`, `working-hours` and `hours`; an `s` is left out or not as one
    /// likes. An amount has no sign and no leading zero.
    package init?(_ description: String) {
        var components: [Component] = []
        for part in description.split(separator: "+", omittingEmptySubsequences: false) {
            let words = part.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, let amount = Int(words[0]), String(amount) == words[0],
                let unit = Unit.allCases.first(where: { $0.rawValue == words[1] || $0.rawValue == "\(words[1])s" })
            else { return nil }
            components.append(Component(amount, unit))
        }
        self.init(components)
    }
}
