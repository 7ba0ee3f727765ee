import AdministrativeRegister
package import CaseImport
import CaseLifecycle
package import CivilTime
import Crypto
import RuleFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The files of an import: the mapping and the spreadsheets.
package enum ImportFiles {
    /// The bytes of a spreadsheet that are read at once.
    static let chunkSize = 256 * 1024

    /// Reads a mapping, in the words of this program's register and of the rules of a data folder.
    ///
    /// - Parameters:
    ///   - path: The mapping file.
    ///   - folder: Where the province's own rules are, if it has any.
    ///   - day: Today, whose rules name states and outcomes.
    /// - Returns: The mapping.
    /// - Throws: ``OperatorError`` with file, line and reason of every problem.
    package static func mapping(
        _ path: String,
        rulesIn folder: DataFolder,
        on day: Day
    ) throws(OperatorError) -> ImportMapping {
        guard let file = YAMLFile(contentsOf: path) else {
            throw OperatorError(.badData, "\(path) can't be read. Check its name and permissions.")
        }
        let codes: CodeVocabulary
        do throws(RegisterFileError) {
            codes = try CodeVocabulary()
        } catch {
            throw OperatorError(.badData, "The code lists of this program are broken: \(error)", cause: error)
        }
        guard let rules = try RuleCheck.law(folder).ruleSet(on: day) else {
            throw OperatorError(.badData, "There are no case rules. Restore those in \(folder.path)/rules.")
        }
        let vocabulary = ImportVocabulary(
            register: try RegisterLookup().register,
            subjects: codes.subjects,
            fields: codes.fields,
            rules: rules
        )
        do throws(RuleFileError) {
            var problems = ProblemCollector()
            let mapping = ImportMapping.read(file, vocabulary: vocabulary, &problems)
            try problems.throwIfAny()
            if let mapping { return mapping }
        } catch {
            throw OperatorError(.badData, "\(error)", cause: error)
        }
        throw OperatorError(.badData, "\(path) is no mapping. See the page MappingFile of CaseImport.")
    }

    /// A spreadsheet's bytes.
    ///
    /// - Throws: ``OperatorError`` when it can't be read.
    static func bytes(of path: String) throws(OperatorError) -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw OperatorError(.badData, "\(path) can't be read. Check its name and permissions.")
        }
        return Array(data)
    }

    /// SHA-256, of which an import keeps sixteen bytes.
    static let hash: ImportHash = { bytes in ImportDigest(firstBytesOf: SHA256.hash(data: bytes)) }
}
