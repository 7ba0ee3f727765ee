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
        drain.accept(self.utf8("case/"))
        try drain.connectionEnded(self.utf8("rating/"))
        #expect(throws: SubscriptionDrain.Flaw.connectionEnded) { try drain.connectionEnded(self.utf8("case/")) }
        for _ in 0..<SubscriptionDrain.mostMessages { try drain.take() }
        var full = drain
        #expect(throws: SubscriptionDrain.Flaw.tooMuch) { try full.take() }
    }
}
