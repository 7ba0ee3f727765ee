import CaseLifecycle
import Testing

@Suite("Lengths of time limits")
struct TimeLimitTests {
    @Test(
        "A limit reads as it is written",
        arguments: ["7 working-days", "5 working-days + 30 calendar-days", "16 working-hours + 2 hours"]
    )
    func roundTrip(text: String) throws {
        let limit = try #require(TimeLimit(text))
        #expect(limit.description == text)
    }

    @Test("One of a unit may be written without the s")
    func singular() {
        #expect(TimeLimit("1 working-day+1 hour")?.components == [.init(1, .workingDays), .init(1, .hours)])
    }

    @Test(
        "What is no limit is refused",
        arguments: [
            "", "7", "working-days", "0 hours", "-1 hours", "+1 hours", "01 hours", "3661 calendar-days", "7 days",
            "7 working-days +", "7 working-days 8 hours", "99999999999999999999 hours", "7 working-dayss",
            Array(repeating: "1 hour", count: 17).joined(separator: "+"),
        ]
    )
    func refused(text: String) {
        #expect(TimeLimit(text) == nil)
    }

    @Test("People read it in Vietnamese")
    func vietnamese() {
        let limit = TimeLimit("5 working-days + 30 calendar-days + 4 working-hours + 1 hour")
        #expect(limit?.vietnameseDescription == "5 ngày làm việc + 30 ngày + 4 giờ làm việc + 1 giờ")
    }
}
