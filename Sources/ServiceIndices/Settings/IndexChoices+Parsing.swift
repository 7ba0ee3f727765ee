/// A choice that cannot be made; the text says what can be.
package struct IndexChoiceProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// In English.
    package let description: String
}

extension IndexChoices {
    /// The most codes of one choice.
    private static let mostCodes = 32

    /// Makes a choice by its name.
    ///
    /// - Parameters:
    ///   - name: The name of an ``IndexChoice``.
    ///   - value: What is chosen.
    /// - Throws: ``IndexChoiceProblem`` when there is no such choice, or it cannot be that.
    package mutating func set(_ name: String, to value: String) throws(IndexChoiceProblem) {
        guard let choice = IndexChoice(rawValue: name) else {
            let known = IndexChoice.allCases.map(\.rawValue).joined(separator: ", ")
            throw IndexChoiceProblem(description: "There is no such choice; there are \(known).")
        }
        guard self.set(choice, to: value) else {
            throw IndexChoiceProblem(description: "\(name) takes \(choice.values).")
        }
    }

    /// Makes a choice; `false` when it cannot be that.
    private mutating func set(_ choice: IndexChoice, to value: String) -> Bool {
        switch choice {
        case .rounding:
            // One way for both laws: a province that rounds in two ways explains neither.
            return Self.take(value) { self.circular.rounding = $0 } && Self.take(value) { self.decision.rounding = $0 }
        case .droppedIndicators: return Self.take(value) { self.circular.dropped = $0 }
        case .notApplicable:
            guard let indicators = Self.indicators(value) else { return false }
            self.circular.notApplicable = indicators
            return true
        case .bandBasis: return Self.take(value) { self.circular.bandBasis = $0 }
        case .harassmentEffect: return Self.take(value) { self.circular.harassment = $0 }
        case .uncountedReports: return Self.take(value) { self.circular.uncountedReports = $0 }
        case .harassmentSubjects: return Self.take(codes: value) { self.harassmentSubjects = $0 }
        case .falseOutcomes: return Self.take(codes: value) { self.falseOutcomes = $0 }
        case .slanderOutcomes: return Self.take(codes: value) { self.slanderOutcomes = $0 }
        case .criteriaOfFirst, .criteriaOfThird, .criteriaOfFourth, .criteriaOfSeventh:
            guard let indicator = choice.indicator else { return false }
            return Self.take(codes: value) { self.criteria[indicator] = $0 }
        case .criterionPoints:
            guard let points = Self.points(value), points.count == 2, points[0].rawValue >= points[1].rawValue else {
                return false
            }
            self.criterionPoints = (points[0], points[1])
            return true
        case .levelPoints: return self.setLevelPoints(value)
        case .givenFirst, .givenSecond, .givenThird, .givenFourth, .givenFifth, .givenSixth, .givenNinth:
            guard let indicator = choice.indicator else { return false }
            if value == "none" {
                self.given[indicator] = nil
                return true
            }
            guard let score = Self.score(value) else { return false }
            self.given[indicator] = score
            return true
        case .countedLanes: return Self.take(value) { self.lanes = $0 }
        case .decimals:
            guard let count = Int(value), (0...RoundedNumber.maximumDecimals).contains(count) else { return false }
            self.decision.decimals = count
            return true
        case .faultOverlap: return Self.take(value) { self.decision.overlap = $0 }
        case .dislikedThrough:
            guard let level = UInt32(value), (1...4).contains(level) else { return false }
            self.dislikedThrough = level
            return true
        case .repeatedBy: return Self.take(value) { self.repeatedBy = $0 }
        case .feedbackOnTimeCurve: return Self.take(curve: value) { self.decision.feedbackOnTime = $0 }
        case .feedbackSatisfactionCurve: return Self.take(curve: value) { self.decision.feedbackSatisfaction = $0 }
        case .fileSatisfactionCurve: return Self.take(curve: value) { self.decision.fileSatisfaction = $0 }
        }
    }

    private mutating func setLevelPoints(_ value: String) -> Bool {
        if value == "none" {
            self.levelPoints = nil
            return true
        }
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isCode(parts[0]), let points = Self.points(String(parts[1])),
            let levels = LevelPoints(points), (2...10).contains(points.count)
        else { return false }
        self.levelPoints = ScaledPoints(scale: String(parts[0]), points: levels)
        return true
    }

    private static func take<Choice: RawRepresentable<String>>(_ value: String, _ body: (Choice) -> Void) -> Bool {
        guard let choice = Choice(rawValue: value) else { return false }
        body(choice)
        return true
    }

    private static func take(codes value: String, _ body: (Set<String>) -> Void) -> Bool {
        let codes = value == "none" ? [] : value.split(separator: ",", omittingEmptySubsequences: false)
        guard codes.count <= self.mostCodes, codes.allSatisfy({ self.isCode($0) }) else { return false }
        body(Set(codes.map(String.init)))
        return true
    }

    private static func take(curve value: String, _ body: (ScoreCurve) -> Void) -> Bool {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let percent = UInt64(parts[0]), (1...100).contains(percent),
            let proRata = ScoreCurve.ProRata(rawValue: String(parts[1]))
        else { return false }
        body(ScoreCurve(fullFrom: percent, proRata))
        return true
    }

    private static func indicators(_ value: String) -> Set<CircularIndicator>? {
        if value == "none" { return [] }
        let named = value.split(separator: ",", omittingEmptySubsequences: false)
            .map { Int($0).flatMap { CircularIndicator(rawValue: $0) } }
        return named.contains(nil) ? nil : Set(named.compactMap(\.self))
    }

    private static func isCode(_ text: some StringProtocol) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private static func points(_ value: String) -> [IndicatorPoints]? {
        let points = value.split(separator: ",", omittingEmptySubsequences: false)
            .map { UInt64($0).flatMap { IndicatorPoints(rawValue: $0) } }
        return points.contains(nil) ? nil : points.compactMap(\.self)
    }

    /// A score of an indicator, 0 to 2.
    private static func score(_ value: String) -> RoundedNumber? {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 1 }), let whole = UInt64(parts[0]),
            let tenths = parts.count == 2 ? UInt64(parts[1]) : 0
        else { return nil }
        let scaled = whole * 10 + tenths
        return scaled <= CircularIndicator.maximum * 10 ? RoundedNumber(scaled: scaled, decimals: 1) : nil
    }
}
