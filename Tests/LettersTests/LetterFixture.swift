import CaseLifecycle
import CivilTime
import Letters
import Testing

/// Letters as offices of the province might send them; people and cases are made up.
enum LetterFixture {
    static let sender = LetterSender(
        unit: "29242",
        name: "Ủy ban nhân dân xã Long Hòa",
        parentName: nil,
        place: "Long Hòa",
        symbols: LetterSymbols(unit: "UBND", department: "VX")
    )

    /// A unit with a body above it, an address line and no department.
    static let centre = LetterSender(
        unit: "84000",
        name: "Trung tâm Phục vụ hành chính công tỉnh",
        parentName: "Văn phòng Ủy ban nhân dân tỉnh",
        place: "Trà Vinh",
        symbols: LetterSymbols(unit: "TTPVHCC"),
        contactLine: "Địa chỉ: số 50, đường Lê Lợi, Phường 1; điện thoại: 0294 0000 000"
    )

    /// One renderer for all tests: reading the templates takes longer than rendering a letter.
    static let renderer = Result { try LetterRenderer.bundled() }

    static func code() throws -> TrackingCode {
        try #require(TrackingCode(rawValue: 0x1234_5678_9AB))
    }

    static func day(_ text: String) throws -> Day {
        try #require(Day(text))
    }

    static let lanes: [LetterKind: Lane] = [
        .acceptance: .complaint, .refusal: .complaint, .timeExtension: .complaint,
    ]

    /// A draft that lacks nothing.
    static func draft(_ kind: LetterKind) throws -> LetterContent {
        var content = LetterContent(kind, sender: kind == .answer ? self.centre : self.sender)
        content.addressee = .citizen(try self.code())
        content.signer = LetterSigner(position: "Chủ tịch", name: "Nguyễn Thị Hoa Sen")
        content.lane = self.lanes[kind] ?? .feedback
        content.caseNumber = "29242-2022-000417"
        content.subject = "chậm cấp giấy chứng nhận quyền sử dụng đất tại ấp Rạch Gốc"
        content.receivedDay = try self.day("2022-10-03")
        switch kind {
        case .apology:
            content.dueDay = try self.day("2022-10-24")
            content.newDueDay = try self.day("2022-11-08")
            content.reason = """
                Hồ sơ đo đạc thửa đất phải thực hiện lại do ranh giới với thửa đất liền kề chưa thống nhất; \
                Chi nhánh Văn phòng Đăng ký đất đai đã hẹn các hộ liên quan ngày 28 tháng 10 năm 2022.
                Trong thời gian chờ kết quả đo đạc, Ông/Bà không phải nộp thêm giấy tờ nào.
                """
        case .thanks:
            content.lane = .commendation
            content.reason = """
                Ngày 03 tháng 10 năm 2022, Ông/Bà đã góp ý về việc bố trí ghế chờ và nước uống tại Bộ phận Một cửa. \
                Chúng tôi đã thực hiện góp ý này từ ngày 10 tháng 10 năm 2022.
                """
        case .congratulations:
            content.lane = nil
            content.addressee = .offices(["Tập thể Bộ phận Tiếp nhận và Trả kết quả xã Long Hòa"])
            content.signer = LetterSigner(authority: "KT. Chủ tịch", position: "Phó Chủ tịch", name: "Thạch Sô Phia")
            content.reason = """
                Trong quý III năm 2022, tập thể đã giải quyết 100% hồ sơ đúng và trước hạn, không có phản ánh nào về \
                thái độ phục vụ, được người dân đánh giá “Rất hài lòng”.
                """
        case .acceptance:
            content.dueDay = try self.day("2022-11-14")
            content.legalGrounds = ["Điều 27 và Điều 28 Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011"]
        case .timeExtension:
            content.dueDay = try self.day("2022-11-14")
            content.newDueDay = try self.day("2022-11-29")
            content.legalGrounds = ["Căn cứ Điều 28 Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;"]
            content.reason = "Vụ việc phức tạp: nội dung khiếu nại liên quan đến nhiều cơ quan, phải xác minh ở hai xã."
        case .refusal:
            content.legalGrounds = ["khoản 5 Điều 11 Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011"]
            content.reason = "Đơn khiếu nại không có chữ ký hoặc điểm chỉ của người khiếu nại."
            content.answer = """
                Nếu vẫn muốn khiếu nại, Ông/Bà viết đơn, ký tên hoặc điểm chỉ và nộp tại Bộ phận Một cửa, hoặc đến \
                trình bày trực tiếp để cán bộ ghi lại. Thời hiệu khiếu nại là 90 ngày kể từ ngày biết được quyết định.
                """
        case .transfer:
            content.addressee = .offices(["Chi nhánh Văn phòng Đăng ký đất đai huyện Châu Thành"])
            content.recipients = ["Như trên", "Người gửi phản ánh (theo mã tra cứu)", "Lưu: VT, ĐC"]
        case .answer:
            content.signer = LetterSigner(authority: "KT. Giám đốc", position: "Phó Giám đốc", name: "Kim Ngọc Thái")
            content.answer = """
                Nội dung Ông/Bà phản ánh là đúng. Hồ sơ nộp ngày 05 tháng 9 năm 2022 đã quá hạn 06 ngày làm việc do \
                công chức phụ trách nghỉ ốm mà chưa có người thay.
                Trung tâm đã yêu cầu đơn vị giải quyết xong trước ngày 21 tháng 10 năm 2022, đồng thời phân công người \
                thay thế khi công chức vắng mặt.
                Giấy chứng nhận đã được ký ngày 19 tháng 10 năm 2022; Ông/Bà nhận tại Bộ phận Một cửa hoặc tại nhà.
                """
        }
        return content
    }

    /// The same letter with number and day.
    static func issued(_ kind: LetterKind, sequence: UInt32 = 5, on day: String = "2022-10-20") throws -> LetterContent
    {
        var content = try self.draft(kind)
        let number = content.series.map {
            LetterNumber(unit: content.sender.unit, year: 2022, series: $0, sequence: sequence)
        }
        content.issue = LetterIssue(number: number, day: try self.day(day))
        return content
    }
}
