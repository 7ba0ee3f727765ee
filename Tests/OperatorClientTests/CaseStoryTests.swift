import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import Foundation
import Identity
import Testing
import ZeroMQ

@testable import OperatorClient

@Suite("What officers read of a case's story, its letters, its figures and of keys")
struct CaseStoryTests {
    private static let time: Int64 = 1_665_711_030_000_000

    /// A case of phường 2 that went to the new phường Trà Vinh, was answered and rated.
    private static let moved = WireCaseDetail.make {
        $0.summary = .make {
            $0.number = 12
            $0.lane = .feedback
            $0.state = "published"
            $0.office = "29245"
            $0.responsibleUnit = "29242"
            $0.registerEdition = "2025-07"
        }
        $0.routingRule = "feedback-unit"
        $0.routingRuleSet = "default-1"
        $0.routingEdition = "2022-10"
        $0.unitComplainedAbout = "842"
        $0.history = [
            .make {
                $0.version = 3
                $0.event = "succeed"
                $0.state = "assigned"
                $0.reason = "phường Trà Vinh kế thừa phường 2"
            },
            .make {
                $0.version = 4
                $0.event = "invite-unit"
                $0.state = "assigned"
                $0.details = .make { $0.coordinatingUnit = "29254" }
            },
            .make {
                $0.version = 5
                $0.event = "resolve"
                $0.state = "resolved"
                $0.details = .make {
                    $0.answer = "Đã trả kết quả ngày 17."
                    $0.outcome = "feedback-done"
                }
            },
            .make {
                $0.version = 6
                $0.event = "rate"
                $0.state = "published"
                $0.reason = "Cảm ơn."
                $0.details = .make { $0.rating = 4 }
            },
        ]
        $0.allowed = [
            .make {
                $0.event = "refuse"
                $0.requirements = ["reason", "legal-ground", "released-unit", "related-case"]
            }
        ]
    }

    private static func text(_ lines: [String]) -> String {
        lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    @Test
    func `A case tells its answer, outcome and rating, and names what was given by the edition of that time`() throws {
        let lines = CaseText(try RegisterLookup(edition: "2025-07")).lines(Self.moved)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(lines.contains("Given at     29245 phường 2, thành phố Trà Vinh"))
        #expect(lines.contains("About        842 thành phố Trà Vinh, tỉnh Trà Vinh"))
        #expect(lines.contains("Routed by    feedback-unit of default-1, edition 2022-10"))
        #expect(lines.contains("Responsible  29242 phường Trà Vinh, tỉnh Vĩnh Long"))
        #expect(lines.contains("Outcome      feedback-done"))
        #expect(lines.contains("Rated        4 of 5"))
        let text = Self.text(lines)
        #expect(text.contains("Answer Đã trả kết quả ngày 17."))
        #expect(lines.contains { $0.contains("29254") }, "the unit that was asked to help")
        #expect(lines.contains { $0.contains("--reason --ground") }, "what to type, not what fields are called")
        #expect(Labels.event("succeed") == "succeed (Chuyển đơn vị kế thừa)")
        let json = CaseText(try RegisterLookup()).json(Self.moved).line
        #expect(json.contains(#""rating":4"#) && json.contains(#""routing_edition":"2022-10""#))
    }

    @Test
    func `What went out unsigned was issued, and a draft says who may sign it`() {
        let issued = WireLetterSummary.make { $0.state = .signed }
        let signed = WireLetterSummary.make {
            $0.state = .signed
            $0.actor = "Trần Văn Minh"
        }
        let draft = WireLetterSummary.make {
            $0.state = .draft
            $0.signedBy = ["leader"]
        }
        #expect([issued, signed, draft].map { LetterText.state($0) } == ["issued", "signed", "draft"])
        #expect(Self.text(LetterText.table([draft]).lines()).contains("for: leader"))
        let shown = LetterText.lines(.make { $0.summary = draft })
        #expect(shown.contains { $0.hasSuffix("the unit's leader") })
        #expect(LetterText.json(issued).line.contains(#""state":"signed""#), "programs read the state of the wire")
    }

    @Test
    func `Where nothing is counted, the unit and the days are named, and whether they are to come`() throws {
        let today = try #require(Day("2026-11-26"))
        func lines(_ from: String, _ through: String) -> [String] {
            NothingFound.lines("No case is counted", unit: "29242 Phường 3", from: from, through: through, today: today)
        }
        #expect(
            Self.text(lines("2027-01-01", ""))
                == "No case is counted in 29242 Phường 3 from 2027-01-01 on. These days are still to come."
        )
        #expect(lines("2026-11-26", "2026-12-31").joined(separator: " ").hasSuffix("through 2026-12-31."))
        #expect(lines("2027-01-01", "2027-12-31").allSatisfy { TextLayout.width($0) <= 80 })
    }

    @Test
    func `Figures say why the units do not add up, where they do not`() throws {
        let text = FigureText(try RegisterLookup())
        let unit = WireUnitFigures.make {
            $0.unit = "29242"
            $0.received = 2
        }
        func lines(total: UInt64) -> [String] {
            text.lines(
                .make {
                    $0.geography = "2022-10"
                    $0.units = [unit]
                    $0.total = .make { $0.received = total }
                }
            )
        }
        #expect(lines(total: 3).contains { $0.contains("Denunciations") })
        #expect(!lines(total: 2).contains { $0.contains("Denunciations") })
        #expect(lines(total: 3).allSatisfy { TextLayout.width($0) <= 80 })
    }

    @Test
    func `The feed's line of a sealed case is its number and version`() throws {
        let event = WireFeedEvent.make {
            $0.recordedAt = Self.time
            $0.unitPath = ["84", "84TTPVHCC"]
            $0.registerEdition = "2022-10"
            $0.caseChanged = .make {
                $0.caseNumber = 5
                $0.version = 2
            }
        }
        let line = FeedLine(try RegisterLookup()).text(event)
        #expect(line == "08:30:30  case 5 v2  sealed: no more is told of it")
    }

    @Test
    func `A key of a unit that is no more names it with its edition`() throws {
        let key = Principal(
            name: try PrincipalName("hoa"),
            role: .desk(unit: "29245"),
            publicKey: try CurveKeyPair.generate().publicKey,
            createdAt: Timestamp(microseconds: Self.time)
        )
        let now = Self.text(KeyText.table([key], try RegisterLookup(edition: "2025-07")).lines())
        #expect(now.contains("29245 phường 2") && now.contains("(2022-10)"))
        let before = Self.text(KeyText.table([key], try RegisterLookup(edition: "2022-10")).lines())
        #expect(!before.contains("(2022-10)"))
    }

    @Test
    func `Words of a name find units, and words of none find nothing`() throws {
        let edition = try RegisterLookup().edition
        #expect(edition.units(withWords: "trung tam").map(\.code.text) == ["84TTPVHCC"])
        #expect(edition.units(withWords: "Trung tâm phục vụ").map(\.code.text) == ["84TTPVHCC"])
        #expect(edition.units(withWords: "trung tam khong co").isEmpty && edition.units(withWords: " ").isEmpty)
    }
}
