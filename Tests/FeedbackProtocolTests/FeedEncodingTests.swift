import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Testing

/// The feed's events are written without message objects: the bytes must be those that SwiftProtobuf makes.
@Suite("The feed's own encoding")
struct FeedEncodingTests {
    private static func position(_ generator: inout SeededGenerator) throws -> FeedPosition {
        let depth = Int.random(in: 1...4, using: &generator)
        return FeedPosition(
            origin: ["a1", "origin-of-another-province", ""].randomElement(using: &generator) ?? "",
            number: UInt64.random(
                in: 0...UInt64.max >> UInt64.random(in: 0...63, using: &generator),
                using: &generator
            ),
            recordedAt: Timestamp(
                microseconds: Int64.random(in: -1_000_000_000...2_000_000_000_000_000, using: &generator)
            ),
            path: try #require(UnitPath((0..<depth).map { "8\($0)" })),
            scopeSequences: (0..<depth).map { _ in UInt64.random(in: 0...1_000_000, using: &generator) },
            registerEdition: FeedCode(["2022-10", ""].randomElement(using: &generator) ?? "")
        )
    }

    /// An event with what the position says, made by SwiftProtobuf.
    private static func event(
        at position: FeedPosition,
        restatedDay: Day?,
        _ fill: (inout WireFeedEvent) -> Void
    ) throws -> [UInt8] {
        try WireFeedEvent.make {
            $0.origin = position.place.origin
            $0.number = position.number
            $0.recordedAt = position.recordedAt.microseconds
            $0.unitPath = position.place.path.codes
            $0.scopeSequences = position.scopeSequences
            $0.registerEdition = position.place.registerEdition.rawValue
            if let restatedDay { $0.restatedDay = restatedDay.daysSinceEpoch }
            fill(&$0)
        }.encoded()
    }

    private static func read(_ submission: WireSubmission) throws -> RatingFacts? {
        let bytes = try submission.encoded()
        return RatingFacts(reading: bytes.span)
    }

    private static func cutToMinute(_ microseconds: Int64) -> Int64 {
        microseconds - (microseconds % 60_000_000 + 60_000_000) % 60_000_000
    }

    @Test
    func `A rating's event, read from the submission's bytes, is what SwiftProtobuf makes of it`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let codes = ["", "land", "civil-status", "greets", "late-result", "x"]
        for _ in 0..<500 {
            let position = try Self.position(&generator)
            let capturedAt =
                position.recordedAt.microseconds - Int64.random(in: -100...900_000_000_000, using: &generator)
            let submission = WireSubmission.make {
                $0.capturedAt = capturedAt
                $0.office = ["29242", "29245", ""].randomElement(using: &generator) ?? ""
                $0.counter = ["", "Quầy 2", "7"].randomElement(using: &generator) ?? ""
                $0.field = codes.randomElement(using: &generator) ?? ""
                $0.language = "km"
                $0.rating = .make {
                    $0.scale = "faces-5"
                    $0.level = UInt32.random(in: 0...300, using: &generator)
                    $0.criteria = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                        .make {
                            $0.criterion = codes.randomElement(using: &generator) ?? ""
                            $0.met = Bool.random(using: &generator)
                        }
                    }
                    $0.reasons = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                        codes.randomElement(using: &generator) ?? ""
                    }
                }
            }
            let facts = try #require(RatingFacts(submission))
            #expect(try Self.read(submission) == facts, "seed \(seed)")
            let day = Timestamp(microseconds: capturedAt).localDay
            let expected = try Self.event(at: position, restatedDay: day < position.recordedAt.localDay ? day : nil) {
                $0.ratingGiven = .make {
                    $0.office = submission.office
                    $0.counter = submission.counter
                    $0.field = submission.field
                    $0.scale = "faces-5"
                    $0.level = submission.rating.level
                    $0.criteria = submission.rating.criteria
                    $0.reasons = submission.rating.reasons
                    $0.capturedAt = Self.cutToMinute(capturedAt)
                }
            }
            #expect(FeedEventFactory.rating(facts, at: position).bytes == expected, "seed \(seed)")
            let unreadable = try Self.event(at: position, restatedDay: nil) { _ in }
            #expect(FeedEventFactory.unreadableRating(at: position).bytes == unreadable, "seed \(seed)")
        }
    }

    @Test
    func `A case's events are what SwiftProtobuf makes of them, and of a denunciation no more than a number`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let position = try Self.position(&generator)
            let lane = Lane.allCases.randomElement(using: &generator) ?? .feedback
            let isOpening = Bool.random(using: &generator)
            let facts = CaseChangeFacts(
                caseNumber: isOpening ? position.number : position.number / 2,
                lane: lane,
                subject: FeedCode(["attitude", ""].randomElement(using: &generator) ?? ""),
                field: FeedCode("land"),
                office: FeedUnitCode("29242"),
                state: FeedCode("assigned"),
                version: UInt32.random(in: 0...70_000, using: &generator),
                capturedAt: Timestamp(
                    microseconds: position.recordedAt.microseconds
                        - Int64.random(in: 0...900_000_000_000, using: &generator)
                ),
                routingRule: FeedCode("rule-1"),
                routingRuleSet: FeedCode(["default-1", ""].randomElement(using: &generator) ?? "")
            )
            let isSealed = lane == .denunciation
            let day = facts.capturedAt.localDay
            let isLate = facts.caseNumber == position.number && !isSealed && day < position.recordedAt.localDay
            let expected = try Self.event(at: position, restatedDay: isLate ? day : nil) {
                $0.caseChanged = .make {
                    $0.caseNumber = facts.caseNumber
                    $0.version = facts.version
                    guard !isSealed else { return }
                    $0.lane = WireLane(lane)
                    $0.subject = facts.subject.rawValue
                    $0.field = facts.field.rawValue
                    $0.office = facts.office.rawValue
                    $0.responsibleUnit = position.place.path.codes.last ?? ""
                    $0.state = facts.state.rawValue
                    $0.capturedAt = Self.cutToMinute(facts.capturedAt.microseconds)
                    $0.routingRule = facts.routingRule.rawValue
                    $0.routingRuleSet = facts.routingRuleSet.rawValue
                }
            }
            #expect(FeedEventFactory.caseChanged(facts, at: position).bytes == expected, "seed \(seed)")
            let left = FeedEventFactory.caseLeft(caseNumber: facts.caseNumber, version: facts.version, at: position)
            let expectedLeft = try Self.event(at: position, restatedDay: nil) {
                $0.caseLeft = .make { ($0.caseNumber, $0.version) = (facts.caseNumber, facts.version) }
            }
            #expect(left.bytes == expectedLeft && left.scopeSequences == position.scopeSequences, "seed \(seed)")
        }
    }

    @Test
    func `Replies are put together of events and offices as SwiftProtobuf would`() throws {
        let facts = try #require(RatingFacts(SampleSubmissions.rating))
        var generator = SeededGenerator(seed: 7)
        let events = try (0..<3).map { _ in FeedEventFactory.rating(facts, at: try Self.position(&generator)) }
        let told = try WireReplayReply(decoding: ReplayEnvelope.reply(to: 9, events: events[...], nextSequence: 4))
        #expect(told.requestID == 9 && told.events.events == events.map(\.event) && told.events.nextSequence == 4)
        let nothing = try WireReplayReply(decoding: ReplayEnvelope.reply(to: 0, events: [], nextSequence: 0))
        #expect(nothing == WireReplayReply.make { $0.events = .init() })
        let office = WireRatedOffice.make {
            ($0.unitPath, $0.days) = (["84"], [.make { ($0.day, $0.levels) = (-3, [1]) }])
        }
        let content = SnapshotContent(
            .make { ($0.origin, $0.position) = ("a", 5) },
            cases: events.map(\.bytes),
            ratings: [try office.encoded()]
        )
        let piece = try WireReplayReply(decoding: ReplayEnvelope.reply(to: 3, snapshot: content)).snapshot
        #expect(piece.origin == "a" && piece.position == 5 && piece.cases == events.map(\.event))
        #expect(piece.ratings == [office])
    }

    @Test
    func `What is no rating, or cut anywhere, gives no facts or those of its whole`() throws {
        #expect(try Self.read(SampleSubmissions.entry) == nil)
        let bytes = try SampleSubmissions.rating.encoded()
        for end in bytes.indices {
            let cut = Array(bytes[..<end])
            let decoded = (try? WireSubmission(decoding: cut)).flatMap { RatingFacts($0) }
            let read = RatingFacts(reading: cut.span)
            #expect(read == decoded, "cut at \(end)")
        }
    }
}
