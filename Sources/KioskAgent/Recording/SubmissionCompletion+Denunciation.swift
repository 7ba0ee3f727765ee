import FeedbackProtocol
import FoundationEssentials
import Identity

extension SubmissionCompletion {
    /// Why a kiosk keeps no denunciation (đơn tố cáo), and what to do.
    static let noInspectorateKey =
        "This kiosk's key file has no inspectorate-key, so denunciations can't be sealed and are not kept. Ask the "
        + "province for a new key file."

    /// Seals a denunciation's text to the inspectorate's key and takes out what would tell who gave it: the counter, and
    /// the visit that ties it to a rating.
    ///
    /// - Throws: ``AgentError`` with `invalid` when there is no key to seal to: it is never kept in clear.
    func sealDenunciation(_ submission: inout WireSubmission) throws(AgentError) {
        guard case .entry(let entry) = submission.content, entry.lane == .denunciation else { return }
        guard let inspectorateKey else { throw AgentError(.invalid, Self.noInspectorateKey) }
        submission.counter = ""
        submission.visitID = Data()
        // A front end that seals by itself gives no text.
        if entry.hasSealedText, entry.text.isEmpty { return }
        guard entry.text.utf8.count <= TextSeal.sizeLimit else {
            throw AgentError(
                .invalid,
                "The text is longer than \(TextSeal.sizeLimit) bytes. Shorten it. Nothing was kept."
            )
        }
        do {
            let sealed = try TextSeal.seal(
                entry.text,
                submissionID: Array(submission.id),
                to: inspectorateKey
            )
            submission.entry.sealedText = WireSealedContact(sealed)
            submission.entry.text = ""
        } catch {
            throw AgentError(
                .invalid,
                "The denunciation can't be sealed: the id isn't 16 bytes, or the key file's inspectorate-key is wrong. "
                    + "Nothing was kept."
            )
        }
    }
}

extension WireSealedContact {
    /// What was sealed, as the wire carries it.
    init(_ sealed: SealedContactParts) {
        self = .make {
            $0.keyID = Data(sealed.keyID)
            $0.encapsulatedKey = Data(sealed.encapsulatedKey)
            $0.ciphertext = Data(sealed.ciphertext)
        }
    }
}
