package import CaseLifecycle

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file of submission ids, one a line, as kiosks write it when they have thanked.
package enum PublishedIDs {
    /// Reads such a file.
    ///
    /// - Parameter path: lines of 32 hexadecimal digits, hyphens allowed; empty lines are passed over.
    /// - Returns: the ids in the file's order, repetitions included.
    /// - Throws: ``OperatorError`` with the line at fault.
    package static func read(_ path: String) throws(OperatorError) -> [SubmissionID] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw OperatorError(.badData, "\(path) cannot be read; see whether it is there.", cause: error)
        }
        return try self.parse(data, path: path)
    }

    /// Reads the text of such a file; `path` is for the errors.
    static func parse(_ data: Data, path: String) throws(OperatorError) -> [SubmissionID] {
        var ids: [SubmissionID] = []
        ids.reserveCapacity(data.count / 33)
        for (index, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.isEmpty { continue }
            guard let id = SubmissionID(String(decoding: line, as: UTF8.self)) else {
                throw OperatorError(
                    .badData,
                    "\(path), line \(index + 1): not a submission id of 32 hexadecimal digits."
                )
            }
            ids.append(id)
        }
        return ids
    }
}
