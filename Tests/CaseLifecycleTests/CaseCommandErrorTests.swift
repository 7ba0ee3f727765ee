import CaseLifecycle
import Testing

@Suite("What refused commands say")
struct CaseCommandErrorTests {
    private static let secret = "nguyen-van-a-0912345678"

    @Test("Every error has its own code and a text in both languages")
    func texts() throws {
        let state = try #require(LifecycleDefinition.smallest.definition(of: .assigned))
        let transition = try #require(LifecycleDefinition.smallest.transitions.last)
        let errors: [CaseCommandError] = [
            .staleVersion(expected: 1, current: 2, state: state), .notAllowed(in: state, allowed: [transition]),
            .roleNotAllowed(transition), .reasonMissing(transition), .reasonTooLong(length: 2001, limit: 2000),
            .unitMissing(transition), .unitNotExpected(transition), .idempotencyKeyReused(version: 3),
            .historyFull(limit: 10_000), .wrongDefinition(needed: "a", given: "b"),
        ]
        #expect(Set(errors.map(\.code)).count == errors.count)
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(Set(errors.map(\.vietnameseText)).count == errors.count)
        #expect(
            errors[0].description
                == "The case is at version 2 in state 'assigned', the command expected version 1. "
                + "Look at the case again, then repeat the command with the new version and a new key."
        )
        #expect(
            errors[1].vietnameseText
                == "Không thực hiện được ở trạng thái “Đã phân công, chuyển xử lý”. Có thể: Giải quyết."
        )
        #expect(errors[2].description.contains("officer, operator"))
        #expect(
            CaseCommandError.notAllowed(in: state, allowed: []).description
                == "The case is in state 'assigned', from which nothing further can happen."
        )
    }

    @Test("Nothing that the sender wrote comes back in an error's text")
    func nothingPersonal() throws {
        let opened = try CaseFixture.opened()
        let stranger = Actor(.officer, identifier: Self.secret, role: Role(rawValue: Self.secret))
        let named = Actor(.officer, identifier: Self.secret)
        let event = CaseEventKind(rawValue: Self.secret)
        let long = String(repeating: Self.secret, count: 100)
        let commands = [
            try CaseFixture.command(event, on: opened, by: named, key: Self.secret),
            try CaseFixture.command(.accept, on: opened, by: stranger, key: Self.secret),
            try CaseFixture.command(.accept, on: opened, by: named, reason: long, key: Self.secret),
            try CaseFixture.command(.accept, on: opened, by: named, unit: Self.secret, key: Self.secret),
        ]
        for command in commands {
            var subject = opened
            let error = try #require(throws: CaseCommandError.self) { try subject.apply(command, under: .smallest) }
            for text in [error.description, error.vietnameseText, "\(error)", String(reflecting: error)] {
                #expect(!text.contains(Self.secret))
            }
        }
    }
}
