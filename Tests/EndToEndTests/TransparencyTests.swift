import Foundation
import Testing

extension EndToEnd {
    /// What was given is in the published record, and whoever holds a slip can prove it.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct TransparencyTests {
        private struct Verdict: Decodable {
            struct Check: Decodable {
                let check: String
                let good: Bool
            }
            let sound: Bool
            let treeSize: UInt64
            let caseNumber: UInt64?
            let checks: [Check]

            var failed: [String] { self.checks.filter { !$0.good }.map(\.check) }
        }

        private struct Head: Decodable, Equatable {
            let origin: String
            let treeSize: UInt64
            let rootHash: String
        }

        private struct Audit: Decodable {
            struct Tree: Decodable {
                let sound: Bool
                let leaves: UInt64
            }
            let sound: Bool
            let tree: Tree?
        }

        /// Heads soon after each other, so that nobody waits for a minute.
        private static let soon = ["--feed-tree-pause", "100ms"]

        private static func operate(
            _ deployment: Deployment,
            _ words: [String],
            expecting code: Int32? = 0
        ) async throws -> Outcome {
            try await deployment.run(
                .operatorCommand,
                ["transparency"] + words,
                expecting: code,
                name: "transparency-\(words.first ?? "")"
            )
        }

        private static func heads(_ deployment: Deployment) async throws -> (text: String, heads: [Head]) {
            let outcome = try await self.operate(deployment, ["heads", "--json", "--data", deployment.data])
            return (outcome.output, try outcome.jsonLines())
        }

        private static func verdict(
            _ deployment: Deployment,
            _ file: String,
            _ more: [String] = [],
            expecting code: Int32 = 0
        ) async throws -> Verdict {
            try await self.operate(deployment, ["verify", file, "--json"] + more, expecting: code).json()
        }

        /// Gives something and waits until a published head has it; gives the proof's file.
        private static func proof(
            _ words: [String],
            _ kiosk: Kiosk,
            _ name: String,
            _ more: [String] = []
        ) async throws -> (code: String, file: String) {
            let code = try #require(try await kiosk.keep(words).trackingCode)
            let file = "\(kiosk.deployment.folder)/\(name).json"
            try await Waiting.until("the proof of a slip", within: .seconds(60)) {
                let made = try await kiosk.run(["proof", code, "--output", file] + more, expecting: nil)
                return made.ending == .exited(0)
            }
            return (code, file)
        }

        /// The tracking code in a proof's file.
        private static func code(in path: String) throws -> String {
            struct File: Decodable {
                struct Slip: Decodable {
                    let trackingCode: String
                }
                let slip: Slip
            }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(File.self, from: Data(contentsOf: URL(filePath: path))).slip.trackingCode
        }

        private static func write(_ text: String, _ deployment: Deployment, _ name: String) throws -> String {
            let path = "\(deployment.folder)/\(name)"
            try Data(text.utf8).write(to: URL(filePath: path))
            return path
        }

        @Test("The holder of a slip proves that the case is in the record, over a crash, and anybody checks it offline")
        func proofs() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator(Self.soon)
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let first = try await Self.proof(
                    ["complain", "--subject", "other", "Trễ hẹn 7QX41ZK."],
                    kiosk,
                    "first"
                )
                let key = try await Self.operate(deployment, ["key", "--data", deployment.data]).output
                let published = ["--key", key.trimmingCharacters(in: .whitespacesAndNewlines)]
                let number = try await deployment.arrival(of: first.code).number
                let good = try await Self.verdict(deployment, first.file, published)
                try #require(good.sound && good.caseNumber == number && good.treeSize == 1)
                try #require(good.checks.map(\.check) == ["signature", "slip", "inclusion"])
                let shown = try await Self.operate(deployment, ["verify", first.file] + published).output
                try #require(
                    shown.contains("The proof holds.") && shown.split(separator: "\n").allSatisfy { $0.count <= 80 }
                )

                // A file that was changed, another key, no proof; a copy without the code; nothing is overwritten.
                let text = try String(contentsOfFile: first.file, encoding: .utf8)
                try #require(text.contains("holds case \(number), received on"))
                let other = text.replacingOccurrences(
                    of: "\"case_number\": \(number)",
                    with: "\"case_number\": \(number + 1)"
                )
                let changed = try Self.write(other, deployment, "changed.json")
                try #require(
                    try await Self.verdict(deployment, changed, published, expecting: 1).failed == ["inclusion"]
                )
                let mine = published + ["--code", first.code]
                let ofSlip = try await Self.verdict(deployment, first.file, mine)
                try #require(ofSlip.sound && ofSlip.checks.map(\.check) == ["signature", "code", "slip", "inclusion"])
                let theirs = published + ["--code", "00000-00000"]
                try #require(try await Self.verdict(deployment, first.file, theirs, expecting: 1).failed == ["code"])
                let strange = ["--key", String(repeating: "0a", count: 32)]
                try #require(try await Self.verdict(deployment, first.file, strange, expecting: 1).failed == ["key"])
                let nonsense = try Self.write("{}", deployment, "nonsense.json")
                try #require(
                    try await Self.operate(deployment, ["verify", nonsense], expecting: 65).errors.contains("format")
                )
                let bare = try await kiosk.run(["proof", first.code, "--without-code"]).output
                let code = first.code.replacingOccurrences(of: "-", with: "")
                try #require(text.contains(code) && !bare.contains(code) && !bare.contains("salt"))
                let copy = try Self.write(bare, deployment, "copy.json")
                try #require(try await Self.verdict(deployment, copy, published).sound)
                try #require(
                    try await kiosk.run(["proof", first.code, "--output", first.file], expecting: 69).errors
                        .contains("not overwritten")
                )
                try #require(
                    try await kiosk.run(["proof", "AAAAA-AAAAA"], expecting: 65).errors.contains("Mã tra cứu")
                )

                // Heads from before a crash are continued after it.
                let before = try await Self.heads(deployment)
                let noted = try Self.write(before.text, deployment, "noted.jsonl")
                try await aggregator.killed()
                let second = try await deployment.startAggregator(Self.soon)
                let later = try await Self.proof(
                    ["complain", "--lane", "denunciation", "--subject", "other", "Nhận tiền."],
                    kiosk,
                    "later",
                    ["--head", noted]
                )
                let continued = try await Self.verdict(deployment, later.file, published + ["--head", noted])
                try #require(continued.sound && continued.treeSize == 2)
                try #require(continued.checks.contains { $0.check == "consistency" })
                try #require(try await Self.heads(deployment).heads.starts(with: before.heads))
                // The first proof and the newest head, with the link that the province gives to anybody.
                let link = "\(deployment.folder)/link.json"
                _ = try await Self.operate(
                    deployment,
                    ["consistency", "1", "--output", link, "--data", deployment.data]
                )
                try #require(try await Self.verdict(deployment, first.file, published + ["--head", link]).sound)
                let desk = try await deployment.desk(["transparency", "proof", later.code]).output
                try #require(
                    try await Self.verdict(deployment, try Self.write(desk, deployment, "desk.json"), published).sound
                )
                let audit: Audit = try await deployment.run(
                    .operatorCommand,
                    ["journal", "verify", "--data", deployment.data, "--json"]
                ).json()
                try #require(audit.sound && audit.tree?.leaves == 2 && audit.tree?.sound == true)
                for log in try deployment.allLogs() where log.name.contains("aggregator") {
                    try #require(!log.text.contains(code))
                }
                try await second.stopped()
            }
        }

        @Test(
            "What does not fit the published heads is told and publishes nothing; the journal alone makes the same tree"
        )
        func misfits() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                var aggregator = try await deployment.startAggregator(Self.soon)
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                for number in 1...3 {
                    _ = try await Self.proof(["complain", "--subject", "other", "Trễ."], kiosk, "given-\(number)")
                }
                let before = try await Self.heads(deployment).heads
                try #require(before.last?.treeSize == 3)
                try await aggregator.stopped()

                // Without its secret no tree can be made that fits.
                let keyFile = "\(deployment.data)/transparency.key"
                let kept = "\(deployment.folder)/kept.key"
                try FileManager.default.moveItem(atPath: keyFile, toPath: kept)
                try #require(try await deployment.verify(expecting: 1).sound == false)
                aggregator = try await deployment.startAggregator(Self.soon)
                let misfit = aggregator
                try await Waiting.until("the alarm about the tree", within: .seconds(60)) {
                    misfit.errors.text.contains("does not fit the head that was published")
                }
                let code = try #require(try await kiosk.keep(["commend", "Cảm ơn."]).trackingCode)
                _ = try await deployment.arrival(of: code)
                // Nobody is told to wait for what never comes: not the citizen, of this slip or of an earlier one …
                for given in [try Self.code(in: "\(deployment.folder)/given-1.json"), code] {
                    let refused = try await kiosk.run(["proof", given], expecting: 1)
                    let words = refused.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    try #require(words.contains("giữ phiếu này"), "\(words)")
                }
                // … and not the operator.
                let status = try await deployment.desk(["status"]).output.split(whereSeparator: \.isWhitespace)
                    .joined(separator: " ")
                try #require(status.contains("stopped") && status.contains("does not fit the head"))
                try #require(try await Self.heads(deployment).heads == before)
                try await aggregator.stopped()

                // With it everything is made again and goes on.
                try FileManager.default.removeItem(atPath: keyFile)
                try FileManager.default.moveItem(atPath: kept, toPath: keyFile)
                aggregator = try await deployment.startAggregator(Self.soon)
                try await Waiting.until("a head with all four", within: .seconds(60)) {
                    try await Self.heads(deployment).heads.last?.treeSize == 4
                }
                try #require(try await Self.heads(deployment).heads.starts(with: before))
                let four = try await Self.heads(deployment).heads.last
                let link = "\(deployment.folder)/link.json"
                _ = try await Self.operate(
                    deployment,
                    ["consistency", "3", "--output", link, "--data", deployment.data]
                )
                let third = "\(deployment.folder)/given-3.json"
                // Without the published key it is consistent in itself, and nothing is proven.
                try #require(try await Self.verdict(deployment, third, ["--head", link], expecting: 2).sound)
                try await aggregator.stopped()
                try #require(try await deployment.verify().sound)
                for end in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: "\(deployment.data)/transparency.sqlite\(end)")
                }
                // That the heads are gone is told, before the next start and at it.
                try #require(try await deployment.verify(expecting: 1).sound == false)
                aggregator = try await deployment.startAggregator(Self.soon)
                // No second tree is signed under the same name, at this start and at the next …
                for _ in 1...2 {
                    let held = aggregator
                    try await Waiting.until("a word about the heads", within: .seconds(60)) {
                        held.errors.text.contains("Heads published before are not known here")
                    }
                    let status = try await deployment.desk(["status"]).output.split(whereSeparator: \.isWhitespace)
                        .joined(separator: " ")
                    try #require(status.contains("Heads published before are not known here"))
                    try #require(try await Self.heads(deployment).heads.isEmpty)
                    try await aggregator.stopped()
                    aggregator = try await deployment.startAggregator(Self.soon)
                }
                // … and under another it is the tree of the same journal.
                try await aggregator.stopped()
                aggregator = try await deployment.startAggregator(Self.soon + ["--origin", "a2"])
                try await Waiting.until("a head of the tree made anew", within: .seconds(60)) {
                    try await Self.heads(deployment).heads.last?.treeSize == 4
                }
                let new = try await Self.heads(deployment).heads.last
                try #require(new?.origin == "a2" && new?.rootHash == four?.rootHash)
                let again = "\(deployment.folder)/again.json"
                _ = try await kiosk.run(["proof", code, "--output", again])
                try #require(try await Self.verdict(deployment, again, expecting: 2).treeSize == 4)
            }
        }
    }
}
