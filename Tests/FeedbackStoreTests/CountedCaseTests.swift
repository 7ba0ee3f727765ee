import CaseLifecycle
import CivilTime
import FeedbackStore
import Testing

@Suite("Cases one by one, for figures")
struct CountedCaseTests {
    private static let all = Timestamp(microseconds: 0)..<Timestamp(microseconds: .max)

    @Test
    func `Each case is shown as the counts count it, with the entries that were asked for`() throws {
        let office = try Office()
        let monday = try Office.time("2022-10-17", 9)
        let late = try Office.time("2022-12-01", 9)
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        _ = try office.command(2, "resolve", version: 3, at: late, key: 2, role: .leader, answer)
        _ = try office.command(2, "publish", version: 4, at: late, key: 3, role: .leader)
        var seen: [CountedCase] = []
        try office.store.forEachCase(in: Self.all, overdueAt: late, events: ["resolve", "rate"]) {
            seen.append($0)
            return true
        }
        #expect(seen.map(\.file.number) == [2, 3])
        #expect(seen[0].history.map(\.kind) == ["resolve"] && seen[0].history[0].details.outcome == "feedback-done")
        #expect(seen[1].history.isEmpty && seen[1].count.isOverdue && !seen[1].count.wasLate)
        #expect(seen[0].count.wasLate && !seen[0].count.isOpen)
        let counts = try office.store.caseCounts(received: Self.all, overdueAt: late)
        #expect(Set(counts) == Set(seen.map(\.count)), "each of its own sort, and the same in both")
        try office.store.close()
    }

    @Test
    func `A time's end is not in it, and whoever has enough is shown no more`() throws {
        let office = try Office()
        let received = try Office.time("2022-10-14", 9)
        func numbers(_ range: Range<Timestamp>, enough: Int = .max) throws -> [UInt64] {
            var numbers: [UInt64] = []
            try office.store.forEachCase(in: range, overdueAt: received, events: []) {
                numbers.append($0.file.number)
                return numbers.count < enough
            }
            return numbers
        }
        #expect(try numbers(received..<received.advanced(by: .seconds(1))) == [2, 3])
        #expect(try numbers(received.advanced(by: .seconds(-1))..<received).isEmpty)
        #expect(try numbers(Self.all, enough: 1) == [2])
        try office.store.close()
    }

    @Test
    func `What was received before a time is shown when it is open or changed since, with its whole history`() throws {
        let office = try Office()
        let monday = try Office.time("2022-10-17", 9)
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        _ = try office.command(2, "resolve", version: 3, at: monday, key: 2, role: .leader, answer)
        _ = try office.command(2, "publish", version: 4, at: monday, key: 3, role: .leader)
        func shown(from start: Timestamp) throws -> [CountedCase] {
            var seen: [CountedCase] = []
            let period = start..<start.advanced(by: .seconds(86_400 * 90))
            try office.store.forEachCase(in: period, overdueAt: start, events: ["resolve"]) {
                seen.append($0)
                return true
            }
            return seen
        }
        let since = try shown(from: monday)
        #expect(since.map(\.file.number) == [2, 3])
        #expect(since[0].history.map(\.kind).suffix(3) == ["accept", "resolve", "publish"], "when it ended is in it")
        #expect(since[1].history.first?.kind == .receive && since[1].count.isOpen)
        let later = try shown(from: try Office.time("2023-01-01", 0))
        #expect(later.map(\.file.number) == [3], "what is over is no more of a later time, what is open is")
        try office.store.close()
    }
}
