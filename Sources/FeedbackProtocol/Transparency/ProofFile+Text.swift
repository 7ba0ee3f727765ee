import CivilTime
package import Transparency

extension ProofFile {
    /// The file's text, ended by a line break.
    package var text: String {
        var members = [
            "\"format\": \(Self.quoted(Self.format))", "\"proves\": \(Self.list(self.statement.map(Self.quoted), 1))",
            "\"head\": \(Self.object(Self.members(of: self.proof.head), 1))",
        ]
        if let inclusion = self.proof.inclusion {
            members.append(
                "\"leaf\": "
                    + Self.object(
                        [
                            "\"case_number\": \(inclusion.leaf.caseNumber)",
                            "\"day\": \(Self.quoted("\(inclusion.leaf.day)"))",
                            "\"commitment\": \(Self.quoted(inclusion.leaf.commitment))",
                        ],
                        1
                    )
            )
            if let slip = inclusion.slip {
                members.append(
                    "\"slip\": "
                        + Self.object(
                            [
                                "\"tracking_code\": \(Self.quoted(slip.trackingCode))",
                                "\"submission_id\": \(Self.quoted(slip.submissionID))",
                                "\"salt\": \(Self.quoted(slip.salt))",
                                "\"lane\": \(slip.lane)",
                                "\"submission_digest\": \(Self.quoted(slip.submissionDigest))",
                            ],
                            1
                        )
                )
            }
            members.append(
                "\"inclusion\": "
                    + Self.object(
                        [
                            "\"leaf_index\": \(inclusion.leafIndex)",
                            "\"path\": \(Self.list(inclusion.path.map { Self.quoted($0) }, 2))",
                        ],
                        1
                    )
            )
        }
        if !self.proof.continuations.isEmpty {
            let continuations = self.proof.continuations.map { continuation in
                Self.object(
                    [
                        "\"earlier\": \(Self.object(Self.members(of: continuation.earlier), 3))",
                        "\"path\": \(Self.list(continuation.path.map { Self.quoted($0) }, 3))",
                    ],
                    2
                )
            }
            members.append("\"consistency\": \(Self.list(continuations, 1))")
        }
        return Self.object(members, 0) + "\n"
    }

    /// A head as one line, as files of heads have it.
    package static func line(of head: SignedTreeHead) -> String {
        "{\(self.members(of: head).joined(separator: ", "))}"
    }

    /// What the file proves and what it does not, for whoever opens it.
    private var statement: [String] {
        let head = self.proof.head
        let tree = "the tree of \(head.origin) with \(head.tree.size) leaves, signed at \(head.time.localDescription)"
        var lines: [String] = []
        if let leaf = self.proof.inclusion?.leaf {
            let whose = self.proof.inclusion?.slip == nil ? "a citizen's slip" : "the slip with the code below"
            lines += [
                "The province's record, \(tree), holds case \(leaf.caseNumber), received on \(leaf.day),",
                "opened by \(whose). Whoever says that nothing was received on that day is wrong.",
                "It does not say by whom it was given, or how it was answered.",
            ]
        }
        if self.proof.inclusion?.slip != nil {
            lines += [
                "Whoever has the code can follow the case: delete the member \"slip\" before you show this around;",
                "the rest still proves that the case is there. That member also says as what it was given (\"lane\", 3",
                "for a denunciation), and has the hash of what was given: whoever has its bytes can show that they are",
                "those, and nobody can put others in their place.",
            ]
        }
        for earlier in self.proof.continuations.map(\.earlier) {
            lines.append(
                "Nothing was taken out of or changed in the first \(earlier.tree.size) leaves until there were "
                    + "\(head.tree.size)."
            )
        }
        return lines + ["Check it without any network: langnghe transparency verify FILE --key PUBLISHED-KEY"]
    }

    private static func members(of head: SignedTreeHead) -> [String] {
        [
            "\"origin\": \(self.quoted(head.origin))", "\"tree_size\": \(head.tree.size)",
            "\"root_hash\": \(self.quoted(head.tree.root))", "\"time\": \(head.time.microseconds)",
            "\"signature\": \(self.quoted(head.signature))", "\"public_key\": \(self.quoted(head.publicKey))",
        ]
    }

    private static func object(_ members: [String], _ depth: Int) -> String {
        self.block("{", members, "}", depth)
    }

    private static func list(_ elements: [String], _ depth: Int) -> String {
        elements.isEmpty ? "[]" : self.block("[", elements, "]", depth)
    }

    private static func block(_ opening: String, _ parts: [String], _ closing: String, _ depth: Int) -> String {
        let indent = String(repeating: "  ", count: depth)
        return "\(opening)\n" + parts.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(closing)"
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        "\"\(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())\""
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": return "\\\(scalar)"
            default:
                guard scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) else { return String(scalar) }
                let digits = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return "\"\(escaped.joined())\""
    }
}
