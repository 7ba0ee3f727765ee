import FeedbackProtocol
import Testing

@Suite("Bundles of events")
struct FeedBundlesTests {
    private static func path(_ codes: String...) throws -> UnitPath { try #require(UnitPath(codes)) }

    @Test
    func `An event may be in the bundles of its unit and of each above it, of its stream alone`() throws {
        let topic = FeedTopic(.cases, try Self.path("84", "842", "29242"))
        let topics = FeedBundles.topics(of: topic).map { String(decoding: $0, as: UTF8.self) }
        #expect(topics == ["cases/*", "cases/84/*", "cases/84/842/*", "cases/84/842/29242/*"])
        for stream in FeedStream.allCases where stream != .cases && stream != .ratings {
            #expect(FeedBundles.topics(of: FeedTopic(stream, topic.path)).isEmpty)
        }
    }

    @Test
    func `No topic of bundles is the beginning of another topic, so nobody hears an event twice`() throws {
        let paths = [UnitPath.all, try Self.path("8"), try Self.path("84"), try Self.path("84", "842")]
        let bundles = paths.flatMap { path in
            [FeedStream.cases, .ratings].compactMap { FeedBundles.topic(of: $0, path) }
        }
        let all = bundles + FeedStream.allCases.flatMap { stream in paths.map { FeedTopic(stream, $0).bytes } }
        for one in bundles {
            #expect(all.count { $0.starts(with: one) } == 1, "\(String(decoding: one, as: UTF8.self))")
        }
        // Nor do topics of single events begin those of bundles.
        for stream in [FeedStream.cases, .ratings] {
            let single = FeedTopic(stream, try Self.path("84")).bytes
            #expect(!bundles.contains { $0.starts(with: single) })
        }
    }

    @Test
    func `Only bundles of the own unit and of those below it may be followed`() throws {
        let scope = try Self.path("84", "842")
        let others = [UnitPath.all, try Self.path("84"), try Self.path("84", "844"), try Self.path("84", "8421")]
        for stream in [FeedStream.cases, .ratings] {
            for path in [scope, try Self.path("84", "842", "29242")] {
                let topic = try #require(FeedBundles.topic(of: stream, path))
                #expect(FeedTopic.isPermitted(subscription: topic, in: scope), "\(path)")
            }
            for path in others {
                let topic = try #require(FeedBundles.topic(of: stream, path))
                #expect(!FeedTopic.isPermitted(subscription: topic, in: scope), "\(path)")
                #expect(FeedTopic.isPermitted(subscription: topic, in: .all))
            }
        }
        #expect(!FeedTopic.isPermitted(subscription: Array("cases/".utf8), in: scope))
    }

    @Test("Whatever is added, each topic tells all of it in order, in bundles of a bounded size", arguments: 1...20)
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let topics = [Array("cases/84/*".utf8), Array("cases/84/842/*".utf8), Array("ratings/84/*".utf8)]
        var bundles = FeedBundles()
        var given: [[UInt8]: [UInt64]] = [:]
        var told: [[UInt8]: [UInt64]] = [:]
        func take(_ frames: [FeedBundles.Frames]) throws {
            for frame in frames {
                let events = try WireFeedBundle(decoding: frame.bytes).events
                #expect(frame.bytes.count < FeedBundles.size + 600 && !events.isEmpty, "seed \(seed)")
                told[frame.topic, default: []] += events.map(\.number)
            }
        }
        for number in 1...UInt64.random(in: 1...200, using: &generator) {
            let event = WireFeedEvent.make {
                $0.number = number
                $0.origin = String(repeating: "x", count: Int.random(in: 0...500, using: &generator))
            }
            let chosen = topics.filter { _ in Bool.random(using: &generator) }
            for topic in chosen { given[topic, default: []].append(number) }
            try take(bundles.add(try event.encoded(), to: chosen))
            if Int.random(in: 0..<20, using: &generator) == 0 { try take(bundles.takeAll()) }
        }
        try take(bundles.takeAll())
        #expect(told == given, "seed \(seed)")
        #expect(bundles.takeAll().isEmpty)
    }
}
