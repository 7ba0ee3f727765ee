import CivilTime
import FeedbackStore
import Satisfaction

/// Screens the journal's ratings for misuse, piece by piece; a pure function of them and of what is set.
///
/// Each kiosk of an office is a screen of its own, whose state goes from piece to piece: so what comes out does not
/// depend on where the journal is cut. Presses that wait to be judged count meanwhile as they would if nothing followed.
struct MisuseScreening: Sendable {
    /// What counts as misuse.
    let rules: MisuseRules
    private let scales: [String: SatisfactionScale]
    private let opening: OfficeOpening

    /// Screens by some rules.
    init(rules: MisuseRules, scales: [SatisfactionScale], opening: OfficeOpening) {
        self.rules = rules
        self.scales = Dictionary(scales.map { ($0.id, $0) }) { first, _ in first }
        self.opening = opening
    }

    /// Screens the presses of a piece.
    ///
    /// - Parameters:
    ///   - presses: The presses of each kiosk, in the journal's order; those on a scale that is not known are left out.
    ///   - states: What the kiosks' screens held after the piece before.
    /// - Returns: What came of each kiosk's.
    func screen(
        _ presses: [ScreenKey: [RatingPress]],
        resuming states: [ScreenKey: MisuseScreen.State]
    ) -> [ScreenKey: ScreenedPresses] {
        var found: [ScreenKey: ScreenedPresses] = [:]
        for (key, presses) in presses {
            let state = states[key] ?? MisuseScreen.State()
            guard let scale = self.scales[key.scale],
                var screen = MisuseScreen(
                    rules: self.rules,
                    scale: scale,
                    hours: self.opening.hours(ofUnitPath: key.unitPath),
                    resuming: state
                )
            else { continue }
            var screened = ScreenedPresses(state: state)
            for press in presses {
                for judged in screen.add(press) { self.count(judged, in: &screened.settled) }
            }
            for judged in screen.waiting { self.count(judged, in: &screened.waiting) }
            screened.state = screen.state
            found[key] = screened
        }
        return found
    }

    private func count(_ screened: ScreenedPress, in days: inout [Int64: FlaggedRatings]) {
        guard !screened.flags.isEmpty else { return }
        days[Int64(screened.press.time.localDay.daysSinceEpoch), default: FlaggedRatings()]
            .add(screened, by: self.rules)
    }

    /// All that decides what comes out, as text: what another text decided must be counted anew.
    var text: String {
        let scales = self.scales.values.sorted { $0.id < $1.id }.map { scale in
            "\(scale.id) \(scale.levelCount) \(scale.satisfiedFrom) \(scale.dissatisfiedThrough)"
        }
        return ([self.rules.text] + scales + [self.opening.text]).joined(separator: "\n")
    }
}

extension MisuseRules {
    /// Every number, as text.
    fileprivate var text: String {
        let times = [
            self.minimumInterval, self.burst.window, self.compensation.window, self.stuckButton.longestInterval,
            self.stuckButton.jitter, self.visitWindow, self.hoursMargin, self.reorderWindow,
        ]
        let counts = [self.burst.limit, self.compensation.count, self.stuckButton.count, self.maximumHeld]
        return "form 1 \(self.id) \(self.version) \(times.map(\.wholeMicroseconds)) \(counts) "
            + self.excluded.map(\.rawValue).sorted().joined(separator: " ")
    }
}
