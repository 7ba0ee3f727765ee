import CaseLifecycle
import CivilTime
import Letters
import Testing

@Suite("Rendered letters")
struct LetterRenderingTests {
    static let forms = LetterKind.allCases.flatMap { kind in LetterFormat.allCases.map { (kind, $0) } }

    private func rendered(_ content: LetterContent, _ format: LetterFormat) throws -> String {
        try LetterFixture.renderer.get().render(content, as: format)
    }

    /// The text with line breaks and the spaces around them made one space.
    private func unwrapped(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("A signed letter of every kind says all that it must, and nothing of a draft", arguments: forms)
    func issued(kind: LetterKind, format: LetterFormat) throws {
        let content = try LetterFixture.issued(kind)
        let text = self.unwrapped(try self.rendered(content, format))
        #expect(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        #expect(text.contains("Độc lập - Tự do - Hạnh phúc"))
        #expect(text.contains(", ngày 20 tháng 10 năm 2022"))
        #expect(text.contains("Số: 05/") == (content.series != nil))
        #expect(text.contains(try #require(content.signer).name))
        #expect(text.contains(try #require(content.signer).position.uppercased()))
        #expect(text.contains("Nơi nhận:"))
        for absent in ["DỰ THẢO", "……", "Cần bổ sung", "{{", "}}"] {
            #expect(!text.contains(absent), "\(absent)")
        }
        if kind.requiredFields.contains(.caseNumber) {
            #expect(text.contains("29242-2022-000417"))
            #expect(text.contains("chậm cấp giấy chứng nhận quyền sử dụng đất tại ấp Rạch Gốc"))
        }
        let code = try LetterFixture.code().description
        #expect(text.contains(code) == (try #require(content.addressee).isCitizen))
        for paragraph in (content.reason + "\n" + content.answer).split(separator: "\n") {
            #expect(text.contains(paragraph))
        }
        #expect(text.contains("./."))
    }

    @Test("A draft has no number and no day and says that it is a draft", arguments: forms)
    func draft(kind: LetterKind, format: LetterFormat) throws {
        let content = try LetterFixture.draft(kind)
        let text = self.unwrapped(try self.rendered(content, format))
        #expect(text.contains("DỰ THẢO"))
        #expect(text.contains("ngày …… tháng …… năm ……"))
        #expect(text.contains("Số: ……/") == (content.series != nil))
        #expect(!text.contains("Số: 0"))
    }

    @Test("A draft shows every gap, in the words of the error", arguments: forms)
    func gaps(kind: LetterKind, format: LetterFormat) throws {
        let content = LetterContent(kind, sender: LetterFixture.sender)
        let text = self.unwrapped(try self.rendered(content, format))
        for field in content.missingFields where field != .lane {
            #expect(text.contains("[Cần bổ sung: \(field.vietnameseName)]"))
        }
        #expect(content.missingFields.contains(.reason) == kind.requiredFields.contains(.reason))
    }

    @Test("A letter with number and day but with a gap is not rendered", arguments: forms)
    func unfinished(kind: LetterKind, format: LetterFormat) throws {
        var content = try LetterFixture.issued(kind)
        content.signer = nil
        #expect(throws: LetterContentError(kind: kind, defects: [.missing(.signerPosition), .missing(.signerName)])) {
            try self.rendered(content, format)
        }
    }

    @Test("An apology in plain text, as a kiosk prints it")
    func golden() throws {
        #expect(try self.rendered(LetterFixture.issued(.apology), .plainText) == LetterFixture.apologyText)
    }

    @Test(
        "A page is A4 with the margins of Decree 30/2020, and takes nothing from elsewhere",
        arguments: LetterKind.allCases
    )
    func page(kind: LetterKind) throws {
        let page = try self.rendered(LetterFixture.issued(kind), .html)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"vi\">\n"))
        #expect(page.contains("@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm;"))
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""))
        for absent in ["<script", "http:", "https:", "src=", "url(", "@import", "<link"] {
            #expect(!page.contains(absent), "\(absent)")
        }
    }

    @Test("Headings and forms of address follow the lane")
    func lanes() throws {
        func text(_ kind: LetterKind, _ lane: Lane) throws -> String {
            var content = try LetterFixture.issued(kind)
            content.lane = lane
            return try self.rendered(content, .html)
        }
        #expect(try text(.acceptance, .complaint).contains(">Về việc thụ lý giải quyết khiếu nại<"))
        #expect(try text(.acceptance, .denunciation).contains(">Về việc thụ lý tố cáo<"))
        #expect(try text(.acceptance, .feedback).contains(">Về việc tiếp nhận, giải quyết phản ánh, kiến nghị<"))
        #expect(try text(.refusal, .denunciation).contains("Kính gửi: Người tố cáo có mã tra cứu 14D2P-F2DBR<"))
        #expect(try text(.refusal, .outOfScope).contains("Về việc không thụ lý giải quyết ý kiến"))
    }

    @Test("A province's own title, several offices and a contact that was unsealed are printed")
    func variants() throws {
        var apology = try LetterFixture.issued(.apology)
        apology.title = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
        #expect(try self.rendered(apology, .html).contains("<h1>PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ</h1>"))
        var transfer = try LetterFixture.issued(.transfer)
        transfer.addressee = .offices(["Sở Nội vụ;", " ", "Sở Y tế"])
        transfer.recipients = []
        let text = try self.rendered(transfer, .plainText)
        #expect(text.contains("Kính gửi:\n                    - Sở Nội vụ;\n                    - Sở Y tế.\n"))
        #expect(text.hasSuffix("Nơi nhận:\n- Như trên;\n- Lưu: VT, hồ sơ vụ việc.\n"))
        var answer = try LetterFixture.issued(.answer)
        let contact = try #require(
            UnsealedContact(name: "Bà Kim Thị Ly", address: "ấp Giồng Lức", unsealedBy: "desk-7")
        )
        answer.addressee = .unsealedCitizen(contact, nil)
        let page = try self.rendered(answer, .html)
        #expect(page.contains("<p>Kính gửi: Bà Kim Thị Ly</p>\n<p>Địa chỉ: ấp Giồng Lức</p>"))
        #expect(!page.contains("mã tra cứu") && !page.contains("desk-7"))
        #expect(page.contains(">V/v trả lời phản ánh, kiến nghị về việc chậm cấp"))
        #expect(page.contains("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH</p>\n<p class=\"unit\">TRUNG TÂM PHỤC VỤ"))
    }

    @Test("A notice that needs no signature says so, and has no signer", arguments: LetterFormat.allCases)
    func unsigned(format: LetterFormat) throws {
        var content = try LetterFixture.issued(.acceptance)
        content.needsSignature = false
        content.series = nil
        content.issue = LetterIssue(number: nil, day: try LetterFixture.day("2022-10-20"))
        for signer in [content.signer, nil] {
            content.signer = signer
            let text = self.unwrapped(try self.rendered(content, format))
            #expect(text.contains("Văn bản do hệ thống lập, không cần chữ ký."))
            #expect(!text.contains("CHỦ TỊCH") && !text.contains("Nguyễn Thị Hoa Sen") && !text.contains("Số:"))
        }
        content.needsSignature = true
        #expect(content.missingFields == [.signerPosition, .signerName])
        #expect(try !self.rendered(LetterFixture.issued(.acceptance), format).contains("không cần chữ ký"))
    }

    @Test("'Căn cứ' stands once before each ground, and the sign after it too")
    func grounds() throws {
        var content = try LetterFixture.issued(.refusal)
        content.legalGrounds = ["căn cứ Điều 11 Luật Khiếu nại;", "Nghị định số 124/2020/NĐ-CP."]
        let page = try self.rendered(content, .html)
        #expect(page.contains(">Căn cứ Điều 11 Luật Khiếu nại;<"))
        #expect(page.contains(">Căn cứ Nghị định số 124/2020/NĐ-CP;<"))
    }
}
