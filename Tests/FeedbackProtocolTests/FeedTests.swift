import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Testing

/// Topics, scopes and what may go out on the feed.
struct FeedTests {
    private let path: UnitPath

    init() throws {
        self.path = try #require(UnitPath(["84", "842", "29242"]))
    }

    @Test func topicsReadBackAsWritten() {
        for stream in FeedStream.allCases {
            let topic = FeedTopic(stream, self.path)
            #expect(topic.description == "\(stream.rawValue)/84/842/29242/")
            #expect(FeedTopic(topic.description) == topic)
            #expect(FeedTopic(bytes: topic.bytes) == topic)
            #expect(FeedTopic("\(stream.rawValue)/") == FeedTopic(stream, .all))
        }
    }

    @Test(arguments: ["", "case", "/", "case//", "case/84", "cases/84/", "case/84//", "case/8 4/", "case/84/\u{0}/"])
    func refusesWhatIsNoTopic(_ text: String) {
        #expect(FeedTopic(text) == nil)
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(FeedTopic(bytes: [0xFF, 0x2F]) == nil)
        #expect(FeedTopic(bytes: [UInt8](repeating: 0x2F, count: 10_000)) == nil)
        #expect(UnitPath(.init(repeating: "1", count: 17)) == nil)
    }

    @Test func containsIsThePrefixOfBytes() throws {
        let district = FeedTopic(.cases, try #require(UnitPath(["84", "842"])))
        let commune = FeedTopic(.cases, self.path)
        let lookAlike = FeedTopic(.cases, try #require(UnitPath(["84", "8421"])))
        for (scope, topic) in [(district, commune), (commune, district), (district, lookAlike), (commune, commune)] {
            #expect(scope.contains(topic) == topic.bytes.starts(with: scope.bytes))
        }
        #expect(district.contains(commune) && !district.contains(lookAlike))
        #expect(!district.contains(FeedTopic(.ratings, self.path)))
        #expect(self.path.scopes.map(\.description) == ["84/", "84/842/", "84/842/29242/"])
    }

    @Test func subscriptionsStayInScope() throws {
        let scope = try #require(UnitPath(["84", "842"]))
        let permitted = { (text: String) in FeedTopic.isPermitted(subscription: Array(text.utf8), in: scope) }
        #expect(permitted("case/84/842/") && permitted("case/84/842/29"))
        #expect(!permitted("") && !permitted("case/") && !permitted("case/84/842") && !permitted("case/84/844/"))
        #expect(FeedTopic.isPermitted(subscription: [], in: .all))
    }

    private func position(_ sequences: [UInt64]) -> FeedPosition {
        FeedPosition(
            origin: "a",
            number: 7,
            recordedAt: Timestamp(microseconds: 5),
            path: self.path,
            scopeSequences: sequences,
            registerEdition: FeedCode("2022-10")
        )
    }

    @Test func ratingEventHasItsFactsAndTheMinute() throws {
        let facts = try #require(RatingFacts(SampleSubmissions.rating))
        let message = FeedEventFactory.rating(facts, at: self.position([3, 2, 1]))
        #expect(message.topic.description == "rating/84/842/29242/")
        #expect(message.event.unitPath == ["84", "842", "29242"] && message.event.scopeSequences == [3, 2, 1])
        #expect(message.event.registerEdition == "2022-10")
        let given = message.event.ratingGiven
        #expect(given.office == "29242" && given.counter == "Quầy 2" && given.scale == "faces-5" && given.level == 2)
        #expect(given.criteria == SampleSubmissions.rating.rating.criteria)
        #expect(given.reasons == SampleSubmissions.rating.rating.reasons)
        #expect(given.capturedAt == SampleSubmissions.time.microseconds - 30_000_000)
        #expect(RatingFacts(SampleSubmissions.entry) == nil)
    }

    @Test("A counter's number is told, and no other label, which might be a name")
    func counters() {
        for label in ["2", "A3", "12", "Quầy 2", "quầy 12b", "Counter-7", "Cửa 1", "Ô 4"] {
            #expect(FeedLabel(label).rawValue == label)
        }
        for label in [
            "", "Hoa", "Quầy chị Hoa", "Nguyễn 2", "chị Hoa 2", "0912345678", "Quầy 0912345678", "Quầy 2 Hoa",
        ] {
            #expect(FeedLabel(label).rawValue.isEmpty)
        }
    }

    @Test func caseEventHasItsFactsAndNothingTyped() {
        let facts = CaseChangeFacts(
            caseNumber: 9,
            lane: .feedback,
            subject: FeedCode("Nguyễn Văn Ánh"),
            field: FeedCode("0912345678"),
            office: FeedUnitCode("29242"),
            state: FeedCode("assigned"),
            version: 2,
            capturedAt: Timestamp(microseconds: -1),
            routingRule: FeedCode(SampleSubmissions.trackingCode.symbols),
            routingRuleSet: FeedCode("default-1")
        )
        let message = FeedEventFactory.caseChanged(facts, at: self.position([3, 2, 1]))
        #expect(message.topic.description == "case/84/842/29242/")
        let changed = message.event.caseChanged
        #expect(changed.subject.isEmpty && changed.field.isEmpty && changed.routingRule.isEmpty)
        #expect(changed.state == "assigned" && changed.routingRuleSet == "default-1" && changed.lane == .feedback)
        #expect(changed.responsibleUnit == "29242" && changed.caseNumber == 9 && changed.version == 2)
        #expect(changed.capturedAt == -60_000_000)
    }

    @Test func denunciationIsANumber() {
        let facts = CaseChangeFacts(
            caseNumber: 9,
            lane: .denunciation,
            subject: FeedCode("harassment"),
            field: FeedCode("land"),
            office: FeedUnitCode("29242"),
            state: FeedCode("assigned"),
            version: 2,
            capturedAt: Timestamp(microseconds: 1_665_711_000_000_000),
            routingRule: FeedCode("denunciation-sealed-desk"),
            routingRuleSet: FeedCode("default-1")
        )
        let changed = FeedEventFactory.caseChanged(facts, at: self.position([3, 2, 1])).event.caseChanged
        #expect(changed == WireCaseChanged.make { ($0.caseNumber, $0.version) = (9, 2) })
    }

    @Test func heartbeatHasNoScopeSequences() {
        let facts = HeartbeatFacts(caseSequence: 4, ratingSequence: 5, intervalMilliseconds: 5000)
        let message = FeedEventFactory.heartbeat(facts, at: self.position([1]))
        #expect(message.topic.stream == .heartbeats && message.event.scopeSequences.isEmpty)
        #expect(message.event.heartbeat.caseSequence == 4 && message.event.heartbeat.ratingSequence == 5)
        #expect(message.event.heartbeat.protocolVersion == 1 && message.event.heartbeat.intervalMilliseconds == 5000)
    }

    @Test(arguments: [(0, nil), (-1, 19_279), (-21, 19_259), (1, nil)] as [(Int64, Int32?)])
    func aRatingThatComesAfterItsDayRestatesThatDay(_ days: Int64, _ restated: Int32?) throws {
        // Half past midnight on the province's clocks, which is the day before in UTC.
        let recordedAt = Timestamp(startOf: Day(daysSinceEpoch: 19_280)).advanced(by: .seconds(1800))
        var facts = try #require(RatingFacts(SampleSubmissions.rating))
        facts.capturedAt = recordedAt.advanced(by: .seconds(86_400 * days))
        var position = self.position([3, 2, 1])
        position.recordedAt = recordedAt
        let event = FeedEventFactory.rating(facts, at: position).event
        #expect(event.hasRestatedDay == (restated != nil) && event.restatedDay == restated ?? 0)
        // A minute before midnight is another day.
        facts.capturedAt = recordedAt.advanced(by: .seconds(-1860))
        #expect(FeedEventFactory.rating(facts, at: position).event.restatedDay == 19_279)
    }

    @Test func ofACaseOnlyTheEventThatOpenedItRestates() {
        var facts = CaseChangeFacts(
            caseNumber: 7,
            lane: .feedback,
            subject: .none,
            field: .none,
            office: FeedUnitCode("29242"),
            state: FeedCode("assigned"),
            version: 1,
            capturedAt: Timestamp(microseconds: -200_000_000_000),
            routingRule: .none,
            routingRuleSet: .none
        )
        #expect(FeedEventFactory.caseChanged(facts, at: self.position([1, 1, 1])).event.restatedDay == -3)
        facts.lane = .denunciation
        #expect(!FeedEventFactory.caseChanged(facts, at: self.position([1, 1, 1])).event.hasRestatedDay)
        (facts.lane, facts.caseNumber) = (.feedback, 6)
        #expect(!FeedEventFactory.caseChanged(facts, at: self.position([1, 1, 1])).event.hasRestatedDay)
    }

    @Test func aSummaryIsToldByStateAndScale() {
        var facts = UnitSummaryFacts(on: Day(daysSinceEpoch: 19_280))
        (facts.caseSequence, facts.ratingSequence, facts.overdueCases) = (9, 8, 2)
        facts.openCases = [FeedCode("reviewed"): 1, FeedCode("assigned"): 3]
        facts.ratings = [FeedCode("faces-5"): [0, 2, 0, 0, 0, 0]]
        let message = FeedEventFactory.summary(facts, at: self.position([1]))
        #expect(message.topic.description == "summary/84/842/29242/" && message.event.scopeSequences.isEmpty)
        let summary = message.event.unitSummary
        #expect(
            summary.openCases.map(\.state) == ["assigned", "reviewed"] && summary.openCases.map(\.count) == [3, 1]
        )
        #expect(summary.caseSequence == 9 && summary.ratingSequence == 8 && summary.overdueCases == 2)
        #expect(summary.day == 19_280 && summary.ratings.first?.levels == [0, 2] && !summary.ratingsBehind)
        facts.areRatingsBehind = true
        #expect(FeedEventFactory.summary(facts, at: self.position([1])).event.unitSummary.ratingsBehind)
    }

    @Test func aPrefixIsOfTheStreamsThatItMatches() {
        for (prefix, streams) in [
            ("", FeedStream.allCases), ("s", [.summaries]), ("summary/84/", [.summaries]), ("x", []),
            ("case", [.cases]),
        ] {
            #expect(FeedStream.allCases.filter { FeedTopic.isPrefix(Array(prefix.utf8), of: $0) } == streams)
        }
    }
}
