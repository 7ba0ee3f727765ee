package import CivilTime

/// Flags the rating presses of one kiosk (sàng lọc lượt đánh giá).
///
/// **Verdicts come late, and once.** A press is held until everything that can change its flags has been fed
/// (``MisuseRules/lookAhead`` and ``MisuseRules/reorderWindow`` after it, by the kiosk's clock), then handed out with
/// its final flags. These follow from the presses and their order alone, not from the batches in which they came; and
/// presses that come out of order by less than the reorder window are put in their place, so their flags are those
/// they would have had in order.
///
/// **Later than that.** A press captured earlier means that the clock was set back, or that it was lost on its way:
/// all that is held is judged and handed out, and the screen starts anew with the press, which is flagged
/// ``MisuseFlag/outOfOrder``. So a clock that was years ahead for a minute spoils no more than that minute.
///
/// **No press takes away an earlier one.** Who floods a kiosk must not be able to erase the answer that was given
/// before: the first press of a fast series, the first ones of a burst and the first of a stuck button's run are not
/// flagged for it. The same holds for compensation: the low press stays, though a child may have pressed it, since
/// nothing tells a child's press from a true one that somebody wants undone; the high ones are flagged, all of them,
/// since none of them is known to be another visitor's.
///
/// **Memory is bounded.** At most ``MisuseRules/maximumHeld`` presses are held. In a flood beyond that the oldest are
/// judged early, with half of that number after them, and may lack a flag that still later presses would have given;
/// the burst flag, which needs earlier presses alone, is on a flood in any case.
package struct MisuseScreen: Sendable {
    /// A press that is held.
    package struct Held: Sendable, Hashable {
        package let press: RatingPress
        package let isOutOfOrder: Bool

        /// Holds a press.
        package init(press: RatingPress, isOutOfOrder: Bool) {
            self.press = press
            self.isOutOfOrder = isOutOfOrder
        }
    }

    package let rules: MisuseRules
    package let scale: SatisfactionScale
    package let hours: OpeningHours

    /// What it holds; whoever gives it to another screen of the same rules, scale and hours goes on with that one.
    package private(set) var state = State()

    var held: [Held] {
        get { self.state.held }
        _modify { yield &self.state.held }
    }
    private var judgedCount: Int {
        get { self.state.judgedCount }
        set { self.state.judgedCount = newValue }
    }
    private var latest: Timestamp? {
        get { self.state.latest }
        set { self.state.latest = newValue }
    }

    /// Makes a screen that has seen nothing, or goes on with what another one held; `nil` when the rules are not usable.
    ///
    /// - Parameters:
    ///   - rules: What counts as misuse.
    ///   - scale: The scale of the presses: from which level a press is high, and to which it is low.
    ///   - hours: When the kiosk's office is open.
    ///   - state: What the other one held; a state that no screen can have counts as nothing.
    package init?(
        rules: MisuseRules = .standard,
        scale: SatisfactionScale,
        hours: OpeningHours,
        resuming state: State = State()
    ) {
        guard rules.isUsable else { return nil }
        self.rules = rules
        self.scale = scale
        self.hours = hours
        if (0...state.held.count).contains(state.judgedCount), state.held.count <= rules.maximumHeld {
            self.state = state
        }
    }

    /// Feeds a press, in the order of the kiosk's numbers.
    ///
    /// - Parameter press: The press; each is fed once.
    /// - Returns: The presses whose flags became final, in order of capture.
    package mutating func add(_ press: RatingPress) -> [ScreenedPress] {
        var out: [ScreenedPress] = []
        let isOutOfOrder = self.floor.map { press.time < $0 } ?? false
        if isOutOfOrder { out = self.finish() }
        var index = self.held.endIndex
        while index > self.judgedCount, press.precedes(self.held[index - 1].press) { index -= 1 }
        self.held.insert(Held(press: press, isOutOfOrder: isOutOfOrder), at: index)
        self.latest = max(self.latest ?? press.time, press.time)
        return out + self.judge()
    }

    /// Tells that no press captured before an instant will come any more, as a kiosk's heartbeat does.
    ///
    /// - Parameter instant: By the kiosk's clock; a press captured earlier than this less the reorder window is taken
    ///   as ``MisuseFlag/outOfOrder``, as if a press had been captured at the instant.
    /// - Returns: The presses whose flags became final, in order of capture.
    package mutating func advance(to instant: Timestamp) -> [ScreenedPress] {
        self.latest = max(self.latest ?? instant, instant)
        return self.judge()
    }

    /// Judges all that is held without waiting, at the end of a history, and forgets it.
    ///
    /// - Returns: The presses whose flags had not been final, in order of capture.
    package mutating func finish() -> [ScreenedPress] {
        let out = (self.judgedCount..<self.held.count).map { self.screened(at: $0) }
        self.held = []
        self.judgedCount = 0
        self.latest = nil
        return out
    }

    /// The instant before which a press is out of order.
    private var floor: Timestamp? {
        guard let latest = self.latest else { return nil }
        let open = latest.advanced(by: .zero - self.rules.reorderWindow)
        return self.judgedCount == 0 ? open : max(open, self.held[self.judgedCount - 1].press.time)
    }

    /// Judges what nothing to come can change, and what there is no room for.
    private mutating func judge() -> [ScreenedPress] {
        guard let latest = self.latest else { return [] }
        let settled = latest.advanced(by: .zero - self.rules.reorderWindow - self.rules.lookAhead)
        let room = self.rules.maximumHeld / 2
        var out: [ScreenedPress] = []
        while self.judgedCount < self.held.count,
            self.held[self.judgedCount].press.time < settled || self.held.count - self.judgedCount > room
        {
            out.append(self.screened(at: self.judgedCount))
            self.judgedCount += 1
        }
        self.forget(beyond: room)
        return out
    }

    /// Forgets judged presses that matter to no other any more, or for which there is no room.
    private mutating func forget(beyond room: Int) {
        // The last judged press stays, as the floor; what comes is not before it, nor before what waits.
        guard self.judgedCount > 1 else { return }
        let past = self.held[self.judgedCount - 1].press.time.advanced(by: .zero - self.rules.lookBack)
        // Several at once, since each time costs as much as there is held.
        let several = room / 8
        var count = self.judgedCount > room ? self.judgedCount - room + several : 0
        while count < self.judgedCount - 1, self.held[count].press.time < past { count += 1 }
        guard count > several || self.judgedCount > room else { return }
        self.held.removeFirst(count)
        self.judgedCount -= count
    }
}
