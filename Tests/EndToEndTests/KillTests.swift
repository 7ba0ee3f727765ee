import Foundation
import Testing

extension EndToEnd {
    /// Programs killed with SIGKILL while submissions flow: nothing thanked for is lost or doubled.
    @Suite(.serialized, .timeLimit(.minutes(10)))
    struct KillTests {
        private static let aggregatorKills = 22
        private static let kioskKills = 6
        /// Submissions a second of all 106 kiosks together.
        private static let rate = 400

        @Test("Every thanked submission is in the journal once, in order, after kills of aggregator and kiosks")
        func kills() async throws {
            let seed = UInt64.random(in: .min ... .max)
            print("KillTests: seed \(seed)")
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                // The first start chooses the ports that all later ones take again.
                try await deployment.startAggregator().stopped()
                let kiosks = SimulatedKiosks(deployment, rate: Self.rate)
                try await kiosks.start()

                async let underLoad = Self.killAggregators(deployment, seed: seed)
                async let killedKiosks: Void = Self.killKiosks(kiosks, seed: ~seed)
                let (aggregator, killsUnderLoad) = try await underLoad
                try await killedKiosks
                try #require(killsUnderLoad >= 12, "too few kills met a working aggregator; is the machine overloaded?")

                let last = try await kiosks.drained()
                try #require(last.outboxLeft == 0)
                try #require(last.rejected == 0)
                try #require(last.refused == 0)
                try #require(last.kiosks == 106)
                let ratings = try await Self.countRatings(deployment)
                let status = try await deployment.status()
                try #require(status.quarantined == 0)
                try #require(status.kiosks.filter { $0.gap != 0 }.isEmpty)
                // Every entry and commendation opened a case; all others are ratings.
                try #require(status.submissions == ratings + status.cases)
                try await aggregator.stopped()

                try await Self.check(deployment, kiosks)
            }
        }

        /// Kills and restarts the aggregator at random moments.
        ///
        /// - Returns: the last aggregator, which runs, and how many died while they were committing.
        private static func killAggregators(
            _ deployment: Deployment,
            seed: UInt64
        ) async throws -> (last: ChildProcess, underLoad: Int) {
            var generator = SeededGenerator(seed: seed)
            var underLoad = 0
            for number in 1...Self.aggregatorKills {
                let aggregator = try await deployment.spawnAggregator()
                // Every fourth dies on its way up, the others some time after their first commits.
                let isEarly = number.isMultiple(of: 4)
                let isCommitting = isEarly ? false : try await Self.awaitCommits(of: aggregator, deployment)
                let moment = Int.random(in: 0...500, using: &generator)
                try await Waiting.expires(.milliseconds(moment)) { await aggregator.end != nil }
                try #require(await aggregator.end == nil, "aggregator \(number) ended unasked")
                try await aggregator.killed()
                if isCommitting { underLoad += 1 }
                print("KillTests: aggregator \(number) killed after \(moment) ms, committing: \(isCommitting)")
            }
            return (try await deployment.startAggregator(), underLoad)
        }

        /// Waits until an aggregator is open and then commits.
        ///
        /// - Returns: whether it does within 20 seconds.
        private static func awaitCommits(of aggregator: ChildProcess, _ deployment: Deployment) async throws -> Bool {
            let log = OutputFile(path: "\(deployment.data)/langnghe.sqlite-wal")
            try await Waiting.until("the aggregator's doors", within: .seconds(60)) {
                if let end = await aggregator.end {
                    throw TestFailure("\(aggregator.name) ended with \(end): \(aggregator.errors.text)")
                }
                return await deployment.noteReadiness(of: aggregator)
            }
            let opened = log.modification
            return try await !Waiting.expires(.seconds(20)) { log.modification > opened }
        }

        /// Kills and restarts all kiosks at random moments.
        private static func killKiosks(_ kiosks: SimulatedKiosks, seed: UInt64) async throws {
            var generator = SeededGenerator(seed: seed)
            for number in 1...Self.kioskKills {
                let count = Int.random(in: 50...1200, using: &generator)
                let isLate = try await Waiting.expires(.seconds(20)) { await kiosks.thankedSinceStart >= count }
                try #require(!isLate, "the kiosks thank for too little; is the machine overloaded?")
                try await kiosks.killedAndStarted()
                print("KillTests: kiosks killed for the \(number). time, after \(count) submissions")
            }
        }

        /// Gives ratings through a kiosk that was killed before, and reads the number of all ratings off the feed.
        private static func countRatings(_ deployment: Deployment) async throws -> UInt64 {
            let kiosk = Kiosk(deployment, office: "29242")
            let agent = try await kiosk.startAgent()
            let feed = try await deployment.followFeed(with: kiosk)
            let kept = try await kiosk.keep(["rate", "--level", "3"])
            try await kiosk.awaitStatus("the last receipt") { $0.receiptedThrough == kept.sequence }
            let newest = try await deployment.status().newestPosition
            try await Waiting.until("the last rating on the feed", within: .seconds(30)) {
                try feed.events.contains { $0.position == newest }
            }
            try await agent.stopped()
            try await feed.process.stopped()
            let last = try #require(try feed.events.last)
            try #require(last.type == "rating")
            // The first of the numbers is the whole province's.
            return try #require(last.scopeSequences?.first)
        }

        /// Looks every thanked submission up in the journal, checks it, and makes the projections anew.
        private static func check(
            _ deployment: Deployment,
            _ kiosks: SimulatedKiosks
        ) async throws {
            let thanked = try await kiosks.allThanked()
            let count = thanked.count
            let list = "\(deployment.folder)/thanked"
            try Data((thanked.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: list))
            let before = try await deployment.verify()
            let compared = try await deployment.compare(list)
            print("KillTests: \(count) thanked; \(compared)")
            try #require(count > 2000, "too few submissions to prove anything")
            try #require(compared.published == UInt64(count))
            try #require(compared.repeatedInPublished == 0)
            try #require(compared.journaled == compared.published)
            try #require(compared.lost == 0)
            try #require(compared.duplicatesInJournal == 0)
            try #require(compared.quarantined == 0)
            // Kept on the disk, but killed before the thanks were listed; and the ratings given to count them.
            try #require(compared.unknown <= before.submissions / 10)
            try #require(before.submissions == compared.journaled + compared.unknown)
            try #require(before.sound && before.problemCount == 0)

            // The comparison does see what is missing.
            let missing = "\(deployment.folder)/thanked-and-one"
            try Data((thanked + ["01a204a6cd57785ebb732710ce28ab45"]).joined(separator: "\n").utf8)
                .write(to: URL(filePath: missing))
            try #require(try await deployment.compare(missing, expecting: 1).lost == 1)

            try await deployment.rebuild()
            try #require(try await deployment.verify() == before)
            try #require(try await deployment.compare(list) == compared)
        }
    }
}
