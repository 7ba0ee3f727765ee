import FeedbackProtocol
import Foundation
import Identity
import OperatorClient
import Testing
import ZeroMQ

/// What stands in a unit, as people and programs read it.
struct SnapshotTextTests {
    private static let path = ["84", "842"]

    private static func event(_ number: UInt64, _ unit: String, _ state: String, _ lane: WireLane) -> WireFeedEvent {
        .make {
            $0.origin = "a1"
            $0.number = number
            $0.unitPath = Self.path + [unit]
            $0.scopeSequences = [number, number, number]
            $0.registerEdition = "2022-10"
            $0.caseChanged = .make {
                $0.caseNumber = number
                $0.lane = lane
                $0.state = state
            }
        }
    }

    private static let cases = WireSnapshotPiece.make {
        $0.origin = "a1"
        $0.position = 1_234_567
        $0.sequence = 45
        $0.takenAt = 1_665_711_030_000_000
        $0.cases = [
            Self.event(1, "29242", "assigned", .complaint), Self.event(2, "29242", "assigned", .feedback),
            Self.event(3, "29242", "", .unspecified), Self.event(4, "29245", "under-verification\u{1B}[2J", .feedback),
        ]
    }

    private static let ratings = WireSnapshotPiece.make {
        $0.origin = "a1"
        $0.position = 1_234_560
        $0.sequence = 678
        $0.takenAt = 1_665_711_030_000_000
        $0.ratings = [
            .make {
                $0.unitPath = Self.path + ["29242"]
                $0.registerEdition = "2022-10"
                $0.scale = "faces-5"
                $0.days = [
                    .make {
                        $0.day = 19_279
                        $0.levels = [1, 0, 2]
                    },
                    .make {
                        $0.day = 19_280
                        $0.levels = [0, 0, 0, 0, 4_321]
                    },
                ]
                $0.reasons = [
                    .make {
                        $0.reason = "late-result"
                        $0.count = 1
                    }
                ]
            },
            .make {
                $0.unitPath = Self.path + ["29245"]
                $0.registerEdition = "2022-10"
                $0.scale = "points-10"
                $0.days = [
                    .make {
                        $0.day = 19_280
                        $0.levels = [UInt64](repeating: 999, count: 10)
                    }
                ]
            },
        ]
    }

    @Test
    func `Tables fit into 80 columns, add up, and nothing steers the terminal`() throws {
        let lines = SnapshotText(try RegisterLookup(), path: Self.path)
            .lines(cases: Self.cases, ratings: Self.ratings)
        #expect(lines.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(!lines.joined().unicodeScalars.contains { TextLayout.isControl($0) })
        let words = lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(words.contains { $0.hasPrefix("Unit 84/842 thành phố Trà Vinh") })
        #expect(words.contains { $0.hasPrefix("Cases 4 cases after event 45 of the unit, position 1234567") })
        #expect(words.contains { $0.hasPrefix("Ratings 14314 ratings after event 678") })
        #expect(words.contains { $0.hasSuffix("(kín) 1") })
        #expect(words.contains("Tổng cộng 4"))
        #expect(words.last == "Ratings are all presses, also those 'langnghe satisfaction' leaves out.")
        #expect(words.contains("Tổng cộng 4324 1 0 2 0 4321"))
        #expect(words.contains("Tổng cộng 9990" + String(repeating: " 999", count: 10)))
    }

    @Test
    func `For programs it is one object a line with stable names`() throws {
        let text = SnapshotText(try RegisterLookup(), path: Self.path)
        let cases = try text.json(Self.cases, .cases).map { try Self.object($0) }
        #expect(cases.count == 5)
        #expect(
            Set(cases[0].keys) == [
                "type", "stream", "origin", "unit_path", "sequence", "position", "taken_at", "count",
            ]
        )
        #expect(cases[0]["count"] as? Int == 4 && cases[1]["type"] as? String == "case")
        let ratings = try text.json(Self.ratings, .ratings).map { try Self.object($0) }
        #expect(ratings.count == 3)
        #expect(
            Set(ratings[1].keys) == [
                "type", "origin", "unit_path", "register_edition", "scale", "levels", "days", "criteria", "reasons",
            ]
        )
        #expect(ratings[1]["levels"] as? [Int] == [1, 0, 2, 0, 4_321])
        #expect((ratings[1]["days"] as? [[String: Any]])?.first?["day"] as? String == "2022-10-14")
    }

    private static func object(_ value: JSONValue) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(value.line.utf8)) as? [String: Any])
    }

    @Test
    func `The unit is the one that is named, else the key's own, else the province`() throws {
        let lookup = try RegisterLookup()
        func key(_ unit: String?) throws -> ClientKeyFile {
            let pair = try CurveKeyPair.generate()
            return ClientKeyFile(
                name: try PrincipalName("board"),
                unit: unit,
                keyPair: pair,
                serverPublicKey: pair.publicKey
            )
        }
        #expect(
            try FeedUnit.path(named: "phường 3, tp trà vinh", key: key("84"), in: lookup) == ["84", "842", "29242"]
        )
        #expect(try FeedUnit.path(named: nil, key: key("842"), in: lookup) == ["84", "842"])
        #expect(try FeedUnit.path(named: nil, key: key(nil), in: lookup) == nil)
        #expect(try FeedUnit.pathOrRoot(named: nil, key: key(nil), in: lookup) == ["84"])
        let error = #expect(throws: OperatorError.self) {
            try FeedUnit.path(named: nil, key: key("99999"), in: lookup)
        }
        #expect(error?.code.exitCode == 64 && error?.message.contains("--unit") == true)
    }
}
