import CivilTime
import Identity
package import Transparency

/// What a proof is worth, for people and programs; needs nothing but the files.
package struct ProofVerdict: Sendable {
    private let proof: TransparencyProof
    private let findings: [ProofFinding]
    private let hasPublishedKey: Bool

    /// Checks a proof.
    ///
    /// - Parameters:
    ///   - proof: The proof.
    ///   - publishedKey: The key that the province published; `nil` to take the one in the file.
    ///   - noted: Heads that somebody noted, and proofs between heads.
    package init(_ proof: TransparencyProof, publishedKey: [UInt8]?, noted: [TransparencyProof]) {
        self.proof = proof
        self.findings = ProofCheck(publishedKey: publishedKey).findings(of: proof, noted: noted)
        self.hasPublishedKey = publishedKey != nil
    }

    /// Whether nothing is wrong with it.
    package var isSound: Bool { self.findings.allSatisfy(\.isGood) }

    /// The verdict in lines.
    package var lines: [String] {
        let head = self.proof.head
        var sheet = FactSheet()
        sheet.add("Head", self.name(of: head))
        sheet.add("Key", VerificationText.hexadecimal(head.publicKey))
        if let inclusion = self.proof.inclusion {
            sheet.add("Case", "\(inclusion.leaf.caseNumber), received on \(inclusion.leaf.day)")
        }
        var table = Table([.text(""), .text("CHECK"), .wrapping("WHAT IT MEANS")])
        for finding in self.findings {
            table.add([finding.isGood ? "ok" : "FAILED", finding.check.rawValue, self.meaning(of: finding)])
        }
        var lines = sheet.lines + table.lines()
        if self.isSound, !self.hasPublishedKey {
            lines += TextLayout.wrap(
                "The key is the file's own, which proves nothing by itself: compare it with the one that the province "
                    + "published, or give that one with --key."
            )
        }
        return lines + [self.isSound ? "The proof holds." : "The proof does not hold."]
    }

    /// The verdict as a JSON object.
    package var json: JSONValue {
        let leaf = self.proof.inclusion?.leaf
        let number = leaf.map { JSONValue.natural($0.caseNumber) } ?? JSONValue.null
        let day = leaf.map { JSONValue.text("\($0.day)") } ?? JSONValue.null
        return [
            "sound": .bool(self.isSound),
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
        if check == .slip { return "The code, the id and the salt are those that the leaf was made of." }
        let index = self.proof.inclusion?.leafIndex ?? 0
        return "The signed tree holds the case as leaf \(index), with this number and day."
    }

    private func meaningOfBadLeaf(_ check: ProofFinding.Check) -> String {
        check == .slip
            ? "The leaf was made of another code, id or salt: the slip is not this case's, or the file was changed."
            : "The signed tree does not hold this leaf at this place: number, day, commitment, place or path were "
                + "changed, or never were in the tree."
    }

    private func meaning(ofGood check: ProofFinding.Check, _ head: SignedTreeHead) -> String {
        guard check == .consistency else { return "The head was signed with the key." }
        return head.tree.size <= self.proof.head.tree.size
            ? "The tree has everything that it had at the head of \(self.name(of: head))."
            : "The head of \(self.name(of: head)) still has everything that this tree has."
    }

    private func meaning(ofBad check: ProofFinding.Check, _ head: SignedTreeHead) -> String {
        let name = self.name(of: head)
        switch check {
        case .key:
            return "The head of \(name) names another key than the published one: it is not the province's, or of "
                + "before a change of the key."
        case .origin: return "The head of \(name) is of another aggregator: their trees have nothing in common."
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
