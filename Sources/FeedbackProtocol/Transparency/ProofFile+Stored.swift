import CivilTime
import Transparency

/// A head as a file has it.
struct StoredHead: Decodable {
    let origin: String
    let treeSize: UInt64
    let rootHash: String
    let time: Int64
    let signature: String
    let publicKey: String

    enum CodingKeys: String, CodingKey {
        case origin, time, signature
        case treeSize = "tree_size"
        case rootHash = "root_hash"
        case publicKey = "public_key"
    }

    /// The head.
    ///
    /// - Parameter place: Where it stands, for the error.
    /// - Returns: It, signed by whomever.
    /// - Throws: ``ProofFileError`` that names the member that is wrong.
    func head(_ place: String) throws(ProofFileError) -> SignedTreeHead {
        guard self.origin.utf8.count <= 255 else { throw ProofFileError("\(place).origin is longer than 255 bytes") }
        return SignedTreeHead(
            origin: self.origin,
            tree: TreeHead(size: self.treeSize, root: try hexadecimalBytes(self.rootHash, "\(place).root_hash")),
            time: Timestamp(microseconds: self.time),
            signature: try hexadecimalBytes(self.signature, "\(place).signature"),
            publicKey: try hexadecimalBytes(self.publicKey, "\(place).public_key")
        )
    }
}

/// A proof as a file has it.
struct StoredProof: Decodable {
    struct Leaf: Decodable {
        let caseNumber: UInt64
        let day: String
        let commitment: String

        enum CodingKeys: String, CodingKey {
            case day, commitment
            case caseNumber = "case_number"
        }
    }

    struct Slip: Decodable {
        let trackingCode: String
        let submissionID: String
        let salt: String
        let lane: UInt8
        let submissionDigest: String

        enum CodingKeys: String, CodingKey {
            case salt, lane
            case trackingCode = "tracking_code"
            case submissionID = "submission_id"
            case submissionDigest = "submission_digest"
        }
    }

    struct Inclusion: Decodable {
        let leafIndex: UInt64
        let path: [String]

        enum CodingKeys: String, CodingKey {
            case path
            case leafIndex = "leaf_index"
        }
    }

    struct Continuation: Decodable {
        let earlier: StoredHead
        let path: [String]
    }

    let format: String
    let head: StoredHead
    let leaf: Leaf?
    let slip: Slip?
    let inclusion: Inclusion?
    let consistency: [Continuation]?

    var proof: TransparencyProof {
        get throws(ProofFileError) {
            var continuations: [TransparencyProof.Continuation] = []
            for (index, stored) in (self.consistency ?? []).enumerated() {
                let place = "consistency[\(index)]"
                continuations.append(
                    TransparencyProof.Continuation(
                        earlier: try stored.earlier.head("\(place).earlier"),
                        path: try hexadecimalPath(stored.path, "\(place).path")
                    )
                )
            }
            return TransparencyProof(
                head: try self.head.head("head"),
                inclusion: try self.proofOfInclusion,
                continuations: continuations
            )
        }
    }

    private var proofOfInclusion: TransparencyProof.Inclusion? {
        get throws(ProofFileError) {
            guard let leaf = self.leaf, let inclusion = self.inclusion else {
                if self.leaf != nil { throw ProofFileError("inclusion is missing") }
                if self.inclusion != nil || self.slip != nil { throw ProofFileError("leaf is missing") }
                return nil
            }
            guard let day = Day(leaf.day) else { throw ProofFileError("leaf.day is no day such as 2026-11-25") }
            var opening: SlipOpening?
            if let slip = self.slip {
                opening = SlipOpening(
                    trackingCode: slip.trackingCode,
                    submissionID: try hexadecimalBytes(slip.submissionID, "slip.submission_id"),
                    salt: try hexadecimalBytes(slip.salt, "slip.salt"),
                    lane: slip.lane,
                    submissionDigest: try hexadecimalBytes(slip.submissionDigest, "slip.submission_digest")
                )
            }
            return TransparencyProof.Inclusion(
                leaf: ReceptionLeaf(
                    caseNumber: leaf.caseNumber,
                    day: day,
                    commitment: try hexadecimalBytes(leaf.commitment, "leaf.commitment")
                ),
                slip: opening,
                leafIndex: inclusion.leafIndex,
                path: try hexadecimalPath(inclusion.path, "inclusion.path")
            )
        }
    }
}

/// The nodes of a path; no tree's has more than 65.
private func hexadecimalPath(_ texts: [String], _ place: String) throws(ProofFileError) -> [[UInt8]] {
    guard texts.count <= 65 else { throw ProofFileError("\(place) has more than 65 nodes") }
    var path: [[UInt8]] = []
    for (index, text) in texts.enumerated() { path.append(try hexadecimalBytes(text, "\(place)[\(index)]")) }
    return path
}

/// The bytes of hexadecimal digits in either case.
private func hexadecimalBytes(_ text: String, _ place: String) throws(ProofFileError) -> [UInt8] {
    let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard digits.count == text.count, digits.count.isMultiple(of: 2) else {
        throw ProofFileError("\(place) is not in hexadecimal digits, two for each byte")
    }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
