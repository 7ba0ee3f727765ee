import Foundation
import Testing

extension EndToEnd {
    /// An officer's desk: notices as they happen, and work without the aggregator.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct DeskTests {
        private struct Notice: Decodable {
            let kind: String?
            let caseNumber: UInt64?
            let event: String?
            let state: String?
            let dueAt: String?
        }

        /// The key of somebody at the office's desk, and a case that came there.
        private static func caseOfOffice(
            _ deployment: Deployment,
            _ kiosk: Kiosk,
            _ lane: String = "feedback"
        ) async throws -> CaseDetail {
            let kept = try await kiosk.keep(["complain", "--lane", lane, "--subject", "facilities", "Nội dung kín."])
            return try await deployment.arrival(of: try #require(kept.trackingCode))
        }

        private static func watch(
            _ deployment: Deployment,
            _ name: String
        ) async throws -> ChildProcess {
            let process = try await deployment.start(
                .operatorCommand,
                [
                    "desk", "--watch", "--json", "--key", "\(deployment.keys)/\(name).key", "--desk",
                    try deployment.endpoints.desk, "--timeout", "30",
                ],
                name: "watch-\(name)"
            )
            try await Waiting.until("\(name) watches", within: .seconds(30)) {
                process.errors.text.contains("Watching")
            }
            return process
        }

        private static func awaitNotice(
            _ process: ChildProcess,
            _ kind: String,
            _ number: UInt64
        ) async throws {
            try await Waiting.until("\(kind) of case \(number)", within: .seconds(30)) {
                try Self.notices(process).contains { $0.kind == kind && $0.caseNumber == number }
            }
        }

        private static func notices(_ process: ChildProcess) throws -> [Notice] {
            try process.output.lines.map { try JSONText.decode(Notice.self, $0) }
        }

        @Test("A desk is told what comes, changes and leaves; another unit's desk and a revoked key are not")
        func notices() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                try await deployment.makeDeskKey("hoa", unit: "29242", as: "leader")
                try await deployment.makeDeskKey("nam", unit: "842", as: "officer")
                try await deployment.makeDeskKey("lan", unit: "29242", as: "officer")
                let hoa = try await Self.watch(deployment, "hoa")
                let nam = try await Self.watch(deployment, "nam")
                let lan = try await Self.watch(deployment, "lan")

                let given = try await Self.caseOfOffice(deployment, kiosk)
                try await Self.awaitNotice(hoa, "came", given.number)
                try await Self.awaitNotice(lan, "came", given.number)
                _ = try await deployment.run(
                    .operatorCommand,
                    ["keys", "revoke", "lan", "--reason", "thôi việc", "--data", deployment.data]
                )
                try await Waiting.until("the key to be out of force", within: .seconds(30)) {
                    let command = ["desk", "--once", "--key", "\(deployment.keys)/lan.key", "--timeout", "30"]
                    let outcome = try await deployment.run(
                        .operatorCommand,
                        command + ["--desk", try await deployment.endpoints.desk],
                        expecting: nil
                    )
                    return outcome.ending == .exited(77)
                }
                _ = try await deployment.desk(["case", "accept", "\(given.number)"], asLeaderOf: "29242")
                try await Self.awaitNotice(hoa, "changed", given.number)

                // Before it is accepted a case can be sent back, and then it is another unit's.
                let other = try await Self.caseOfOffice(deployment, kiosk)
                try await Self.awaitNotice(hoa, "came", other.number)
                _ = try await deployment.desk(
                    ["case", "do", "\(other.number)", "return", "--reason", "Không thuộc phường"],
                    asLeaderOf: "29242"
                )
                try await Self.awaitNotice(hoa, "left", other.number)
                try #require(try Self.notices(lan).filter { $0.kind == "changed" || $0.kind == "left" }.isEmpty)
                try #require(try Self.notices(nam).filter { $0.caseNumber == given.number }.isEmpty)
                for process in [hoa, nam, lan] {
                    try #require(!process.output.text.contains("Nội dung kín"))
                }
                try await hoa.stopped()
            }
        }

        @Test("A unit that helps is told too, and whoever may know the number of a sealed case is told no more")
        func helpers() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                try await deployment.makeDeskKey("nam", unit: "29245", as: "officer")
                try await deployment.makeDeskKey("tam", unit: "84TTPVHCC", as: "leader")
                let nam = try await Self.watch(deployment, "nam")
                let tam = try await Self.watch(deployment, "tam")

                let given = try await Self.caseOfOffice(deployment, kiosk)
                func act(_ arguments: [String]) async throws {
                    _ = try await deployment.desk(["case", "do", "\(given.number)"] + arguments, asLeaderOf: "29242")
                }
                try await act(["invite-unit", "--helper", "29245", "--reason", "Hồ sơ gốc"])
                try await Self.awaitNotice(nam, "came", given.number)
                try await act(["note", "--reason", "Đã gọi"])
                try await Self.awaitNotice(nam, "changed", given.number)
                try await act(["release-unit", "--released", "29245"])
                try await Self.awaitNotice(nam, "left", given.number)

                let sealed = try await Self.caseOfOffice(deployment, kiosk, "denunciation")
                try await Self.awaitNotice(tam, "came", sealed.number)
                let told = try #require(try Self.notices(tam).first { $0.caseNumber == sealed.number })
                try #require((told.state ?? "").isEmpty && told.dueAt == nil && (told.event ?? "").isEmpty)
            }
        }

        @Test("After the aggregator came back a desk is told to look again, and then what happens")
        func restart() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                try await deployment.makeDeskKey("hoa", unit: "29242", as: "leader")
                let hoa = try await Self.watch(deployment, "hoa")
                try await aggregator.killed()
                _ = try await deployment.startAggregator()
                try await Waiting.until("to look again", within: .seconds(60)) {
                    try Self.notices(hoa).contains { $0.kind == "look-again" }
                }
                let given = try await Self.caseOfOffice(deployment, kiosk)
                try await Self.awaitNotice(hoa, "came", given.number)
            }
        }

        @Test("What is done offline is sent once, and a case that moved on is a conflict that stays")
        func offline() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                try await deployment.makeDeskKey("hoa", unit: "29242", as: "leader")
                let first = try await Self.caseOfOffice(deployment, kiosk)
                let second = try await Self.caseOfOffice(deployment, kiosk)
                let key = ["--key", "\(deployment.keys)/hoa.key", "--folder", "\(deployment.folder)/desk"]
                let online = key + ["--desk", try await deployment.endpoints.desk, "--timeout", "5"]
                _ = try await deployment.run(.operatorCommand, ["desk", "pull"] + online)
                try await aggregator.killed()

                let input = "\(deployment.folder)/typed"
                try """
                accept \(first.number)
                resolve \(first.number) --answer "Đã sửa ghế." --outcome feedback-done
                accept \(second.number)
                publish \(second.number + 1)
                """.write(toFile: input, atomically: true, encoding: .utf8)
                let typed = try await deployment.run(
                    .operatorCommand,
                    ["desk", "--offline", "--as", "Hoa"] + key,
                    expecting: 1,
                    input: input
                )
                try #require(typed.errors.contains("chưa được lấy về"), "\(typed.errors)")
                _ = try await deployment.run(.operatorCommand, ["desk", "send"] + online, expecting: 69)

                _ = try await deployment.startAggregator()
                _ = try await deployment.desk(["case", "accept", "\(second.number)"], asLeaderOf: "29242")
                // Cut off in the middle again and again: each command is done once all the same.
                for _ in 0..<5 {
                    let cut = try await deployment.start(
                        .operatorCommand,
                        ["desk", "send", "--json"] + online,
                        name: "send"
                    )
                    try await Waiting.expires(.milliseconds(30 * Int64.random(in: 1...4))) { await cut.end != nil }
                    await cut.signal(SIGKILL)
                    _ = try await cut.ended(within: .seconds(30))
                }
                let sent = try await deployment.run(.operatorCommand, ["desk", "send"] + online, expecting: 1)
                try #require(sent.output.contains("xung đột"), "\(sent.output)")
                let done = try await deployment.show("\(first.number)", asLeaderOf: "29242")
                try #require(done.history.map(\.event).suffix(2) == ["accept", "resolve"])
                try #require(done.version == first.version + 2)
                try #require(
                    try await deployment.show("\(second.number)", asLeaderOf: "29242").version == second.version + 1
                )

                let queue = try await deployment.run(.operatorCommand, ["desk", "queue", "--json"] + key)
                try #require(queue.output.contains("\"number\":3"), "\(queue.output)")
                _ = try await deployment.run(.operatorCommand, ["desk", "queue", "--drop", "3"] + key)
                _ = try await deployment.run(.operatorCommand, ["desk", "send"] + online)
                _ = try await deployment.run(.operatorCommand, ["desk", "forget"] + key)
                _ = try await deployment.run(.operatorCommand, ["desk", "--offline"] + key, expecting: 1)
                try #require(try await deployment.verify().sound)
            }
        }
    }
}
