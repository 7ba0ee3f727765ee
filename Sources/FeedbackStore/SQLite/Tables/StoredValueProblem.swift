import CaseLifecycle

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A row whose values cannot be what this software wrote.
struct StoredValueProblem: Error {
    /// The table it is in.
    let table: String
}

/// An identifier's 16 bytes as the database takes them.
func storedBytes(_ identifier: SubmissionID) -> Data {
    Data(identifier.bytes)
}
