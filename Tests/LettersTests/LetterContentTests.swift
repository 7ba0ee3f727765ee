import CaseLifecycle
import CivilTime
import Letters
import Testing

@Suite("Contents of letters")
struct LetterContentTests {
    /// Every kind with each of its required fields.
    static let requirements = LetterKind.allCases.flatMap { kind in kind.requiredFields.map { (kind, $0) } }

    @Test("A complete letter of every kind can be signed", arguments: LetterKind.allCases)
    func complete(kind: LetterKind) throws {
        let content = try LetterFixture.draft(kind)
        #expect(content.missingFields == [])
        try content.checkForSigning()
        #expect(content.isDraft)
        #expect(try !LetterFixture.issued(kind).isDraft)
    }

    @Test("Whatever the kind demands and nobody wrote is named, and nothing else", arguments: requirements)
    func missing(kind: LetterKind, field: LetterField) throws {
        var content = try LetterFixture.draft(kind)
        content.empty(field, with: "")
        let error = try #require(throws: LetterContentError.self) { try content.checkForSigning() }
        // Position and name are the signer's, who is missing as a whole.
        #expect(Set(error.defects).isSuperset(of: [.missing(field)]))
        #expect(error.defects.count == ([.signerName, .signerPosition].contains(field) ? 2 : 1))
        #expect(error.vietnameseText.contains("Thiếu \(field.vietnameseName): \(field.vietnameseRemedy)."))
        #expect(error.description.contains("'\(field.rawValue)' is missing"))
    }

    @Test(
        "What nobody can see is missing as well",
        arguments: [" ", "\n\t", "\u{200F}\u{202E}", "\u{200B}\u{200D}\u{FEFF}"]
    )
    func invisible(text: String) throws {
        var content = try LetterFixture.draft(.refusal)
        content.reason = text
        content.legalGrounds = [text, text]
        content.subject = text
        #expect(content.missingFields == [.subject, .reason, .legalGrounds])
    }

    @Test("All that is missing is told at once, in Vietnamese and with what to do")
    func allAtOnce() throws {
        var content = LetterContent(.apology, sender: LetterFixture.sender)
        content.lane = .feedback
        let error = try #require(throws: LetterContentError.self) { try content.checkForSigning() }
        #expect(
            error.vietnameseText == """
                Chưa lập được Thư xin lỗi:
                - Thiếu nơi nhận chính (Kính gửi): chọn người gửi (theo mã tra cứu) hoặc ghi tên cơ quan nhận.
                - Thiếu chức vụ người ký: ghi chức vụ của người có thẩm quyền ký.
                - Thiếu họ và tên người ký: ghi họ và tên người ký, không ghi học hàm, học vị.
                - Thiếu số hồ sơ: lấy số hồ sơ của vụ việc.
                - Thiếu nội dung vụ việc: ghi ngắn gọn vụ việc về việc gì, không nêu thông tin cá nhân.
                - Thiếu ngày tiếp nhận: lấy ngày tiếp nhận của vụ việc.
                - Thiếu ngày hết hạn giải quyết: lấy ngày hết hạn của vụ việc.
                - Thiếu ngày hẹn lại: chọn một ngày duy nhất, sau ngày hết hạn cũ.
                - Thiếu lý do: ghi rõ lý do để người dân hiểu.
                """
        )
    }

    @Test("Letters of courtesy need no case; every other kind does", arguments: LetterKind.allCases)
    func courtesy(kind: LetterKind) {
        let needsCase = kind.requiredFields.contains(.caseNumber)
        #expect(needsCase == ![.thanks, .congratulations].contains(kind))
        #expect((kind.usualSeries == nil) == !needsCase)
        #expect(LetterKind(template: LetterTemplateName(rawValue: kind.rawValue)) == kind)
    }

    @Test("A letter that contradicts itself is refused, as a draft too")
    func contradictions() throws {
        let (received, due, new) = try (
            LetterFixture.day("2022-10-03"), LetterFixture.day("2022-10-24"), LetterFixture.day("2022-11-08")
        )
        func defects(_ kind: LetterKind, _ change: (inout LetterContent) throws -> Void) throws -> [LetterDefect] {
            var content = try LetterFixture.issued(kind)
            try change(&content)
            let renderer = try LetterFixture.renderer.get()
            return try #require(throws: LetterContentError.self) {
                _ = try renderer.render(content, as: .plainText)
            }.defects
        }
        #expect(try defects(.apology) { $0.newDueDay = due } == [.newDayNotLater(due, than: due)])
        #expect(
            try defects(.apology) { ($0.newDueDay, $0.issue) = (received, nil) } == [
                .newDayNotLater(received, than: due)
            ]
        )
        #expect(
            try defects(.apology) { content in
                content.issue = LetterIssue(
                    number: content.issue?.number,
                    day: Day(daysSinceEpoch: new.daysSinceEpoch + 1)
                )
            } == [.newDayBeforeLetter(new, Day(daysSinceEpoch: new.daysSinceEpoch + 1))]
        )
        #expect(
            try defects(.acceptance) { $0.receivedDay = new } == [
                .letterBeforeReception(try LetterFixture.day("2022-10-20"), new)
            ]
        )
        #expect(
            try defects(.acceptance) {
                ($0.dueDay, $0.receivedDay) = (received, due)
                $0.issue = nil
            } == [
                .dueBeforeReception(received, due)
            ]
        )
        #expect(
            try defects(.transfer) { $0.addressee = .citizen(try LetterFixture.code()) } == [.addresseeMustBeOffice]
        )
        #expect(try defects(.refusal) { $0.addressee = .offices(["Sở Nội vụ"]) } == [.addresseeMustBeCitizen])
        #expect(
            try defects(.answer) { $0.subject = String(repeating: "a", count: 501) } == [
                .tooLong(.subject, length: 501)
            ]
        )
    }

    @Test("A denouncer is never named, whoever unsealed the contact")
    func denouncer() throws {
        var content = try LetterFixture.draft(.acceptance)
        let contact = try #require(UnsealedContact(name: "Ông Nguyễn Văn An", address: nil, unsealedBy: "desk-7"))
        content.addressee = .unsealedCitizen(contact, try LetterFixture.code())
        try content.checkForSigning()
        content.lane = .denunciation
        let error = try #require(throws: LetterContentError.self) { try content.checkForSigning() }
        #expect(error.defects == [.denouncerNamed])
        #expect(!"\(error) \(error.vietnameseText)".contains("An"))
    }

    @Test("A number must be the sender's, of the letter's register and year")
    func numbers() throws {
        let renderer = try LetterFixture.renderer.get()
        let day = try LetterFixture.day("2022-10-20")
        func defects(_ number: LetterNumber?, series: LetterRegisterName? = "outgoing") throws -> [LetterDefect] {
            var content = try LetterFixture.draft(.acceptance)
            content.series = series
            content.issue = LetterIssue(number: number, day: day)
            return try #require(throws: LetterContentError.self) { _ = try renderer.render(content, as: .html) }.defects
        }
        func number(_ unit: String, _ year: Int, _ series: LetterRegisterName) -> LetterNumber {
            LetterNumber(unit: unit, year: year, series: series, sequence: 1)
        }
        #expect(try defects(nil) == [.numberMissing])
        let (unit, year) = (number("29245", 2022, "outgoing"), number("29242", 2021, "outgoing"))
        #expect(try defects(unit) == [.numberOfAnotherUnit(unit)])
        #expect(try defects(year) == [.numberOfAnotherYear(year, day)])
        let series = number("29242", 2022, "letters")
        #expect(try defects(series) == [.numberOfAnotherSeries(series)])
        #expect(try defects(series, series: nil) == [.numberOfAnotherSeries(series)])
    }

    @Test("An unsealed contact shows itself in letters alone")
    func unsealedContact() throws {
        let contact = try #require(
            UnsealedContact(name: "Ông Nguyễn Văn An", address: "ấp Rạch Gốc", unsealedBy: "desk-7")
        )
        var dumped = ""
        dump(LetterAddressee.unsealedCitizen(contact, nil), to: &dumped)
        for text in [dumped, "\(contact)", String(reflecting: contact), String(describing: [contact])] {
            #expect(!text.contains("Nguyễn") && !text.contains("Rạch Gốc"))
        }
        #expect(dumped.contains("desk-7"))
        #expect(UnsealedContact(name: "Ông A", address: nil, unsealedBy: " ") == nil)
        #expect(UnsealedContact(name: "\u{202E}", address: nil, unsealedBy: "desk-7") == nil)
    }
}

extension LetterContent {
    /// Puts a text, or nothing, in the place of a field.
    mutating func empty(_ field: LetterField, with text: String) {
        func sender(name: String? = nil, place: String? = nil) -> LetterSender {
            LetterSender(
                unit: self.sender.unit,
                name: name ?? self.sender.name,
                parentName: self.sender.parentName,
                place: place ?? self.sender.place,
                symbols: self.sender.symbols
            )
        }
        switch field {
        case .unitName: self.sender = sender(name: text)
        case .place: self.sender = sender(place: text)
        case .addressee: self.addressee = text.isEmpty ? nil : .offices([text])
        case .lane: self.lane = nil
        case .caseNumber: self.caseNumber = text
        case .subject: self.subject = text
        case .receivedDay: self.receivedDay = nil
        case .dueDay: self.dueDay = nil
        case .newDueDay: self.newDueDay = nil
        case .reason: self.reason = text
        case .legalGrounds: self.legalGrounds = [text]
        case .answer: self.answer = text
        case .signerPosition, .signerName:
            self.signer = text.isEmpty ? nil : LetterSigner(authority: text, position: text, name: text)
        }
    }
}
