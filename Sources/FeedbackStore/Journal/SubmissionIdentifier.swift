package import Delivery

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The identifier in a serialized `Submission`, accepted or not: what the ledger keeps as the newest one's identity.
///
/// Whoever compares with the store's ``Delivery/EpochMark/throughSubmissionID`` asks here, so that both agree.
///
/// - Parameter bytes: The submission as received; may be anything.
/// - Returns: `nil` when the bytes are no Protocol Buffers message or it has no identifier of 16 bytes.
package func submissionIdentifier(of bytes: Data) -> Delivery.SubmissionID? {
    Delivery.SubmissionID(bytes: JournalScanner.identifier(of: bytes))
}
