import CivilTime
import FoundationEssentials
package import Transparency

/// A proof, or heads, as a file that a person keeps: JSON (RFC 8259) whose first member says what it proves.
///
/// Bytes are written in hexadecimal, days as `2026-11-25`, times in microseconds since 1970-01-01T00:00:00Z. Members that
/// are not known are left alone, so that later versions can add some.
package struct ProofFile: Sendable, Hashable {
    /// The form's name and version.
    static let format = "langnghe-proof-2"
    /// The largest file read, in bytes; a proof has a few thousand.
    package static let maximumSize = 1 << 20

    /// The proof.
    package var proof: TransparencyProof

    /// Makes a file of a proof.
    package init(_ proof: TransparencyProof) {
        self.proof = proof
    }

    /// The file without what tells whose slip it is, to be shown around.
    package var withoutSlip: ProofFile {
        var copy = self
        copy.proof.inclusion?.slip = nil
        return copy
    }

    /// Reads a file.
    ///
    /// - Throws: ``ProofFileError`` that names the member that is wrong.
    package init(parsing bytes: [UInt8]) throws(ProofFileError) {
        let stored: StoredProof = try Self.decoded(bytes)
        guard stored.format == Self.format else {
            throw ProofFileError("format is not \(Self.format): this version does not know the file's form")
        }
        self.proof = try stored.proof
    }

    /// Reads heads, one JSON object a line, as `langnghe transparency heads --json` writes them.
    ///
    /// - Throws: ``ProofFileError`` that names the line and the member that is wrong.
    package static func heads(parsing bytes: [UInt8]) throws(ProofFileError) -> [SignedTreeHead] {
        var heads: [SignedTreeHead] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            do throws(ProofFileError) {
                let stored: StoredHead = try Self.decoded(Array(line))
                heads.append(try stored.head("head"))
            } catch {
                throw ProofFileError("line \(index + 1): \(error.reason)")
            }
        }
        guard !heads.isEmpty else { throw ProofFileError("there is no head in it") }
        return heads
    }

    /// Reads what somebody noted of heads: one or more of them a line, or a proof, whose heads count.
    ///
    /// - Throws: ``ProofFileError`` that names what is wrong.
    package static func notedHeads(parsing bytes: [UInt8]) throws(ProofFileError) -> [TransparencyProof] {
        let form: Form? = try? self.decoded(bytes)
        if form?.format != nil { return [try ProofFile(parsing: bytes).proof] }
        return try self.heads(parsing: bytes).map { TransparencyProof(head: $0, inclusion: nil) }
    }

    /// What a file says it is.
    private struct Form: Decodable {
        let format: String?
    }

    private static func decoded<Stored: Decodable>(_ bytes: [UInt8]) throws(ProofFileError) -> Stored {
        do {
            return try JSONDecoder().decode(Stored.self, from: Data(bytes))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw ProofFileError("\(Self.place(context.codingPath + [key])) is missing")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw ProofFileError("\(Self.place(context.codingPath)) is of another kind than it must be")
        } catch {
            throw ProofFileError("it is no JSON of this form")
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}

/// Why a file is no proof; tells nothing of what is in it.
package struct ProofFileError: Error, Sendable, Hashable {
    /// What is wrong, in English, to follow the file's name and a colon.
    package let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
