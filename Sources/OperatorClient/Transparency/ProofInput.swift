import CaseLifecycle
package import FeedbackProtocol
import Foundation
import Identity
package import Transparency

/// Files of proofs and of heads, as somebody kept them, and where new ones go.
package enum ProofInput {
    /// Reads a proof.
    ///
    /// - Throws: ``OperatorError`` with `bad-data` that names the file and what is wrong in it.
    package static func proof(_ path: String) throws(OperatorError) -> TransparencyProof {
        let bytes = try self.bytes(path)
        do throws(ProofFileError) {
            return try ProofFile(parsing: bytes).proof
        } catch {
            throw OperatorError(.badData, "\(path) is no proof: \(error.reason).", cause: error)
        }
    }

    /// Reads heads that somebody noted, or a proof with heads in it.
    ///
    /// - Throws: ``OperatorError`` with `bad-data` that names the file and what is wrong in it.
    package static func heads(_ path: String) throws(OperatorError) -> [TransparencyProof] {
        let bytes = try self.bytes(path)
        do throws(ProofFileError) {
            return try ProofFile.notedHeads(parsing: bytes)
        } catch {
            throw OperatorError(.badData, "\(path) has no heads: \(error.reason).", cause: error)
        }
    }

    /// Reads a public key: 64 hexadecimal digits.
    ///
    /// - Throws: ``OperatorError`` with `usage`.
    package static func key(_ text: String) throws(OperatorError) -> [UInt8] {
        let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
        guard digits.count == 64, text.count == 64 else {
            throw OperatorError(
                .usage,
                "--key takes 64 hexadecimal digits, as 'langnghe transparency key' prints them."
            )
        }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Reads a slip's code as somebody typed it.
    ///
    /// - Returns: Its ten symbols, without the hyphen.
    /// - Throws: ``OperatorError`` with `usage`.
    package static func code(_ text: String) throws(OperatorError) -> String {
        guard let code = try? TrackingCode(parsing: text) else {
            throw OperatorError(.usage, "--code takes the ten symbols on the slip, such as 7M2QK-0X9V8.")
        }
        return code.symbols
    }

    /// Writes a new file that only its owner can read.
    ///
    /// - Throws: ``OperatorError`` when there is one already, or it cannot be written.
    package static func write(_ file: ProofFile, to path: String) throws(OperatorError) {
        do throws(IdentityError) {
            try ProtectedFile.write(Array(file.text.utf8), to: path, replaces: false)
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    private static func bytes(_ path: String) throws(OperatorError) -> [UInt8] {
        // No more is read than a proof can have, however large the file is.
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: ProofFile.maximumSize + 1) ?? Data()
        else {
            throw OperatorError(.badData, "\(path) cannot be read; name a file that is there.")
        }
        guard data.count <= ProofFile.maximumSize else {
            throw OperatorError(.badData, "\(path) is larger than a proof can be.")
        }
        return Array(data)
    }
}
