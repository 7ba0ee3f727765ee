import CivilTime
import Testing

@Suite("Days and instants")
struct DayTests {
    @Test("A civil date survives the way there and back", arguments: [-719_162, -1, 0, 59, 11_016, 20_453])
    func roundTrip(daysSinceEpoch: Int32) throws {
        let day = Day(daysSinceEpoch: daysSinceEpoch)
        let (year, month, dayOfMonth) = day.civilDate
        #expect(Day(year: year, month: month, day: dayOfMonth) == day)
        #expect(Day(day.description) == day)
    }

    @Test(
        "Dates that do not exist are refused",
        arguments: ["2022-02-29", "2022-13-01", "2022-00-10", "2022-1-01", "20220101", ""]
    )
    func impossible(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("The local day begins at 17:00 UTC")
    func localDay() throws {
        let day = try #require(Day("2022-10-14"))
        let midnight = Timestamp(startOf: day)
        #expect(midnight.localDescription == "2022-10-14T00:00:00+07:00")
        #expect(midnight.localDay == day)
        #expect(midnight.localTimeOfDay == .zero)
        #expect(midnight.advanced(by: .microseconds(-1)).localDay.description == "2022-10-13")
    }

    @Test("Arithmetic at the ends of the range is cut, never trapped")
    func saturates() {
        let last = Timestamp(microseconds: .max)
        #expect(last.advanced(by: .seconds(1)) == last)
        #expect(Timestamp(microseconds: .min).advanced(by: .seconds(-1)).microseconds == .min)
        #expect(last.duration(since: Timestamp(microseconds: .min)) == .microseconds(Int64.max))
        #expect(Duration.seconds(Int64.max).wholeMicroseconds == .max)
        let first = Timestamp(microseconds: .min)
        #expect(first.localDay < Day(daysSinceEpoch: -100_000_000) && last.localDay > first.localDay)
        #expect(Timestamp(startOf: Day(daysSinceEpoch: .min)) == first)
        #expect(Timestamp(startOf: Day(daysSinceEpoch: .max)) == last)
    }
}
