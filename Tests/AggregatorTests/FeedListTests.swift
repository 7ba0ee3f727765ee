import CivilTime
import FeedbackProtocol
import Testing

@testable import Aggregator

@Suite("List of followed prefixes")
struct FeedListTests {
    /// Outside of the expectation's macro, which cannot change what it looks at.
    private func add(_ topic: [UInt8], of userID: String, to list: inout SubscriptionList) -> Bool {
        list.add(topic, of: userID)
    }

    private func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "A topic is followed by whoever follows a prefix of it",
        arguments: [
            ("", true), ("case", true), ("case/", true), ("case/84/842/", true), ("case/84/842/29242/", true),
            ("ca", true), ("case/84/8", true), ("rating", false), ("case/84/843/", false), ("cas/", false),
            ("case/84/842/29242/1/", false), ("case/84/841", false),
        ]
    )
    func matching(prefix: String, isFollowed: Bool) {
        var list = SubscriptionList()
        do {
            let isAdded = self.add(self.utf8(prefix), of: "one", to: &list)
            #expect(isAdded)
        }
        #expect(list.matches(self.utf8("case/84/842/29242/")) == isFollowed)
        list.connectionEnded(self.utf8(prefix))
        #expect(list.isEmpty)
        #expect(!list.matches(self.utf8("case/84/842/29242/")))
    }

    @Test("The end of a refused connection, and a follower's word, take nothing from another follower")
    func conservative() {
        var list = SubscriptionList()
        let topic = self.utf8("case/84/")
        list.refuse(topic)
        #expect(list.isEmpty)
        do {
            let isAdded = self.add(topic, of: "province", to: &list)
            #expect(isAdded)
        }
        list.connectionEnded(topic)
        #expect(list.matches(topic))
        do {
            let isAdded = self.add(topic, of: "liar", to: &list)
            #expect(isAdded)
        }
        list.takeBack(topic, of: "liar")
        list.connectionEnded(topic)
        #expect(list.matches(topic))
        list.connectionEnded(topic)
        #expect(list.isEmpty)
        list.connectionEnded(topic)
        #expect(list.isEmpty)
    }

    @Test("One key follows so many prefixes and no more, none longer than a topic, and others are not hindered")
    func limits() {
        var list = SubscriptionList()
        let topics = (0...SubscriptionList.mostPerKey).map { self.utf8("case/84/\($0)/") }
        for topic in topics.dropLast() {
            let isAdded = self.add(topic, of: "one", to: &list)
            #expect(isAdded)
        }
        do {
            let isAdded = self.add(topics[SubscriptionList.mostPerKey], of: "one", to: &list)
            #expect(!isAdded)
        }
        do {
            let isAdded = self.add(topics[0], of: "one", to: &list)
            #expect(isAdded, "Connecting anew needs no more room")
        }
        do {
            let isAdded = self.add(topics[SubscriptionList.mostPerKey], of: "another", to: &list)
            #expect(isAdded)
        }
        list.takeBack(topics[1], of: "one")
        do {
            let isAdded = self.add(self.utf8("case/84/new/"), of: "one", to: &list)
            #expect(isAdded)
        }
        list.connectionEnded(topics[2])
        do {
            let isAdded = self.add(self.utf8("case/84/newer/"), of: "one", to: &list)
            #expect(isAdded)
        }
        let longest = [UInt8](repeating: 0x2F, count: FeedTopic.maximumSize)
        do {
            let isAdded = self.add(longest, of: "another", to: &list)
            #expect(isAdded)
        }
        do {
            let isAdded = self.add(longest + [0x2F], of: "another", to: &list)
            #expect(!isAdded)
        }
    }

    @Test("When there are too many to tell apart, everything counts as followed")
    func overflow() {
        var odd = SubscriptionList()
        for number in 0...SubscriptionList.mostOddPrefixes {
            #expect(!odd.matches(self.utf8("rating/84/")))
            do {
                let isAdded = self.add(self.utf8("case/84/\(number)"), of: "one", to: &odd)
                #expect(isAdded)
            }
        }
        #expect(odd.matches(self.utf8("rating/84/")))

        var refused = SubscriptionList()
        for number in 0...SubscriptionList.mostPrefixes {
            #expect(refused.isEmpty)
            refused.refuse(self.utf8("case/84/\(number)/"))
        }
        #expect(!refused.isEmpty)
        #expect(refused.matches(self.utf8("rating/84/")))
    }

    @Test("A drain is flawed by the end of a connection that may have been accepted in it, and by too much")
    func drain() throws {
        var drain = SubscriptionDrain()
        try drain.connectionEnded(self.utf8("case/"))
        drain.accept(self.utf8("case/"), of: "one")
        try drain.connectionEnded(self.utf8("rating/"))
        #expect(drain.culprit == nil)
        var ended = drain
        #expect(throws: SubscriptionDrain.Flaw.connectionEnded) { try ended.connectionEnded(self.utf8("case/")) }
        #expect(ended.culprit == "one")
        var shared = drain
        shared.accept(self.utf8("case/"), of: "another")
        #expect(throws: SubscriptionDrain.Flaw.connectionEnded) { try shared.connectionEnded(self.utf8("case/")) }
        #expect(shared.culprit == nil, "It cannot be told whose connection ended")
        for _ in 0..<SubscriptionDrain.mostMessages { try drain.take(of: "flood") }
        var full = drain
        #expect(throws: SubscriptionDrain.Flaw.tooMuch) { try full.take(of: "one") }
        #expect(full.culprit == "flood")
    }

    @Test("A key may ask for so much and no more, since nothing that was asked for is let go of")
    func bounds() {
        var list = SubscriptionList()
        let longest = [UInt8](repeating: 0x2F, count: FeedTopic.maximumSize)
        var isWithin = list.ask(longest, of: "one")
        #expect(isWithin)
        isWithin = list.ask(longest + [0x2F], of: "one")
        #expect(!isWithin)
        for number in 1..<SubscriptionList.mostAskedPerKey {
            let topic = self.utf8("case/84/\(number)/")
            isWithin = list.ask(topic, of: "one")
            #expect(isWithin)
            // Taken back, perhaps on another connection, it is kept all the same.
            _ = self.add(topic, of: "one", to: &list)
            list.takeBack(topic, of: "one")
            list.connectionEnded(topic)
        }
        isWithin = list.ask(longest, of: "one")
        #expect(isWithin, "The same again needs no more room")
        isWithin = list.ask(self.utf8("case/"), of: "one")
        #expect(!isWithin)
        isWithin = list.ask(self.utf8("case/"), of: "another")
        #expect(isWithin)

        for number in 1...SubscriptionList.mostOutOfScopePerKey {
            isWithin = list.refuseScope(of: self.utf8("case/\(number)/"), to: "two")
            #expect(isWithin)
        }
        isWithin = list.refuseScope(of: self.utf8("case/1/"), to: "two")
        #expect(isWithin)
        isWithin = list.refuseScope(of: self.utf8("case/0/"), to: "two")
        #expect(!isWithin)
    }
}

@Suite("What makes all followers connect anew")
struct FeedDisturbancesTests {
    private static let start = Timestamp(microseconds: 1_665_711_000_000_000)

    @Test("A key of which it happens three times within a minute is kept out, one that is not known never")
    func keysOut() {
        var disturbances = FeedDisturbances()
        func note(_ userID: String?, _ seconds: [Int64]) -> [Bool] {
            seconds.map { disturbances.note(of: userID, at: Self.start.advanced(by: .seconds($0))).keepsOut }
        }
        let known = note("one", [0, 1]) + note("two", [2]) + note("one", [59]) + note("two", [61, 63])
        // The first ones are forgotten by then.
        #expect(known == [false, false, false, true, false, false])
        let unknown = note(nil, [100, 101, 102, 103])
        #expect(unknown == [false, false, false, false])
        let earlier = note("one", [10])
        #expect(earlier == [false], "After the clock was set back nothing is known of the time ahead")
    }

    @Test("The feed is opened at once the first time, ever later when it goes on, and at once after a quiet minute")
    func pauses() {
        var disturbances = FeedDisturbances()
        let seconds = Array(Int64(0)..<12) + [72]
        let pauses = seconds.map { disturbances.note(of: nil, at: Self.start.advanced(by: .seconds($0))).pause }
        #expect(pauses.first == .zero)
        #expect(pauses[1] == FeedDisturbances.shortestPause)
        #expect(zip(pauses, pauses.dropFirst().dropLast()).allSatisfy { $0 <= $1 })
        #expect(pauses[11] == FeedDisturbances.longestPause)
        #expect(pauses.last == .zero)
    }
}
