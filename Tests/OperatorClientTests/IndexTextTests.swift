import FeedbackProtocol
import OperatorClient
import Testing

@Suite("Indices as an officer reads them")
struct IndexTextTests {
    private static let indices = WireIndices.make {
        $0.geography = "2022-10"
        $0.unit = "29242"
        $0.fromDay = "2025-07-01"
        $0.throughDay = "2025-09-30"
        $0.throughPosition = 4_711
        $0.laws = [
            .make {
                $0.id = "circular-01-2018"
                $0.name = "Thông tư 01/2018/TT-VPCP, Điều 13–15"
                $0.versions = [
                    .make {
                        $0.id = "circular-03-2025"
                        $0.name = "Nghị định 118/2025/NĐ-CP, Thông tư 03/2025/TT-VPCP"
                        $0.fromDay = "2025-07-01"
                        $0.notRead = true
                    }
                ]
            },
            .make {
                $0.id = "decision-766-2022"
                $0.name = "Quyết định 766/QĐ-TTg năm 2022"
            },
        ]
        $0.figures = [
            .make {
                $0.rule = "circular-01-2018/1"
                $0.name = "Chỉ số 1: Thời gian giải quyết so với quy định"
                $0.law = "circular-01-2018"
                $0.maximum = 2
                $0.measure = "points"
                $0.missing = "Files come from the one-stop software, which is not connected."
                $0.parts = [.make { $0.part = "counted" }]
            },
            .make {
                $0.rule = "circular-01-2018/8"
                $0.name = "Chỉ số 8: Tiếp nhận, xử lý phản ánh, kiến nghị"
                $0.law = "circular-01-2018"
                $0.source = "Circular 01/2018/TT-VPCP, Art. 13-15"
                $0.confidence = "H"
                $0.wording = "Feedback handled on time: 2 at 100 %, 1 at 90 % or more, else 0."
                $0.value = "1.0"
                $0.maximum = 2
                $0.numerator = 1_999
                $0.denominator = 2_000
                $0.measure = "cases"
                $0.parts = [
                    .make {
                        $0.part = "late"
                        $0.count = 1
                    }
                ]
                $0.choices = [
                    .make {
                        $0.name = "counted-lanes"
                        $0.value = "feedback"
                    }
                ]
            },
            .make {
                $0.rule = "circular-01-2018/unit"
                $0.name = "Xếp loại cơ quan, đơn vị"
                $0.law = "circular-01-2018"
                $0.value = "5.9"
                $0.maximum = 18
                $0.numerator = 13
                $0.denominator = 40
                $0.measure = "tenths"
                $0.band = "weak"
                $0.bandName = "yếu"
                $0.remarks = ["Rests on 2 of 9 indicators; measured here: 7, 8."]
            },
            .make {
                $0.rule = "circular-01-2018/officer"
                $0.name = "Mức độ hoàn thành nhiệm vụ của cán bộ, công chức, viên chức"
                $0.law = "circular-01-2018"
                $0.value = "4.2"
                $0.maximum = 5
                $0.numerator = 42
                $0.denominator = 10
                $0.measure = "levels"
                $0.bandName = "hoàn thành từ 70 đến dưới 100 % nhiệm vụ"
                $0.percent = "84.0"
                $0.counter = "Quầy số 3, tầng 2"
                $0.office = "29242"
                $0.scale = "faces-5"
            },
        ]
        $0.cases = .make {
            $0.rule = "circular-01-2018/8"
            $0.cases = [
                .make {
                    $0.number = 1_234_567
                    $0.parts = [
                        "counted", "disliked", "repeated", "late", "complained-or-disliked", "faultless", "on-time",
                    ]
                }
            ]
            $0.next = 1_234_567
            $0.total = 9
            $0.hidden = 2
        }
    }

    @Test
    func `A report fits into 80 columns, and names versions, choices and what is missing`() throws {
        let lines = IndexText(try RegisterLookup()).lines(Self.indices)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        let text = lines.joined(separator: "\n")
        #expect(text.contains("29242 phường 3") && text.contains("ATTENTION: the formulas of Nghị định 118/2025"))
        #expect(text.contains("1999 of 2000 cases, 99,9 %"), "cut, not rounded to 100 %")
        #expect(text.contains("counted-lanes=feedback") && text.contains("confidence H"))
        #expect(text.contains("not measured") && text.contains("1,3 of 4,0 that could be reached"))
        #expect(text.contains("Not in force in these days") && text.contains("quầy Quầy"))
        #expect(!text.contains("are not counted yet") && text.contains("carried-over"))
        #expect(lines.joined(separator: " ").contains("faces-5"), "whose counter it is")
        var behind = Self.indices
        behind.journalPosition = 4_713
        let told = IndexText(try RegisterLookup()).lines(behind)
        #expect(told.contains { $0.contains("ATTENTION: positions 4712 to 4713 are not counted yet.") })
        let first = try #require(lines.first { $0.hasPrefix("1 ") })
        #expect(first.contains("-") && !first.contains("0/0"), "what was not measured is no zero")
    }

    @Test
    func `A page of cases says what each is, what is hidden and how to go on`() {
        let lines = IndexText.caseLines(Self.indices)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        let text = lines.joined(separator: "\n")
        #expect(text.contains("1234567  counted, disliked") && text.contains("--after 1234567"))
        #expect(text.contains("9 cases") && text.contains("2 of this page"))
        let none = IndexText.caseLines(.make { $0.cases = .make { $0.rule = "circular-01-2018/unit" } })
        #expect(none.contains { $0.contains("There are none") } && !none.contains { $0.contains("--after") })
    }

    @Test(arguments: ["rounding", "rounding=sometimes", "nonsense=1", "given-2=3", ""])
    func `A choice that cannot be made is refused before anybody is asked`(typed: String) throws {
        let error = #expect(throws: OperatorError.self) { try IndexWish.choices(["decimals=1", typed]) }
        #expect(error?.code.exitCode == 64)
        #expect(throws: OperatorError.self) { try IndexWish.law("circular") }
        #expect(throws: OperatorError.self) { try IndexWish.drillDown("9", part: nil) }
        #expect(throws: OperatorError.self) { try IndexWish.drillDown("8", part: "nonsense") }
        #expect(try IndexWish.drillDown("8", part: "late").rule == "circular-01-2018/8")
    }

    @Test
    func `Programs read null where nothing was measured, and every choice by its name`() {
        let lines = IndexText.json(Self.indices).map(\.line)
        #expect(lines.count == 4 && lines[0].contains(#""measured":false,"value":null"#))
        #expect(lines[1].contains(#""value":"1.0""#) && lines[1].contains(#""choices":{"counted-lanes":"feedback"}"#))
        #expect(lines[1].contains(#""versions":[{"id":"circular-03-2025","from":"2025-07-01","read":false}]"#))
        #expect(IndexText.caseJSON(Self.indices).map(\.line).first?.contains(#""case":1234567"#) == true)
    }
}
