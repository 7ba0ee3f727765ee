import CaseLifecycle
import CivilTime
import Testing

@testable import Letters

@Suite("Hostile texts in letters")
struct HostileTextTests {
    /// Texts that would do harm if anything of them were taken for more than text.
    static let hostile = [
        "<script>alert(1)</script>", "</p></main><h1>Giả</h1>", "\"><img src=x onerror=alert(1)>", "a & b <!-- c",
        "{{unit}} {{{reason}}} {{#draft}}x{{/draft}} {{> closing}} {{=<% %>=}}", "{{% CONTENT_TYPE:HTML}}<b>",
        // A letter that joins what follows it makes one character of "<" and itself.
        "\u{0D4E}<script>alert(1)</script>", "\u{0600}<script>", "<\u{0301}script>", "\u{111C2}<b>\u{0D4E}\"\u{0D4E}'",
        "\u{202E}gnợs gnôhk\u{202C} \u{2067}x\u{2069}\u{200F}\u{061C}", "\u{1E}\u{1F}\u{0}\u{7}\u{1B}[2J",
        "*** DỰ THẢO ***\u{1F}\u{1E}", "\u{FFF9}a\u{FFFA}b\u{FFFB}\u{E0041}\u{FEFF}\u{AD}",
    ]

    /// A letter of the kind with the text in every place where an officer can write.
    private func letter(_ kind: LetterKind, _ text: String) throws -> LetterContent {
        var content = try LetterFixture.issued(kind)
        for field in LetterField.allCases where field != .addressee && field != .lane {
            if [.receivedDay, .dueDay, .newDueDay].contains(field) { continue }
            content.empty(field, with: text)
        }
        content.sender = LetterSender(
            unit: content.sender.unit,
            name: text,
            parentName: text,
            place: text,
            symbols: LetterSymbols(unit: text, department: text),
            contactLine: text
        )
        content.title = text
        content.recipients = [text, text]
        let code = try LetterFixture.code()
        if kind == .transfer {
            content.addressee = .offices([text, text])
        } else {
            content.addressee = .unsealedCitizen(
                try #require(UnsealedContact(name: text, address: text, unsealedBy: "desk-7")),
                code
            )
        }
        return content
    }

    /// The tags of a page in their order, those without an end too.
    private func tags(_ page: String) -> [String] {
        var tags: [String] = []
        var open: String?
        for scalar in page.unicodeScalars {
            if scalar == "<" {
                if let tag = open { tags.append(tag) }
                open = ""
            }
            open?.unicodeScalars.append(scalar)
            if scalar == ">", let tag = open {
                tags.append(tag)
                open = nil
            }
        }
        return tags
    }

    @Test("No text adds a tag to a page", arguments: hostile)
    func markup(text: String) throws {
        let renderer = try LetterFixture.renderer.get()
        for kind in LetterKind.allCases {
            let harmless = try renderer.render(try self.letter(kind, "Chữ"), as: .html)
            let page = try renderer.render(try self.letter(kind, text), as: .html)
            #expect(self.tags(page) == self.tags(harmless), "\(kind)")
        }
    }

    @Test("What looks like Mustache is printed as it was written")
    func mustache() throws {
        let renderer = try LetterFixture.renderer.get()
        let text = "{{unit}} {{{reason}}} {{#draft}} {{> closing}} {{=<% %>=}}"
        let page = try renderer.render(try self.letter(.refusal, text), as: .html)
        #expect(page.contains("<p>{{unit}} {{{reason}}} {{#draft}} {{&gt; closing}} {{=&lt;% %&gt;=}}</p>"))
        let plain = try renderer.render(try self.letter(.refusal, text), as: .plainText)
        #expect(plain.contains("\n  {{unit}} {{{reason}}} {{#draft}} {{> closing}} {{=<% %>=}}\n"))
    }

    @Test("No character that steers a device or turns the direction of text gets into a letter", arguments: hostile)
    func control(text: String) throws {
        let renderer = try LetterFixture.renderer.get()
        for kind in LetterKind.allCases {
            for format in LetterFormat.allCases {
                let letter = try renderer.render(try self.letter(kind, text + "Chữ"), as: format)
                let unfit = letter.unicodeScalars.filter { scalar in
                    let category = scalar.properties.generalCategory
                    return scalar != "\n" && (category == .control || category == .format)
                }
                #expect(unfit.isEmpty, "\(kind) \(format)")
                #expect(format == .html || letter.contains("Chữ"))
            }
        }
    }

    @Test("A reason of 4,000 characters is printed to its last word, with or without spaces", arguments: [true, false])
    func long(hasSpaces: Bool) throws {
        let renderer = try LetterFixture.renderer.get()
        var content = try LetterFixture.issued(.apology)
        let words = (1...500).map { "chữ\(1000 + $0)" }
        content.reason = words.joined(separator: hasSpaces ? " " : "_")
        #expect(content.reason.count >= 3999)
        #expect(try renderer.render(content, as: .html).contains("<p>\(content.reason)</p>"))
        let text = try renderer.render(content, as: .plainText)
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { TextWidth.columns($0) <= 80 })
        let joined = text.filter { !$0.isWhitespace }
        #expect(joined.contains(content.reason.filter { !$0.isWhitespace }))
    }

    @Test("No line of any letter in plain text is wider than 80 columns", arguments: LetterKind.allCases)
    func width(kind: LetterKind) throws {
        let renderer = try LetterFixture.renderer.get()
        for text in ["Chữ ", "Nghiêng ngả ", "dài\u{323}dài", "漢字", "ខ្មែរ\u{200B}"] {
            let long = String(repeating: text, count: 240 / text.unicodeScalars.count)
            let letter = try renderer.render(try self.letter(kind, long), as: .plainText)
            let wide = letter.split(separator: "\n").filter { TextWidth.columns($0) > 80 }
            #expect(wide.isEmpty)
        }
    }
}
