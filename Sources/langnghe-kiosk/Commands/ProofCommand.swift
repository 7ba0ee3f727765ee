import ArgumentParser
import CaseLifecycle
import FeedbackProtocol
import Foundation
import Identity
import KioskAgent
import Settings
import Transparency

/// `langnghe-kiosk proof`.
struct ProofCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… proof",
        abstract: "Prove to the holder of a slip that the case is in the published record.",
        discussion: """
            The proof is a file of JSON that says itself what it proves; 'langnghe transparency verify' and anybody's own \
            program check it without a network. It has the tracking code in it: with --without-code it has not, and can \
            be shown around. With --head it proves too that nothing was taken out since heads that somebody noted.

            Exit codes: 0 made, 1 no such case or a proof that is wrong, which is evidence, 64 wrong usage, 65 not a tracking code or no file of heads, 69 no agent \
            runs or the file cannot be written, 75 no connection, not in a published head yet, or too many tries (try \
            again later).
            """
    )

    @Argument(help: "The tracking code on the slip.")
    var code: String
    @Option(help: ArgumentHelp("Write to a new file (default: standard output).", valueName: "file"))
    var output: String?
    @Flag(help: "Leave out what tells whose slip it is.")
    var withoutCode = false
    @Option(help: ArgumentHelp("A file of heads noted earlier, such as from the feed.", valueName: "file"))
    var head: [String] = []

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let sizes = try self.head.flatMap { try Self.sizes(in: $0) }
        let question = WireProofRequest.make {
            $0.trackingCode = self.code
            $0.earlierSizes = sizes
        }
        let reply = try await OutboxAccess.ask(question, settings)
        guard !reply.hasError else {
            FileHandle.standardError.write(
                Data((TrackingText.wrapped(reply.error.explanation).joined(separator: "\n") + "\n").utf8)
            )
            return TrackingOutput.status(of: reply.error)
        }
        let file = ProofFile(reply.proof.proof)
        // Nobody takes the province's word for it: another slip's proof, or a wrong one, is no proof for this citizen.
        // Earlier heads may be of a key of before: 'verify' checks those.
        let alone = TransparencyProof(head: file.proof.head, inclusion: file.proof.inclusion)
        guard let code = try? TrackingCode(parsing: self.code),
            ProofCheck(publishedKeys: []).findings(of: alone, code: code.symbols).allSatisfy(\.isGood)
        else {
            FileHandle.standardError.write(
                Data((TrackingText.wrapped(Self.wrongProof).joined(separator: "\n") + "\n").utf8)
            )
            return .negative
        }
        let text = (self.withoutCode ? file.withoutSlip : file).text
        guard let output else {
            print(text, terminator: "")
            return .success
        }
        try ProtectedFile.write(Array(text.utf8), to: output, replaces: false)
        let lines =
            [
                "Đã ghi bằng chứng vào tệp \(output).",
                "Vụ việc số \(reply.proof.leaf.caseNumber) có trong sổ đã công bố của tỉnh.",
            ]
            + (self.withoutCode ? [] : ["Tệp có mã tra cứu: chỉ đưa cho người ông/bà tin cậy."])
        print(lines.flatMap { TrackingText.wrapped($0) }.joined(separator: "\n"))
        return .success
    }

    private static let wrongProof =
        "Tỉnh gửi một bằng chứng không đúng, hoặc của phiếu khác, nên không ghi lại. Đây là dấu hiệu cần làm rõ: "
        + "xin ông/bà giữ phiếu này và báo thanh tra hoặc cán bộ trực."

    /// The sizes of the trees whose heads are in a file.
    private static func sizes(in path: String) throws -> [UInt64] {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: ProofFile.maximumSize + 1), data.count <= ProofFile.maximumSize
        else { throw AgentError(.invalid, "--head: \(path) cannot be read; name a file of heads.") }
        do {
            return try ProofFile.notedHeads(parsing: Array(data)).map(\.head.tree.size)
        } catch {
            throw AgentError(.invalid, "--head: \(path): \(error.reason).")
        }
    }
}
