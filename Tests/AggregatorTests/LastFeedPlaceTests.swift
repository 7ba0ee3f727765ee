import FeedbackProtocol
import Testing

@testable import Aggregator

@Suite("The place of the event before")
struct LastFeedPlaceTests {
    @Test
    func `It is taken again for the same unit in the same edition, and for nothing else`() throws {
        var places = LastFeedPlace(origin: "a1")
        let asked: [(unitPath: [String], registerEdition: String)] = [
            (["84", "842"], "2022-10"), (["84", "842"], "2022-10"), (["84", "842"], "2025-07"),
            (["84", "844"], "2025-07"), (["84"], "2025-07"), (["84", "842"], "2022-10"),
        ]
        for (unitPath, registerEdition) in asked {
            let found = places.place(ofUnitPath: unitPath, registerEdition: registerEdition)
            let place = try #require(found)
            let expected = FeedPlace(
                origin: "a1",
                path: try #require(UnitPath(unitPath)),
                registerEdition: FeedCode(registerEdition)
            )
            #expect(place == expected, "\(unitPath) \(registerEdition)")
        }
        let nothing = places.place(ofUnitPath: ["no unit"], registerEdition: "2022-10")
        #expect(nothing == nil)
    }
}
