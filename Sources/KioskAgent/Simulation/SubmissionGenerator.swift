package import AdministrativeRegister
package import FeedbackProtocol

/// Makes up believable ratings, entries and commendations, in Vietnamese; the same seed makes the same ones.
package struct SubmissionGenerator: Sendable {
    /// How often each subject is chosen; those the register's list doesn't have are left out.
    private static let subjectWeights: [(element: String, weight: Int)] = [
        ("late-result", 28), ("unclear-guidance", 24), ("service-attitude", 16), ("facilities", 14),
        ("administrative-rules", 6), ("wrong-fee", 4), ("harassment", 4), ("other", 3), ("head-of-unit", 1),
    ]
    private static let levelWeights: [(element: UInt32, weight: Int)] = [(5, 46), (4, 32), (3, 13), (2, 6), (1, 3)]
    private static let laneWeights: [(element: WireLane, weight: Int)] = [
        (.feedback, 92), (.complaint, 6), (.denunciation, 2),
    ]
    /// The eight promises of "4 xin, 4 luôn".
    static let criteria = [
        "greets", "apologises", "thanks", "asks-leave", "always-smiles", "always-gentle", "always-listens",
        "always-helps",
    ]

    private var random: SeededGenerator
    private let visits: [(element: ServiceVisit, weight: Int)]
    private let subjects: [(element: String, weight: Int)]
    private let units: [String: String]

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - edition: the register edition the offices are of.
    ///   - subjects: the subjects an entry can have.
    ///   - fields: the fields of service there are.
    ///   - seed: what the submissions depend on.
    package init(edition: Edition, subjects: CodeList, fields: CodeList, seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
        self.visits = ServiceVisit.all.filter { fields[$0.field] != nil }.map { ($0, $0.weight) }
        self.subjects = Self.subjectWeights.filter { subjects[$0.element] != nil }
        self.units = Dictionary(
            edition.units.compactMap { unit in edition.parent(of: unit.code).map { (unit.code.text, $0.code.text) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Makes up what a citizen gives at an office's kiosk; id, time and office are left to the agent.
    ///
    /// - Parameter office: register code of the office.
    /// - Returns: a record fit to be kept.
    package mutating func next(atOffice office: String) -> WireRecord {
        guard let visit = self.random.pick(weighted: self.visits) else { return self.rating(nil) }
        if self.random.chance(0.2) { return self.entry(visit, atOffice: office) }
        if self.random.chance(0.04) { return self.commendation(visit) }
        return self.rating(visit)
    }

    private mutating func rating(_ visit: ServiceVisit?) -> WireRecord {
        let level = self.random.pick(weighted: Self.levelWeights) ?? 5
        var criteria: [WireCriterionAnswer] = []
        if self.random.chance(0.4) {
            let asked = Self.criteria.shuffled(using: &self.random).prefix(Int.random(in: 1...4, using: &self.random))
            for code in asked {
                let isMet = self.random.chance(level >= 4 ? 0.95 : 0.35)
                criteria.append(
                    .make {
                        $0.criterion = code
                        $0.met = isMet
                    }
                )
            }
        }
        let reason = level <= 2 ? self.random.pick(weighted: self.subjects) : nil
        return .make {
            $0.submission.field = visit?.field ?? ""
            $0.submission.rating = .make {
                $0.scale = "faces-5"
                $0.level = level
                $0.criteria = criteria
                if let reason { $0.reasons = [reason] }
            }
        }
    }

    private mutating func entry(_ visit: ServiceVisit, atOffice office: String) -> WireRecord {
        let subject = self.random.pick(weighted: self.subjects) ?? ""
        let lane = self.random.pick(weighted: Self.laneWeights) ?? .feedback
        // Now and then somebody writes about the unit above, whose papers were late.
        let unit = self.random.chance(0.03) ? self.units[office] ?? "" : ""
        let middle = self.random.pick(EntryPhrases.bySubject[subject] ?? []) ?? ""
        let parts = [
            self.random.pick(EntryPhrases.openings) ?? "", middle, self.random.pick(EntryPhrases.closings) ?? "",
        ]
        let text = self.filled(parts.filter { !$0.isEmpty }.joined(separator: " "), visit)
        return .make {
            $0.submission.field = visit.field
            $0.submission.entry = .make {
                $0.lane = lane
                $0.subject = subject
                $0.unitComplainedAbout = unit
                $0.text = text
            }
        }
    }

    private mutating func commendation(_ visit: ServiceVisit) -> WireRecord {
        let text = self.filled(self.random.pick(EntryPhrases.praise) ?? "", visit)
        return .make {
            $0.submission.field = visit.field
            $0.submission.commendation = .make { $0.text = text }
        }
    }

    private mutating func filled(_ text: String, _ visit: ServiceVisit) -> String {
        let errand = self.random.pick(visit.errands) ?? ""
        let paper = self.random.pick(visit.papers) ?? ""
        return text.split(separator: "{", omittingEmptySubsequences: false).map { part in
            for (name, value) in [("errand}", errand), ("paper}", paper)] where part.hasPrefix(name) {
                return value + part.dropFirst(name.count)
            }
            return String(part)
        }.joined()
    }
}
