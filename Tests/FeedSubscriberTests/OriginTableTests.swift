import Testing

@testable import FeedSubscriber

@Suite("Origins of a session")
struct OriginTableTests {
    @Test
    func `Each name keeps its number, and no more are taken than can be followed`() {
        var table = OriginTable()
        #expect(table.number(of: "a1") == 0 && table.number(of: "a2") == 1 && table.number(of: "a1") == 0)
        #expect(table.name(of: 1) == "a2")
        #expect(table.name(of: 2).isEmpty && table.name(of: .max).isEmpty)
        for number in 2..<OriginTable.most { #expect(table.number(of: "b\(number)") == UInt64(number)) }
        #expect(table.number(of: "one more") == nil)
        #expect(table.number(of: "a2") == 1)
    }
}
