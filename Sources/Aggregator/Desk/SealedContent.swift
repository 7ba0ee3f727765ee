import CaseLifecycle
import FeedbackProtocol
import FoundationEssentials

/// What an operator is shown of a submission of a sealed lane: nothing that a citizen wrote.
enum SealedContent {
    /// A serialized submission without its text and tracking code when its lane is sealed; the journal keeps it whole.
    ///
    /// - Parameters:
    ///   - submission: The bytes as received; those that can't be decoded, and other lanes', stay as they are.
    ///   - isSealed: Whether a lane is sealed.
    /// - Returns: What may be shown.
    static func withoutText(_ submission: Data, isSealed: (Lane) -> Bool) -> Data {
        guard var decoded = try? WireSubmission(decoding: submission), case .entry(let entry) = decoded.content,
            let lane = entry.lane.lane, isSealed(lane)
        else { return submission }
        decoded.counter = ""
        decoded.visitID = Data()
        decoded.entry.text = ""
        decoded.entry.trackingCode = ""
        return (try? decoded.encodedData()) ?? Data()
    }
}
