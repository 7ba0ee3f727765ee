import CaseLifecycle
import Foundation
import Testing

@testable import Letters

@Suite("Templates of letters")
struct LetterTemplatesTests {
    /// A bundled file with something in it replaced.
    private func file(_ name: String, replacing old: String, with new: String) throws -> LetterFile {
        let file = try #require(LetterTemplates.bundledFiles.first { $0.name == name })
        let text = String(decoding: file.bytes, as: UTF8.self)
        try #require(text.contains(old))
        return LetterFile(name: name, bytes: Array(text.replacing(old, with: new).utf8))
    }

    /// What is said about some files.
    private func problems(_ files: [LetterFile]) throws -> [LetterFileError.Problem] {
        try #require(throws: LetterFileError.self) { try LetterTemplates(replacing: files) }.problems
    }

    @Test("The templates that come with the program pass their own checks, one for each kind and format")
    func bundled() throws {
        _ = try LetterTemplates.bundled()
        let names = Set(LetterTemplates.bundledFiles.map(\.name))
        for kind in LetterKind.allCases {
            for format in LetterFormat.allCases {
                #expect(names.contains("\(kind.rawValue).\(format.rawValue).mustache"))
            }
        }
        #expect(names.count == LetterTemplates.bundledFiles.count)
    }

    @Test("A province's template takes the place of the bundled one, and a partial that of all letters")
    func replaced() throws {
        let formats = String(decoding: LetterNumberFormats.bundledFile.bytes, as: UTF8.self)
            .replacing("apology = {number}/{unit}", with: "apology = {number}/CV-{unit}")
        let renderer = try LetterRenderer(replacing: [
            try self.file("apology.html.mustache", replacing: "Rất mong", with: "Kính mong"),
            try self.file("closing.html.mustache", replacing: "Nơi nhận:", with: "Nơi nhận văn bản:"),
            LetterFile(name: "number-formats.txt", bytes: Array(formats.utf8)),
        ])
        let page = try renderer.render(LetterFixture.issued(.apology), as: .html)
        #expect(page.contains("Kính mong Ông/Bà thông cảm./.") && page.contains("Nơi nhận văn bản:"))
        #expect(page.contains("Số: 05/CV-UBND-VX<"))
        #expect(try renderer.render(LetterFixture.issued(.thanks), as: .html).contains("Nơi nhận văn bản:"))
    }

    @Test("A byte order mark and the line ends of other systems do no harm")
    func otherSystems() throws {
        let file = try #require(LetterTemplates.bundledFiles.first { $0.name == "apology.txt.mustache" })
        let text = "\u{FEFF}" + String(decoding: file.bytes, as: UTF8.self).replacing("\n", with: "\r\n")
        let renderer = try LetterRenderer(replacing: [LetterFile(name: file.name, bytes: Array(text.utf8))])
        #expect(try renderer.render(LetterFixture.issued(.apology), as: .plainText) == LetterFixture.apologyText)
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var file = "apology.html.mustache"
        var old = "Rất mong {{salutation}} thông cảm"
        let new: String
        var line = 25
        let reason: String
        var testDescription: String { self.reason }
    }

    static let mistakes = [
        Mistake(new: "{{reson}}", reason: "there is no name \"reson\"; did you mean 'reason'?"),
        Mistake(new: "{{sender-name}}", reason: "there is no name \"sender-name\"; use one of address, addressee, "),
        Mistake(new: "{{#resons}}x{{/resons}}", reason: "there is no name \"resons\"; did you mean 'reason'?"),
        Mistake(new: "{{unit.name}}", reason: "there is no name \"unit.name\"; use one of"),
        Mistake(new: "{{uppercased(unit)}}", reason: "there is no name \"uppercased(unit)\""),
        Mistake(new: "{{ #unit }}", reason: "there is no name \"#unit\""),
        Mistake(new: "{{}}", reason: "the tag has no name"),
        Mistake(new: "{{title}}", reason: "Thư xin lỗi may have no 'title'; write {{#title}} and {{/title}} around"),
        Mistake(new: "{{signer-name}}", reason: "Thư xin lỗi may have no 'signer-name'"),
        Mistake(new: "{{^title}}{{title}}{{/title}}", reason: "'title' is empty inside {{^title}}"),
        Mistake(new: "{{reason}}", reason: "'reason' is a list; write {{#reason}}{{.}}{{/reason}}"),
        Mistake(new: "{{draft}}", reason: "'draft' is yes or no; write {{#draft}} and {{/draft}} around the text"),
        Mistake(new: "{{.}}", reason: "{{.}} stands for one of a list"),
        Mistake(new: "{{#reason}}{{#title}}{{.}}{{/title}}{{/reason}}", reason: "{{.}} stands for one of a list"),
        Mistake(new: "{{centred}}", reason: "'centred' lays out plain text; use HTML and CSS here"),
        Mistake(new: "{{{unit}}}", reason: "values are always escaped here"),
        Mistake(new: "{{&unit}}", reason: "values are always escaped here"),
        Mistake(new: "{{=<% %>=}}", reason: "other delimiters than {{ and }} are not taken here"),
        Mistake(new: "{{<closing}}{{/closing}}", reason: "inherited templates are not taken here"),
        Mistake(new: "{{% CONTENT_TYPE:TEXT}}", reason: "settings of Mustache are not taken here"),
        Mistake(new: "{{> footer}}", reason: "there is no partial \"footer\"; there are 'addressee', 'closing',"),
        Mistake(new: "{{> apology}}", reason: "there is no partial \"apology\""),
        Mistake(new: "{{> *unit}}", reason: "there is no partial \"*unit\""),
        Mistake(new: "{{#draft}}", reason: "the section 'draft' has no end; add {{/draft}}"),
        Mistake(new: "{{/draft}}", reason: "no section is open to be ended by {{/draft}}; remove it"),
        Mistake(
            new: "{{#draft}}{{/drafts}}",
            reason: "{{/drafts}} ends the section 'draft' of line 25; write {{/draft}}"
        ),
        Mistake(new: "{{unit", reason: "the tag is not closed; add '}}' in the same line"),
        Mistake(new: "{{! x", line: 1, reason: "the template does not print {{signer-name}}"),
        Mistake(old: "</html>", new: "{{! x", line: 29, reason: "the comment is not closed; add '}}'"),
        Mistake(new: "{{#reason}{{.}}", reason: "the tag is not closed"),
        Mistake(old: "</html>", new: "{{unit", line: 29, reason: "the tag is not closed; add '}}' in the same line"),
        Mistake(new: "<a title=\"{{unit}}\">", reason: "a value must not stand inside a tag of HTML"),
        Mistake(new: "<style>{{unit}}</style>", reason: "a value must not stand inside a style sheet"),
        Mistake(new: "<SCRIPT>", reason: "a letter takes no scripts (\"<script\")"),
        Mistake(new: "<scr{{! }}ipt>", reason: "a letter takes no scripts (\"<script\")"),
        Mistake(
            new: "<img src=\"https://example.vn/a.png\">",
            reason: "a letter takes no outside addresses (\"https:\")"
        ),
        Mistake(new: "<img src=//example.vn/a.png>", reason: "a letter takes no outside addresses (\"=//\")"),
        Mistake(new: "<p onclick=\"x()\">", reason: "a letter takes no scripts (an attribute 'on…=')"),
        Mistake(
            new: String(repeating: "{{#draft}}", count: 17) + String(repeating: "{{/draft}}", count: 17),
            reason: "sections nested more than 16 deep"
        ),
        Mistake(old: "{{new-due-day}}", new: "sau", line: 1, reason: "the template does not print {{new-due-day}}"),
        Mistake(old: "{{> letterhead}}", new: "", line: 1, reason: "the template does not ask for {{draft}}"),
        Mistake(
            file: "letterhead.html.mustache",
            old: "{{place}}, ",
            new: "{{place}}, {{plcae}}",
            line: 17,
            reason: "there is no name \"plcae\"; did you mean 'place'?"
        ),
        Mistake(
            file: "closing.html.mustache",
            old: "Nơi nhận:",
            new: "{{> letterhead}}{{> closing}}",
            line: 3,
            reason: "the partial 'closing' contains itself; remove it here"
        ),
        Mistake(
            file: "apology.txt.mustache",
            old: "{{> addressee}}",
            new: "{{#centred}}{{/centred}}",
            line: 5,
            reason: "'centred' lays out a line and is no section; write {{centred}}"
        ),
        Mistake(
            file: "thanks.txt.mustache",
            old: "./.",
            new: "{{case-number}}",
            line: 14,
            reason: "Thư cảm ơn may have no 'case-number'; write {{#case-number}} and {{/case-number}} around"
        ),
    ]

    @Test("A template with a mistake is refused with file, line and what to do", arguments: mistakes)
    func refused(mistake: Mistake) throws {
        let file = try self.file(mistake.file, replacing: mistake.old, with: mistake.new)
        let problems = try self.problems([file])
        #expect(
            problems.contains {
                $0.file == mistake.file && $0.line == mistake.line && $0.reason.hasPrefix(mistake.reason)
            },
            "\(problems.map(\.description))"
        )
        #expect(problems.allSatisfy { !$0.reason.hasSuffix(".") && !$0.reason.contains("not Mustache") })
    }

    @Test("All mistakes in all files are told at once, in the order of files and lines")
    func allAtOnce() throws {
        let problems = try self.problems([
            try self.file("thanks.txt.mustache", replacing: "./.", with: "{{a}}\n{{b}}"),
            try self.file("answer.html.mustache", replacing: "./.", with: "{{c}}"),
            LetterFile(name: "thank.txt.mustache", bytes: []),
            LetterFile(name: "answer.txt.mustache", bytes: [0xFF]),
        ])
        #expect(
            problems.map(\.file) == [
                "answer.html.mustache", "answer.txt.mustache", "thank.txt.mustache", "thanks.txt.mustache",
                "thanks.txt.mustache",
            ]
        )
        #expect(problems[1].reason == "the file is not UTF-8; save it as UTF-8")
        #expect(
            problems[2].reason.hasPrefix("there is no template of this name to replace; rename it to one of accept")
        )
        #expect(problems[3].line + 1 == problems[4].line)
    }

    @Test("A file given twice is refused")
    func twice() throws {
        let file = try self.file("thanks.txt.mustache", replacing: "./.", with: ".")
        #expect(try self.problems([file, file]).map(\.reason) == ["the template is given twice; remove one"])
    }

    @Test("A folder's files are read, those of editors passed over; what can't be read is named")
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["b.txt", "a.txt", ".hidden", "a.txt~"] {
            try Data(name.utf8).write(to: folder.appendingPathComponent(name))
        }
        let files = try LetterFolder.files(at: folder.path)
        #expect(files.map(\.name) == ["a.txt", "b.txt"])
        #expect(files.map(\.bytes) == [Array("a.txt".utf8), Array("b.txt".utf8)])
        try Data(repeating: 0x20, count: LetterFile.maximumBytes + 1).write(to: folder.appendingPathComponent("c.txt"))
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("d.txt"),
            withIntermediateDirectories: false
        )
        let error = try #require(throws: LetterFileError.self) { try LetterFolder.files(at: folder.path) }
        #expect(error.problems.map(\.file) == ["c.txt", "d.txt"])
        let missing = folder.path + "/none"
        #expect(throws: LetterFileError.self) { try LetterFolder.files(at: missing) }
    }
}
