package import CivilTime
package import FeedbackProtocol

/// Whether all that a kiosk kept is at the province, as far as anybody can know.
package struct KioskStanding: Sendable {
    /// What a kiosk is, the worst first.
    package enum Kind: String, Sendable, CaseIterable, Comparable {
        /// Something is missing.
        case incomplete
        /// It has not been heard of for too long: nobody knows what it has.
        case silent
        /// Everything it spoke of is here.
        case complete

        package static func < (left: Kind, right: Kind) -> Bool {
            let order = Kind.allCases
            return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
        }
    }

    package let kiosk: WireKioskCompleteness
    package let kind: Kind
    /// How many it spoke of that are not here.
    package let gap: UInt64
    /// What is wrong, in sentences; empty when it is complete.
    package let problems: [String]
    /// What should be known besides.
    package let remarks: [String]

    /// Judges a kiosk.
    ///
    /// - Parameters:
    ///   - kiosk: What is known of it.
    ///   - askedAt: When that was.
    ///   - silentAfter: How long it may not be heard of.
    ///   - keys: The keys that both are known to sign days with.
    ///   - checksSignatures: Whether the signatures of its days are checked.
    ///   - isBehind: Whether what the province holds is not counted to the end.
    package init(
        _ kiosk: WireKioskCompleteness,
        askedAt: Timestamp,
        silentAfter: Duration,
        keys: DayKeys = DayKeys(),
        checksSignatures: Bool = false,
        isBehind: Bool = false
    ) {
        self.kiosk = kiosk
        let gaps = kiosk.epochs.map { $0.heardOf > $0.receivedThrough ? $0.heardOf - $0.receivedThrough : 0 }
        self.gap = gaps.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
        var missing: [String] = []
        for (epoch, gap) in zip(kiosk.epochs, gaps) where gap > 0 {
            missing.append(Self.text(ofGap: gap, epoch, isNewest: epoch == kiosk.epochs.last, kiosk))
        }
        for day in kiosk.days where Day(day.day).map({ $0 < askedAt.localDay }) ?? false {
            let standing = DayStanding(
                day,
                ofKiosk: kiosk.kiosk,
                keys: keys,
                checksSignatures: checksSignatures,
                isBehind: isBehind
            )
            guard standing.isWrong else { continue }
            missing.append(
                "On \(day.day) it sent \(day.kiosk.count.count), the province holds \(day.held.count): \(standing.text)."
            )
        }
        let silence = kiosk.revoked ? nil : Self.silence(of: kiosk, at: askedAt, after: silentAfter)
        self.kind = !missing.isEmpty ? .incomplete : silence != nil ? .silent : .complete
        self.problems = missing + [silence].compactMap(\.self)
        self.remarks = Self.remarks(on: kiosk)
    }

    private static func text(
        ofGap gap: UInt64,
        _ epoch: WireKioskEpoch,
        isNewest: Bool,
        _ kiosk: WireKioskCompleteness
    ) -> String {
        let text =
            "\(gap) of \(epoch.heardOf) are not here, from sequence \(epoch.receivedThrough &+ 1) of epoch \(epoch.epoch) on"
        guard isNewest else {
            return "\(text), which it has given up: unless its old disk still has them, they are lost."
        }
        guard kiosk.outboxToldAt != 0 else { return "\(text)." }
        let waiting = "\(kiosk.outboxDepth) waited in its outbox at \(LocalTime.short(kiosk.outboxToldAt))"
        return "\(text); \(waiting)."
    }

    private static func silence(
        of kiosk: WireKioskCompleteness,
        at time: Timestamp,
        after limit: Duration
    ) -> String? {
        guard kiosk.lastSeenAt != 0 else {
            return kiosk.epochs.isEmpty
                ? "It has a key and never spoke." : "It has not spoken since the aggregator was started again."
        }
        let silence = time.duration(since: Timestamp(microseconds: kiosk.lastSeenAt))
        guard silence > limit else { return nil }
        let hours = silence.components.seconds / 3600
        let long = hours < 72 ? "\(hours) hours" : "\(hours / 24) days"
        let waiting = kiosk.outboxDepth > 0 ? "; \(kiosk.outboxDepth) waited in its outbox then" : ""
        return "It was not heard of for \(long)\(waiting)."
    }

    private static func remarks(on kiosk: WireKioskCompleteness) -> [String] {
        var remarks: [String] = []
        if kiosk.revoked { remarks.append("Its key was revoked.") }
        if kiosk.quarantined > 0 {
            let discarded = kiosk.discarded > 0 ? ", of which \(kiosk.discarded) were discarded" : ""
            remarks.append("\(kiosk.quarantined) went to quarantine\(discarded); see 'langnghe quarantine list'.")
        }
        if kiosk.signingKeyChanges > 0 {
            let times = kiosk.signingKeyChanges == 1 ? "once" : "\(kiosk.signingKeyChanges) times"
            remarks.append(
                "The key it signs days with changed \(times), last at \(LocalTime.short(kiosk.signingKeyChangedAt)): "
                    + "its disk was replaced, or somebody else signs."
            )
        }
        for epoch in kiosk.epochs where epoch.setBackFrom > 0 {
            remarks.append(
                "It was set back from \(epoch.setBackFrom) to \(epoch.setBackTo) in epoch \(epoch.epoch), last seen at "
                    + "\(LocalTime.short(epoch.setBackAt)): its disk was replaced by an older copy, and what it gave under "
                    + "the numbers between may be lost."
            )
        }
        for day in kiosk.days where day.hasKiosk && day.highestSigned > day.kiosk.count.lastSequence {
            remarks.append(
                "For \(day.day) it once signed through \(day.highestSigned) of epoch \(day.epoch), and now through "
                    + "\(day.kiosk.count.lastSequence): its disk was set back, or it has given up the epoch."
            )
        }
        if kiosk.epochs.count > 1 { remarks.append("It has begun anew: \(kiosk.epochs.count) epochs.") }
        return remarks
    }
}
