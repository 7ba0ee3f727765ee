import FeedbackProtocol
import FoundationEssentials

/// Mends a quarantined submission the way an operator asks.
enum SubmissionMending {
    /// - Parameters:
    ///   - original: the bytes as received.
    ///   - wish: what to change.
    /// - Returns: the mended bytes; the original ones when nothing is to be changed.
    /// - Throws: ``DeskRefusal`` when the bytes cannot be decoded and so not be changed in part.
    static func mend(_ original: Data, as wish: WireDecideQuarantined) throws(DeskRefusal) -> Data {
        let base = wish.mendedSubmission.isEmpty ? original : wish.mendedSubmission
        guard !wish.mendedOffice.isEmpty || wish.cutText else { return base }
        do throws(WireCodingError) {
            var submission = try WireSubmission(decoding: base)
            if !wish.mendedOffice.isEmpty {
                submission.office = wish.mendedOffice
                submission.registerEdition = ""
            }
            if wish.cutText { self.cutTexts(of: &submission) }
            return try submission.encodedData()
        } catch {
            throw DeskRefusal(
                .notAllowed,
                "The submission cannot be decoded, so it cannot be mended in part. Give a whole one with --submission."
            )
        }
    }

    private static func cutTexts(of submission: inout WireSubmission) {
        let limit = SubmissionLimits.standard.textSize
        switch submission.content {
        case .entry(var entry):
            entry.text = self.cut(entry.text, to: limit)
            submission.entry = entry
        case .commendation(var commendation):
            commendation.text = self.cut(commendation.text, to: limit)
            submission.commendation = commendation
        case .rating, .none: break
        }
    }

    /// The longest beginning of a text that has at most `limit` bytes of UTF-8 and ends between two characters.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.startIndex
        var size = 0
        for character in text {
            size += character.utf8.count
            guard size <= limit else { break }
            end = text.index(after: end)
        }
        return String(text[..<end])
    }
}
