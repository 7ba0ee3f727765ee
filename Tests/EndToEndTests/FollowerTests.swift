import Foundation
import Testing

extension EndToEnd {
    /// Dashboards that follow the feed with the library, as the example in `ops/examples/swift` does.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct FollowerTests {
        /// What the example keeps.
        private struct Picture: Decodable {
            let cases: [Int: String]
            let ratings: [Int: Int]
        }

        /// A case as the desk lists it to the operator; of a sealed one the number alone.
        private struct Listed: Decodable {
            let number: Int
            let state: String
        }

        /// With the heartbeats meanwhile about 4,000 messages, twice what the systems of both sides were seen to keep.
        private static let ratingsOfStall = 450

        private static func listed(_ deployment: Deployment, _ more: [String] = []) async throws -> [Listed] {
            try await deployment.desk(["case", "list", "--json", "--limit", "1000"] + more).jsonLines()
        }

        /// One dashboard, whose program may be started again and again.
        private actor Dashboard {
            private let deployment: Deployment
            private let name: String
            private let path: String
            private(set) var process: ChildProcess?

            init(_ deployment: Deployment, _ name: String, path: String) {
                self.deployment = deployment
                self.name = name
                self.path = path
            }

            private var file: String { "\(self.deployment.folder)/\(self.name).json" }

            func start() async throws {
                let key = "\(self.deployment.keys)/\(self.name).key"
                if !FileManager.default.fileExists(atPath: key) {
                    _ = try await self.deployment.run(
                        .operatorCommand,
                        [
                            "keys", "new", self.name, "--role", "subscriber", "--unit",
                            String(self.path.split(separator: "/").last ?? ""), "--data", self.deployment.data,
                            "--output", key,
                        ]
                    )
                }
                let endpoints = try await self.deployment.endpoints
                self.process = try await self.deployment.start(
                    .followUnit,
                    [key, endpoints.feed, endpoints.replay, self.path, self.file],
                    name: self.name
                )
            }

            func killed() async throws {
                try await self.process?.killed()
            }

            func signal(_ number: Int32) async {
                await self.process?.signal(number)
            }

            /// What it knows; nothing before its first event.
            var picture: Picture {
                get throws {
                    guard let stored = FileManager.default.contents(atPath: self.file) else {
                        return Picture(cases: [:], ratings: [:])
                    }
                    return try JSONDecoder().decode(Picture.self, from: stored)
                }
            }

            var ratings: Int {
                get throws { try self.picture.ratings.values.reduce(0, +) }
            }

            /// How many times it found ratings missing behind a number; those of the program that runs now.
            func missed(after number: Int) -> Int {
                (self.process?.errors.lines ?? []).count { line in
                    let words = line.split(separator: " ")
                    guard words.starts(with: ["missed", "rating"]), let first = Int(words[2]) else { return false }
                    return first > number
                }
            }

            /// Whether its program runs.
            func check() async throws {
                if let end = await self.process?.end {
                    throw TestFailure("\(self.name) ended with \(end): \(self.process?.errors.text ?? "")")
                }
            }
        }

        @Test("Dashboards that stall, end, come late or lose their aggregator end with what the store has, once each")
        func losses() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                // Not many more events may wait for a follower than a beat of all units has, so that one that stalls
                // loses some.
                let settings = ["--feed-high-water-mark", "250", "--feed-send-buffer", "8KiB"]
                var aggregator = try await deployment.startAggregator(settings)
                let steady = Dashboard(deployment, "steady", path: "84")
                let stalled = Dashboard(deployment, "stalled", path: "84")
                let killed = Dashboard(deployment, "killed", path: "84")
                let late = Dashboard(deployment, "late", path: "84/842")
                for dashboard in [steady, stalled, killed] { try await dashboard.start() }
                let kiosks = SimulatedKiosks(deployment, rate: 40)
                try await kiosks.start()
                for round in 1...3 {
                    let before = try await steady.ratings
                    try await Waiting.until("the stalled one to be up to date", within: .seconds(60)) {
                        try await stalled.ratings >= before
                    }
                    await stalled.signal(SIGSTOP)
                    try await killed.killed()
                    try await Waiting.until("ratings of round \(round)", within: .seconds(120)) {
                        try await steady.check()
                        return try await steady.ratings > before + Self.ratingsOfStall
                    }
                    await stalled.signal(SIGCONT)
                    try await killed.start()
                    try await Waiting.until("the stalled one to catch up", within: .seconds(60)) {
                        try await stalled.check()
                        return try await stalled.ratings > before + Self.ratingsOfStall
                    }
                    // The aggregator was there all the time: it did not keep for the stalled one what came meanwhile.
                    try #require(await stalled.missed(after: before) > 0, "it lost nothing, which proves nothing")
                    if round < 3 {
                        try await aggregator.killed()
                        aggregator = try await deployment.startAggregator(settings)
                    }
                }
                try await late.start()
                _ = try await kiosks.drained()
                let status = try await deployment.status()
                let cases = try await Self.listed(deployment)
                try #require(cases.count < 1000, "the list is not whole")
                let ratings = Int(status.submissions) - cases.count
                for dashboard in [steady, stalled, killed] {
                    try await Waiting.until("all that the store has", within: .seconds(60)) {
                        try await dashboard.check()
                        let picture = try await dashboard.picture
                        return picture.cases.count >= cases.count
                            && picture.ratings.values.reduce(0, +) >= ratings
                    }
                    let picture = try await dashboard.picture
                    try #require(picture.ratings.values.reduce(0, +) == ratings)
                    try #require(Set(picture.cases.keys) == Set(cases.map(\.number)))
                    for known in cases {
                        try #require(picture.cases[known.number] == (known.state.isEmpty ? "sealed" : known.state))
                    }
                }
                let ofDistrict = try await Self.listed(deployment, ["--unit", "842"]).map(\.number)
                try #require(!ofDistrict.isEmpty)
                try await Waiting.until("all of the district", within: .seconds(60)) {
                    try await late.check()
                    let known = try await late.picture.cases.keys
                    return Set(known) == Set(ofDistrict)
                }
                try #require(try await late.ratings < ratings)
            }
        }

        @Test("Whoever follows what the key is not for, or knocks at the wrong door, is told so")
        func refusals() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let endpoints = try await deployment.endpoints
                let right = Dashboard(deployment, "right", path: "84/842")
                try await right.start()
                let key = "\(deployment.keys)/right.key"
                let state = "\(deployment.folder)/refused.json"
                let outside = try await deployment.run(
                    .followUnit,
                    [key, endpoints.feed, endpoints.replay, "84", state],
                    expecting: nil,
                    name: "outside"
                )
                try #require(outside.ending != .exited(0) && outside.errors.contains("may not follow"))
                let kiosk = try await deployment.run(
                    .followUnit,
                    ["\(deployment.keys)/kiosk-29242-1.key", endpoints.feed, endpoints.replay, "84/842", state],
                    expecting: nil,
                    name: "of-a-kiosk"
                )
                try #require(kiosk.ending != .exited(0) && kiosk.errors.contains("refuses the key"))
                let swapped = try await deployment.start(
                    .followUnit,
                    [key, endpoints.replay, endpoints.feed, "84/842", state],
                    name: "swapped"
                )
                try await Waiting.until("a word about the swapped doors", within: .seconds(60)) {
                    swapped.errors.text.contains("is not that door")
                }
                let nobody = try await deployment.start(
                    .followUnit,
                    [key, "tcp://127.0.0.1:1", "tcp://127.0.0.1:1", "84/842", state],
                    name: "nobody"
                )
                try await Waiting.until("a word about nobody there", within: .seconds(60)) {
                    nobody.errors.text.contains("nobody listens at tcp://127.0.0.1:1")
                }
                try await right.check()
            }
        }

        @Test("A case that goes to another unit leaves the dashboard of the first, and a revoked key ends its program")
        func leaving() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let district = Dashboard(deployment, "district", path: "84/842")
                let province = Dashboard(deployment, "province", path: "84")
                for dashboard in [district, province] { try await dashboard.start() }
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                let kept = try await kiosk.keep(["complain", "--subject", "late-result", "Trễ hẹn."])
                let given = try await deployment.arrival(of: try #require(kept.trackingCode))
                try await Waiting.until("the case", within: .seconds(60)) {
                    let known = try await district.picture.cases.keys
                    return Set(known) == [Int(given.number)]
                }
                _ = try await deployment.desk(
                    ["case", "do", "\(given.number)", "return", "--reason", "Không thuộc phường"],
                    asLeaderOf: "29242"
                )
                try await Waiting.until("the move", within: .seconds(60)) {
                    let left = try await district.picture.cases
                    let taken = try await province.picture.cases
                    return left.isEmpty && taken == [Int(given.number): "returned"]
                }
                try await agent.stopped()

                _ = try await deployment.run(
                    .operatorCommand,
                    ["keys", "revoke", "district", "--reason", "thử", "--data", deployment.data]
                )
                try await Waiting.until("the end of the refused", within: .seconds(60)) {
                    await district.process?.end != nil
                }
                let process = try #require(await district.process)
                try #require(process.errors.text.contains("refuses the key"), "\(process.errors.text)")
                try await province.check()
            }
        }
    }
}
