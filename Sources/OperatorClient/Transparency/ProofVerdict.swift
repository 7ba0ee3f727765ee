import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Identity
package import Transparency

/// What a proof is worth, for people and programs; needs nothing but the files.
package struct ProofVerdict: Sendable {
    private let proof: TransparencyProof
    private let findings: [ProofFinding]
    private let hasPublishedKey: Bool
    private let hasCode: Bool

    /// Checks a proof.
    ///
    /// - Parameters:
    ///   - proof: The proof.
    ///   - publishedKeys: The keys that the province published, the one in use and those before; none to take the one in the
    ///     file.
    ///   - noted: Heads that somebody noted, and proofs between heads.
    ///   - code: The ten symbols on the slip that somebody holds; `nil` when they are compared by eye.
    package init(
        _ proof: TransparencyProof,
        publishedKeys: Set<[UInt8]>,
        noted: [TransparencyProof],
        code: String? = nil
    ) {
        self.proof = proof
        self.findings = ProofCheck(publishedKeys: publishedKeys).findings(of: proof, noted: noted, code: code)
        self.hasPublishedKey = !publishedKeys.isEmpty
        self.hasCode = code != nil
    }

    /// Whether nothing is wrong with it; without a published key that proves nothing.
    package var isSound: Bool { !self.findings.contains(where: \.isRefuted) }

    /// How many heads there are of which nothing shows that they fit, and nothing that they do not.
    private var unshown: Int { self.findings.count(where: { !$0.isGood && !$0.isRefuted }) }

    /// Whether nothing is wrong with it, a published key says so, and it says more than that a head was signed; and all
    /// heads that were given are shown to fit.
    package var isProven: Bool {
        self.isSound && self.unshown == 0 && self.hasPublishedKey
            && (self.proof.inclusion != nil || self.findings.contains { $0.check == .consistency })
    }

    /// The verdict in lines.
    package var lines: [String] {
        let head = self.proof.head
        var sheet = FactSheet()
        sheet.add("Head", self.name(of: head))
        sheet.add("Key", VerificationText.hexadecimal(head.publicKey))
        if let inclusion = self.proof.inclusion {
            sheet.add("Case", "\(inclusion.leaf.caseNumber), received on \(inclusion.leaf.day)")
            if let slip = inclusion.slip {
                sheet.add("Given as", WireLane(rawValue: Int(slip.lane))?.lane?.rawValue ?? "not known")
            }
        }
        var table = Table([.text(""), .text("CHECK"), .wrapping("WHAT IT MEANS")])
        for finding in self.findings {
            let mark = finding.isGood ? "ok" : finding.isRefuted ? "FAILED" : "?"
            table.add([mark, finding.check.rawValue, self.meaning(of: finding)])
        }
        return sheet.lines + table.lines() + self.closing.flatMap { TextLayout.wrap($0) }
    }

    /// What it comes to, in sentences.
    private var closing: [String] {
        guard self.isSound else { return ["The proof does not hold."] }
        var sentences = ["Sentences in the file are not part of the proof; what it proves stands here."]
        if let inclusion = self.proof.inclusion, !self.hasCode {
            let code = inclusion.slip.flatMap { try? TrackingCode(parsing: $0.trackingCode) }
            sentences.append(
                code.map { "Code \($0): compare it with your slip." }
                    ?? "It does not say whose slip it is: it is a copy without the code."
            )
        }
        if self.proof.inclusion == nil { sentences.append("It proves nothing of a case.") }
        guard self.hasPublishedKey else {
            return sentences + [
                "It is consistent in itself; nothing is proven without the published key. Give it with --key."
            ]
        }
        guard self.unshown > 0 else { return sentences + ["The proof holds."] }
        let fit = self.unshown == 1 ? "this head fits" : "these \(self.unshown) heads fit"
        return sentences + ["The proof holds; that \(fit) it, marked '?', is not shown."]
    }

    /// The verdict as a JSON object.
    package var json: JSONValue {
        let leaf = self.proof.inclusion?.leaf
        let number = leaf.map { JSONValue.natural($0.caseNumber) } ?? JSONValue.null
        let day = leaf.map { JSONValue.text("\($0.day)") } ?? JSONValue.null
        return [
            "sound": .bool(self.isSound),
            "proven": .bool(self.isProven),
            "origin": .text(self.proof.head.origin),
            "tree_size": .natural(self.proof.head.tree.size),
            "time": LocalTime.json(self.proof.head.time.microseconds),
            "public_key": .text(VerificationText.hexadecimal(self.proof.head.publicKey)),
            "key_given": .bool(self.hasPublishedKey),
            "case_number": number,
            "day": day,
            "checks": .array(
                self.findings.map { finding in
                    [
                        "check": .text(finding.check.rawValue),
                        "good": .bool(finding.isGood),
                        "refuted": .bool(finding.isRefuted),
                        "meaning": .text(self.meaning(of: finding)),
                    ]
                }
            ),
        ]
    }

    private func name(of head: SignedTreeHead) -> String {
        "\(head.origin), \(head.tree.size) leaves, \(LocalTime.text(head.time.microseconds))"
    }

    private func meaning(of finding: ProofFinding) -> String {
        switch (finding.subject, finding.isGood) {
        case (.leaf, true): self.meaningOfGoodLeaf(finding.check)
        case (.leaf, false): self.meaningOfBadLeaf(finding.check)
        case (.head(let head), true): self.meaning(ofGood: finding.check, head)
        case (.head(let head), false): self.meaning(ofBad: finding.check, head)
        }
    }

    private func meaningOfGoodLeaf(_ check: ProofFinding.Check) -> String {
        if check == .code { return "The code is the one on the slip." }
        if check == .slip {
            return "The code, the id, the salt, the lane and what was given are those that the leaf was made of."
        }
        let index = self.proof.inclusion?.leafIndex ?? 0
        return "The signed tree holds the case as leaf \(index), with this number and day."
    }

    private func meaningOfBadLeaf(_ check: ProofFinding.Check) -> String {
        if check == .code {
            return self.proof.inclusion?.slip == nil
                ? "The file does not say whose slip it is, so it proves nothing of this one."
                : "The proof is of another slip: it proves nothing of this one."
        }
        return check == .slip
            ? "The leaf was made of another code, id, salt or lane, or of something else that was given: the slip is not "
                + "this case's, or the file was changed."
            : "The signed tree does not hold this leaf at this place: number, day, commitment, place or path were "
                + "changed, or never were in the tree."
    }

    private func meaning(ofGood check: ProofFinding.Check, _ head: SignedTreeHead) -> String {
        guard check == .consistency else {
            let key = VerificationText.hexadecimal(Array(head.publicKey.prefix(8)))
            return "The head was signed with the key\(key.isEmpty ? "" : " \(key)…")."
        }
        return head.tree.size <= self.proof.head.tree.size
            ? "The tree has everything that it had at the head of \(self.name(of: head))."
            : "The head of \(self.name(of: head)) still has everything that this tree has."
    }

    private func meaning(ofBad check: ProofFinding.Check, _ head: SignedTreeHead) -> String {
        let name = self.name(of: head)
        switch check {
        case .key:
            return "The head of \(name) names another key than the published one: it is not the province's, or of "
                + "before a change of the key; then give that one with --key, too."
        case .origin: return "Not compared: the head of \(name) is of another tree."
        case .consistency:
            return "The tree is not the one of the head of \(name) at another time: the record was changed in between. "
                + "Keep both heads: together they prove it."
        case .missingConsistency:
            return "No proof leads from the head of \(name) to this one. Ask for 'langnghe transparency consistency "
                + "\(min(head.tree.size, self.proof.head.tree.size)) "
                + "\(max(head.tree.size, self.proof.head.tree.size))', and give it with --head."
        default:
            return "The head of \(name) was not signed with the key: size, root, time or origin were changed, or it "
                + "is not the province's."
        }
    }
}
