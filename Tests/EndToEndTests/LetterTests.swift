import Foundation
import Testing

extension EndToEnd {
    /// Letters from their draft to paper.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct LetterTests {
        private struct Letter: Decodable {
            let caseNumber: UInt64
            let letter: UInt32
            let rule: String
            let state: String
            let printedNumber: String?
            let missing: [String]?
            let newDueDay: String?
            let text: String?
        }

        /// Rules of the province that have the apology drafted as soon as the limit of 15 days begins: longer before its
        /// end than it has, for of a case given at night the first day begins with the office hours.
        private static func writeRules(in deployment: Deployment) throws {
            let source = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Sources/RuleFiles/Resources/case-rules.yaml").standardized
            let rules = try String(contentsOf: source, encoding: .utf8)
                .replacing("id: default-1\n", with: "id: province-1\n")
                .replacing("-2022\n", with: "-2022p\n")
                .replacing(
                    "{deadline: feedback-resolution, limit: 1 working-days}",
                    with: "{deadline: feedback-resolution, limit: 20 working-days}"
                )
            let folder = "\(deployment.data)/rules"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try rules.write(toFile: "\(folder)/case-rules.yaml", atomically: true, encoding: .utf8)
        }

        @Test("An apology is drafted before the due date, signed, numbered, printed, and stays as it was")
        func apology() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                try Self.writeRules(in: deployment)
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let kept = try await kiosk.keep(["complain", "--subject", "late-result", "Hồ sơ trễ hẹn 7QX41ZK."])
                let code = try #require(kept.trackingCode)
                let number = "\(try await deployment.arrival(of: code, toLeaderOf: "29242").number)"
                func leader(_ arguments: [String], expecting exit: Int32? = 0) async throws -> Outcome {
                    try await deployment.desk(["letter"] + arguments, asLeaderOf: "29242", expecting: exit)
                }
                _ = try await deployment.desk(["case", "accept", number], asLeaderOf: "29242")
                var drafts: [Letter] = []
                try await Waiting.until("the apology's draft", within: .seconds(60)) {
                    drafts = try await leader(["list", "--json"]).jsonLines()
                    return drafts.contains { $0.rule == "feedback-apology" }
                }
                // What needs no signature goes out by itself: the notice of acceptance.
                try await Waiting.until("the notice of acceptance", within: .seconds(60)) {
                    let all: [Letter] = try await leader(["list", "--case", number, "--json"]).jsonLines()
                    return all.contains { $0.rule == "feedback-acceptance" && $0.state == "signed" }
                }
                // Whoever comes too late sees the letters as in any view: who may sign which.
                let stale = try await deployment.desk(
                    ["case", "do", number, "note", "--reason", "Đã gọi", "--expect-version", "1"],
                    asLeaderOf: "29242",
                    expecting: 1
                )
                try #require(stale.output.contains("The case as it is:") && stale.output.contains("for: leader"))
                let draft = try #require(drafts.first { $0.rule == "feedback-apology" })
                let letter = "\(draft.letter)"
                let shown = try await leader(["show", number, letter]).output
                try #require(shown.contains("To be filled in when signing") && shown.contains("phường 3".uppercased()))
                try #require(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
                let sign = ["sign", number, letter, "--name", "Trần Văn Minh", "--position", "Chủ tịch"]
                let refused = try await leader(sign, expecting: nil)
                try #require(refused.ending == .exited(1) && refused.errors.contains("new-due-day"))
                let officer = try await Self.officerSigns(sign, in: deployment)
                try #require(officer.errors.contains("Only these roles sign"))
                let reason = "Phải đối chiếu sổ hộ tịch gốc."
                let signed: Letter = try await leader(
                    sign + ["--reason", reason, "--new-date", "2099-12-01", "--json"]
                ).json()
                try #require(signed.state == "signed" && signed.printedNumber?.hasPrefix("01/") == true)
                try #require(signed.newDueDay == "2099-12-01" && signed.text?.contains(reason) == true)
                try #require(signed.text?.contains("7QX41ZK") == false, "what the citizen wrote is in no letter")
                _ = try await leader(sign + ["--reason", reason, "--new-date", "2099-12-02"], expecting: 1)

                let page = "\(deployment.data)/letter.html"
                _ = try await leader(["show", number, letter, "--html", page])
                let html = try String(contentsOfFile: page, encoding: .utf8)
                try #require(html.contains("Trần Văn Minh") && html.contains("2099"))
                let register: [RegisterLine] = try await leader(["register", "--json"]).jsonLines()
                try #require(register.map(\.number) == [1] && register.map(\.caseNumber).map(String.init) == [number])

                try await aggregator.killed()
                _ = try await deployment.startAggregator()
                let again: Letter = try await leader(["show", number, letter, "--json"]).json()
                try #require(again.text == signed.text && again.printedNumber == signed.printedNumber)
                try #require(try await deployment.verify().sound)
            }
        }

        private struct RegisterLine: Decodable {
            let number: UInt32
            let caseNumber: UInt64
        }

        private static func officerSigns(_ sign: [String], in deployment: Deployment) async throws -> Outcome {
            try await deployment.makeDeskKey("hoa", unit: "29242", as: "officer")
            return try await deployment.desk(
                ["letter"] + sign + ["--key", "\(deployment.keys)/hoa.key"],
                expecting: 77
            )
        }

        @Test("A wrong template of the province keeps the aggregator from starting, and says where it is wrong")
        func wrongTemplate() async throws {
            try await Deployment.with { deployment in
                let folder = "\(deployment.data)/letters"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try "{{reason}\n".write(toFile: "\(folder)/apology.txt.mustache", atomically: true, encoding: .utf8)
                await #expect(throws: (any Error).self) { try await deployment.startAggregator() }
            }
        }
    }
}
