import CivilTime
import DeliverySimulation
import Satisfaction
import Testing

@Suite("Alerts about a kiosk: silence, a growing outbox, a wrong clock")
struct KioskAlertTests {
    private func silence(_ previous: KioskAlert?, seen: Double, now: Double) -> KioskAlert? {
        .afterSilence(previous, lastSeen: monday(seen), now: monday(now), hours: officeHours)
    }

    @Test
    func `Open time leaves out the noon break, nights and weekends`() {
        // Nine is at 0, 11:30 at 9000, 13:00 at 14400, 17:00 at 28800; Tuesday 7:30 at 81000.
        func open(_ from: Double, _ to: Double) -> Duration {
            officeHours.openTime(from: monday(from), to: monday(to), limit: .seconds(1_000_000))
        }
        #expect(open(0, 100) == .seconds(100) && open(100, 0) == .zero && open(8990, 14_410) == .seconds(20))
        #expect(open(28_790, 81_010) == .seconds(20) && open(30_000, 80_000) == .zero)
        // A week of five days of eight hours.
        #expect(open(0, 7 * 86_400) == .seconds(5 * 8 * 3600))
        #expect(officeHours.openTime(from: monday(0), to: monday(8000), limit: .seconds(60)) == .seconds(60))
        let always = OpeningHours.always.openTime(from: monday(-5), to: monday(200_000), limit: .seconds(300_000))
        #expect(always == .seconds(200_005))
        let never = OpeningHours { _ in [] }
        let ends = (Timestamp(microseconds: .min), Timestamp(microseconds: .max))
        #expect(never.openTime(from: ends.0, to: ends.1, limit: .seconds(1)) == .zero)
    }

    @Test
    func `Half an hour of opening time without a sign is silence, a night is not`() {
        #expect(self.silence(nil, seen: 0, now: 1799) == nil)
        #expect(self.silence(nil, seen: 0, now: 1800) == KioskAlert(.silent, start: monday(0)))
        #expect(self.silence(nil, seen: 28_000, now: 81_999) == nil, "800 s in the evening, 999 s in the morning")
        #expect(self.silence(nil, seen: 28_000, now: 82_000) == KioskAlert(.silent, start: monday(28_000)))
    }

    @Test
    func `A kiosk that is heard of once stays silent until it has been heard of for half an hour`() {
        var alert = self.silence(nil, seen: 0, now: 1800)
        alert = self.silence(alert, seen: 2000, now: 2000)
        #expect(alert == KioskAlert(.silent, start: monday(0), calmSince: monday(2000)))
        // Gone again for a quarter of an hour.
        alert = self.silence(alert, seen: 2000, now: 2900)
        #expect(alert == KioskAlert(.silent, start: monday(0)))
        for seen in stride(from: 3000.0, through: 4500, by: 300) {
            alert = self.silence(alert, seen: seen, now: seen)
            #expect(alert?.end == nil && alert?.calmSince == monday(3000))
        }
        alert = self.silence(alert, seen: 4800, now: 4800)
        #expect(alert == KioskAlert(.silent, start: monday(0), end: monday(3000)))
        #expect(self.silence(alert, seen: 4800, now: 4900) == nil)
    }

    private func outbox(_ previous: KioskAlert?, _ depths: [UInt64]) -> KioskAlert? {
        let reports = depths.enumerated().map {
            KioskAlert.OutboxReport(time: monday(60 * Double($0.offset)), depth: $0.element)
        }
        return .afterOutbox(previous, reports: reports)
    }

    @Test
    func `An outbox that only grows, beyond fifty, gives an alert that ends at ten`() {
        let alert = KioskAlert(.outboxGrows, start: monday(60))
        #expect(self.outbox(nil, [90, 20, 30, 30, 51]) == alert)
        #expect(self.outbox(nil, [90, 20, 30, 30, 50]) == nil, "not beyond")
        #expect(self.outbox(nil, [90, 20, 30, 29, 51]) == nil, "fell")
        #expect(self.outbox(nil, [60, 60, 60, 60, 60]) == nil, "did not rise")
        #expect(self.outbox(nil, [20, 30, 51]) == nil && self.outbox(nil, []) == nil, "too few reports")
        #expect(self.outbox(alert, [40, 11]) == alert && self.outbox(alert, []) == alert)
        #expect(self.outbox(alert, [40, 10, 10]) == KioskAlert(.outboxGrows, start: monday(60), end: monday(120)))
        #expect(self.outbox(KioskAlert(.silent, start: monday(0)), [1, 2]) == nil, "of another kind")
    }

    private func clock(_ previous: KioskAlert?, _ seconds: Double, at time: Double) -> KioskAlert? {
        .afterClock(previous, offset: .seconds(seconds), at: monday(time))
    }

    @Test
    func `A clock is wrong beyond two minutes and right again within one`() {
        let alert = KioskAlert(.clockError, start: monday(0))
        #expect(self.clock(nil, 120, at: 0) == nil && self.clock(nil, -120, at: 0) == nil)
        #expect(self.clock(nil, 120.000001, at: 0) == alert && self.clock(nil, -120.000001, at: 0) == alert)
        #expect(self.clock(alert, 119, at: 60) == alert && self.clock(alert, -61, at: 60) == alert)
        #expect(self.clock(alert, -60, at: 90) == KioskAlert(.clockError, start: monday(0), end: monday(90)))
        let ages = Duration(secondsComponent: .min, attosecondsComponent: 0)
        #expect(KioskAlert.afterClock(nil, offset: ages, at: monday(0)) == alert)
    }

    @Test(arguments: (0..<50).map { _ in UInt64.random(in: 0 ... .max) })
    func `What trembles about a bound by less than the two bounds differ alerts once`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var alert: KioskAlert?
        var changes = 0
        for minute in 0..<300 {
            let offset = Double.random(in: 90...150, using: &random) * (Bool.random(using: &random) ? 1 : -1)
            let next = self.clock(alert, offset, at: 60 * Double(minute))
            if next != alert { changes += 1 }
            alert = next
        }
        #expect(changes == 1 && alert?.end == nil, "seed \(seed)")
    }
}
