import AdministrativeRegister
import FeedbackProtocol
import Foundation
import OperatorClient
import Testing

@Suite("Texts")
struct TextTests {
    private static let time: Int64 = 1_665_711_030_000_000

    private static let summary = WireCaseSummary.make {
        $0.number = 1_234_567
        $0.lane = .complaint
        $0.subject = "late-result"
        $0.field = "civil-status"
        $0.office = "29242"
        $0.responsibleUnit = "29242"
        $0.state = "assigned"
        $0.version = 2
        $0.receivedAt = Self.time
        $0.changedAt = Self.time
        $0.registerEdition = "2022-10"
    }

    private static let detail = WireCaseDetail.make {
        $0.summary = Self.summary
        $0.text = Array(repeating: "Tôi đã chờ rất lâu.\u{1B}[2J", count: 30).joined(separator: " ")
        $0.trackingCode = "7M2QK0X9V8"
        $0.capturedAt = Self.time
        $0.sealedContact = .make { $0.keyID = Data([1, 2, 3]) }
        $0.routingRule = "complaint-author"
        $0.routingRuleSet = "default-1"
        $0.kiosk = "kiosk-29242-1"
        $0.history = ["receive", "assign"].enumerated().map { index, event in
            .make {
                $0.version = UInt32(index + 1)
                $0.event = event
                $0.state = index == 0 ? "received" : "assigned"
                $0.actor = "routing"
                $0.at = Self.time
                $0.reason = "Chuyển đến đơn vị có trách nhiệm trả lời người dân"
            }
        }
    }

    @Test("A list of cases has the Vietnamese labels and fits into 80 columns")
    func caseTable() throws {
        let list = WireCaseList.make { $0.cases = [Self.summary, Self.summary] }
        let lines = CaseText(try RegisterLookup()).table(list).lines()
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(text.contains("1234567"))
        #expect(text.contains("phân"))
        #expect(text.contains("2022-10-14"))
    }

    @Test("A case is shown whole, wrapped, with its history, and what was typed cannot steer the terminal")
    func caseLines() throws {
        let lines = CaseText(try RegisterLookup()).lines(Self.detail)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(!lines.joined().unicodeScalars.contains { TextLayout.isControl($0) })
        #expect(lines.contains("State        assigned (Đã phân công, chuyển xử lý)"))
        #expect(lines.contains("Lane         complaint (Khiếu nại)"))
        #expect(lines.contains("Subject      late-result (Chậm trả kết quả)"))
        #expect(lines.contains("Responsible  29242 phường 3, thành phố Trà Vinh"))
        #expect(lines.contains("Tracking     7M2QK-0X9V8"))
        #expect(lines.contains("History"))
    }

    @Test("The JSON of a case has stable names")
    func caseJSON() throws {
        let json = CaseText(try RegisterLookup()).json(Self.detail).line
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "number", "state", "version", "lane", "subject", "field", "office", "responsible_unit",
                "responsible_unit_name", "received_at", "changed_at", "register_edition", "text", "tracking_code",
                "captured_at", "counter", "language", "unit_complained_about", "has_sealed_contact", "routing_rule",
                "routing_rule_set", "routing_edition", "kiosk", "history", "due_at", "due_provisional", "officer",
                "deadlines", "notices",
                "allowed", "letters", "part_of", "part_numbers", "coordinating_units", "due_date_changes",
                "has_sealed_text", "contact", "reads",
            ]
        )
        #expect(object["lane"] as? String == "complaint")
        #expect((object["history"] as? [[String: Any]])?.first?["event"] as? String == "receive")
        #expect(object["counter"] is NSNull)
    }

    @Test("The inbox tells the time left in days of the province's calendar, and fits into 80 columns")
    func inbox() throws {
        // 2022-10-18T00:00:00+07:00, the end of the 17th.
        let due: Int64 = 1_666_026_000_000_000
        let day: Int64 = 86_400_000_000
        #expect(InboxText.timeLeft(due, now: due - 1) == "hôm nay")
        #expect(InboxText.timeLeft(due, now: due - day) == "hôm nay")
        #expect(InboxText.timeLeft(due, now: due - day - 1) == "còn 1 ngày")
        #expect(InboxText.timeLeft(due, now: due) == "trễ 1 ngày")
        #expect(InboxText.timeLeft(due + day / 2, now: due + day / 2 + 1) == "trễ hạn")
        #expect(InboxText.timeLeft(0, now: due) == "")
        let list = WireCaseList.make { list in
            list.cases = [Self.summary, Self.summary]
            list.cases[0].dueAt = due
            list.cases[0].dueProvisional = true
            list.cases[0].officer = "hoa"
        }
        let lines = InboxText.table(list, now: due - 3 * day).lines()
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        let text = lines.joined(separator: " ")
        #expect(text.contains("còn 2 ngày") && text.contains("2022-10-17?") && text.contains("hoa"))
    }

    @Test("An unknown state and unit are shown by their codes")
    func unknownCodes() throws {
        let summary = WireCaseSummary.make {
            $0.number = 1
            $0.state = "reopened"
            $0.lane = .UNRECOGNIZED(42)
            $0.responsibleUnit = "ZZZ"
        }
        let line = CaseText(try RegisterLookup()).table(.make { $0.cases = [summary] }).lines()[1]
        #expect(line.contains("reopened"))
        #expect(line.contains("ZZZ"))
    }

    @Test("The kiosk table shows what is on its way and fits into 80 columns")
    func status() throws {
        let status = WireAggregatorStatus.make {
            $0.origin = "a1"
            $0.kiosks = [
                .make {
                    $0.kiosk = "kiosk-29242-1"
                    $0.office = "29242"
                    $0.receivedThrough = 1_000_000
                    $0.heardOf = 1_000_007
                    $0.lastSeenAt = Self.time
                },
                .make { $0.kiosk = "kiosk-29236-1" },
            ]
        }
        let lines = StatusText.lines(status)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(lines.contains("kiosk-29242-1  29242    1000000   1000007    7  2022-10-14 08:30"))
        #expect(StatusText.json(status).line.contains(#""gap":7,"last_seen_at":"2022-10-14T08:30:30+07:00"}"#))
        #expect(StatusText.json(status).line.contains(#""last_seen_at":null"#))
    }

    @Test("Quarantine shows what can be decoded, and bytes where nothing can")
    func quarantine() throws {
        var item = WireQuarantinedSubmission.make {
            $0.number = 9
            $0.kiosk = "kiosk-29242-1"
            $0.reason = .textTooLong
            $0.state = "held"
            $0.submission = Data([0xFF, 0xFF, 0x41])
        }
        #expect(QuarantineText.lines(item).contains { $0.hasPrefix("000000  ff ff 41") })
        let submission = WireSubmission.make {
            $0.office = "29242"
            $0.entry = .make {
                $0.lane = .feedback
                $0.text = "Xin chào"
            }
        }
        item.submission = try submission.encodedData()
        let lines = QuarantineText.lines(item)
        #expect(lines.contains("  Xin chào"))
        #expect(lines.contains("Lane    feedback (Phản ánh, kiến nghị)"))
        #expect(QuarantineText.json(item).line.contains(#""reason":"text-too-long""#))
        #expect(!QuarantineText.json(item).line.contains("submission_hex"))
        #expect(QuarantineText.json(item, withContent: true).line.contains("submission_hex"))
    }

    @Test("A unit is found by code and by name; names that several have are asked for again")
    func lookUp() throws {
        let lookup = try RegisterLookup()
        #expect(try lookup.unit("29242").code.text == "29242")
        #expect(try lookup.unit("huyen tra cu").code.text == "849")
        let several = #expect(throws: OperatorError.self) { try lookup.unit("dinh an") }
        #expect(several?.code == .usage)
        #expect(several?.message.contains("29494") == true)
        #expect(#expect(throws: OperatorError.self) { try lookup.unit("xyzzyq") }?.code == .negative)
        #expect(#expect(throws: OperatorError.self) { try RegisterLookup(edition: "1999") }?.code == .usage)
    }

    @Test("Units are listed with those above them and how they matched")
    func units() throws {
        let lookup = try RegisterLookup()
        let listing = UnitListing(lookup)
        let match = try #require(lookup.edition.matches(for: "phuong 1 tp tra vinh").first)
        #expect(
            listing.json(match.unit, quality: match.quality).line
                == #"{"code":"29239","kind":"phường","name":"1","full_name":"phường 1","parent":"842","#
                + #""path":["84","842","29239"],"edition":"2022-10","matched_by":"without_diacritics"}"#
        )
        #expect(listing.table(lookup.edition.units).lines().allSatisfy { TextLayout.width($0) <= 80 })
        #expect(listing.sheet(match.unit).lines.contains("Feed topic        case/84/842/29239/"))
    }
}
