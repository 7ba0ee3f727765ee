import CaseLifecycle
import CivilTime
import Testing

@Suite("Explanations of deadlines")
struct DeadlineDerivationTests {
    private func clock(_ limit: String, from start: String) throws -> CaseClock {
        CaseClock(start: try CalendarFixture.instant(start), limit: try #require(TimeLimit(limit)))
    }

    @Test("Working days are explained day by day, with the decision behind each day off and each day worked")
    func workingDays() throws {
        let lines = try self.clock("4 working-days", from: "2025-04-25 16:30")
            .derivation(in: CalendarFixture.common()).vietnameseLines
        #expect(
            lines.joined(separator: "\n") == """
                Bắt đầu 16:30 ngày 25/04/2025 Thứ Sáu, thời hạn 4 ngày làm việc; không tính ngày
                  đầu (Điều 147 khoản 2 Bộ luật Dân sự 2015).
                Tính 4 ngày làm việc:
                  26/04/2025 Thứ Bảy: ngày làm việc 1/4, Làm bù (Thông báo 6150/TB-BLĐTBXH)
                  27/04/2025 Chủ nhật: không tính, nghỉ hằng tuần
                  28/04/2025 Thứ Hai: ngày làm việc 2/4
                  29/04/2025 Thứ Ba: ngày làm việc 3/4
                  30/04/2025 Thứ Tư: không tính, Nghỉ lễ (Thông báo 6150/TB-BLĐTBXH)
                  01/05/2025 Thứ Năm: không tính, Nghỉ lễ (Thông báo 6150/TB-BLĐTBXH)
                  02/05/2025 Thứ Sáu: không tính, Nghỉ hoán đổi (Thông báo 6150/TB-BLĐTBXH)
                  03/05/2025 Thứ Bảy: không tính, nghỉ hằng tuần
                  04/05/2025 Chủ nhật: không tính, nghỉ hằng tuần
                  05/05/2025 Thứ Hai: ngày làm việc 4/4
                Hết hạn: hết ngày 05/05/2025 Thứ Hai (24:00).
                """
        )
    }

    @Test("A moved last day, a pause, an extension and a year without data are told")
    func everything() throws {
        var clock = try self.clock("2 calendar-days", from: "2026-12-24 09:00")
        clock.extend(by: try #require(TimeLimit("1 calendar-day")), at: try CalendarFixture.instant("2026-12-25 09:00"))
        clock.pause(at: try CalendarFixture.instant("2026-12-25 10:00"), reason: .waitingForCitizen)
        clock.resume(at: try CalendarFixture.instant("2026-12-31 10:00"))
        let lines = clock.derivation(in: try CalendarFixture.common()).vietnameseLines
        #expect(
            lines.joined(separator: "\n") == """
                Bắt đầu 09:00 ngày 24/12/2026 Thứ Năm, thời hạn 2 ngày; không tính ngày đầu
                  (Điều 147 khoản 2 Bộ luật Dân sự 2015).
                Gia hạn thêm 1 ngày, quyết định 09:00 ngày 25/12/2026 Thứ Sáu.
                Tính 3 ngày:
                  25/12/2026 Thứ Sáu: ngày 1/3
                Tạm dừng từ 10:00 ngày 25/12/2026 Thứ Sáu đến 10:00 ngày 31/12/2026 Thứ Năm: chờ
                  người dân bổ sung.
                  01/01/2027 Thứ Sáu: ngày 2/3
                  02/01/2027 Thứ Bảy: ngày 3/3
                Chưa có đủ lịch nghỉ năm 2027: kết quả là tạm tính.
                  02/01/2027 Thứ Bảy: nghỉ hằng tuần, chuyển sang ngày sau (Điều 148 khoản 5 Bộ
                      luật Dân sự 2015)
                  03/01/2027 Chủ nhật: nghỉ hằng tuần, chuyển sang ngày sau (Điều 148 khoản 5 Bộ
                      luật Dân sự 2015)
                Hết hạn: hết ngày 04/01/2027 Thứ Hai (24:00) (tạm tính).
                """
        )
    }

    @Test("Working hours are explained stretch by stretch, closures too")
    func workingHours() throws {
        let storm = try CalendarFixture.closure("842", "2025-03-04", "2025-03-04", hours: "09:00-24:00")
        let calendar = try CalendarFixture.calendar(closures: [storm]).calendar(ofUnit: ["842"])
        var clock = try self.clock("8 working-hours", from: "2025-03-03 15:00")
        let lines = clock.derivation(in: calendar).vietnameseLines
        #expect(
            lines.joined(separator: "\n") == """
                Bắt đầu 15:00 ngày 03/03/2025 Thứ Hai, thời hạn 8 giờ làm việc.
                Tính 8 giờ làm việc:
                  03/03/2025 Thứ Hai: tính 15:00–17:00, còn 6 giờ
                  04/03/2025 Thứ Ba: không tính 09:00-24:00, Đóng cửa do bão (Công điện
                      12/CĐ-UBND)
                  04/03/2025 Thứ Ba: tính 07:00–09:00, còn 4 giờ
                  05/03/2025 Thứ Tư: tính 07:00–11:00, đủ
                Hết hạn: 11:00 ngày 05/03/2025 Thứ Tư.
                """
        )
        clock.pause(at: try CalendarFixture.instant("2025-03-03 16:30"), reason: .suspended)
        let standing = clock.derivation(in: calendar)
        #expect(standing.vietnameseLines.last == "Thời hạn đang tạm dừng, còn lại 6 giờ 30 phút làm việc.")
        #expect(standing.steps.last?.fields.last?.value == .text("23400 seconds of working-hours"))
    }

    @Test("Programs get the same steps as named values")
    func fields() throws {
        let derivation = try self.clock("1 working-day", from: "2025-05-01 09:30").derivation(
            in: CalendarFixture.common()
        )
        let steps = derivation.steps.map(\.fields)
        #expect(
            steps.compactMap { $0.first?.value } == [
                .text("started"), .text("term"), .text("passed-over"), .text("passed-over"), .text("passed-over"),
                .text("counted"), .text("ended"),
            ]
        )
        #expect(steps[2].map(\.name) == ["step", "day", "status", "name", "source", "confidence"])
        #expect(steps[2].map(\.value).dropFirst(2).first == .text("swapped-off"))
        let end = Dictionary(uniqueKeysWithValues: try #require(steps.last).map { ($0.name, $0.value) })
        #expect(end["due"] == .text("2025-05-06T00:00:00+07:00"))
        #expect(end["last_day"] == .text("2025-05-05"))
        #expect(end["provisional"] == .flag(false))
    }

    @Test("No line is longer than 80 columns, however long a name is")
    func columns() throws {
        let name = String(repeating: "Nghỉ", count: 50) + " " + String(repeating: "lễ ", count: 50)
        let year = CalendarYear(2025, exceptions: [try CalendarFixture.exception("2025-03-04", .holiday, name: name)])
        let calendar = try WorkingCalendar(years: [year], officeHours: [CalendarFixture.officeHours])
        let lines = try self.clock("1 working-day", from: "2025-03-03 09:00")
            .derivation(in: calendar.calendar(ofUnit: [])).vietnameseLines
        #expect(lines.allSatisfy { $0.count <= 80 })
        let letters = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(letters(lines.joined()).contains(letters(name)))
    }
}
