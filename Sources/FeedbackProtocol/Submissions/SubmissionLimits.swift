package import CivilTime

/// A scale of satisfaction (thang đánh giá mức độ hài lòng): its code and how many levels it has.
package struct RatingScale: Sendable, Hashable {
    /// The scale's code, such as `faces-5`.
    package let code: String

    /// The highest level, 1 to 10; the lowest is 1 and the worst.
    package let levels: UInt32

    /// The code's bytes, compared with those received.
    let codeBytes: [UInt8]

    /// Makes a scale; `levels` is cut to 1 to 10.
    package init(code: String, levels: UInt32) {
        self.code = code
        self.levels = min(max(levels, 1), 10)
        self.codeBytes = Array(code.utf8)
    }
}

/// What a submission may hold at most; `proto/README.md` tells clients the standard values.
package struct SubmissionLimits: Sendable, Hashable {
    /// The largest serialized submission, in bytes.
    package var submissionSize = 65_536

    /// The longest text of an entry or a commendation, in bytes of UTF-8.
    package var textSize = 20_000

    /// How many criteria, and how many reasons, a rating may have.
    package var listCount = 32

    /// The longest ciphertext of a sealed contact, in bytes.
    package var sealedContactSize = 4096

    /// How much longer a ciphertext is than what was sealed.
    package static let sealOverhead = 16

    /// What the size of a padded text is a multiple of, in bytes.
    package static let sealedTextBlock = 1024

    /// The longest ciphertext of a sealed text, in bytes: that of the longest text with its padding.
    package var sealedTextSize: Int {
        (self.textSize / SubmissionLimits.sealedTextBlock + 1) * SubmissionLimits.sealedTextBlock
            + SubmissionLimits.sealOverhead
    }

    /// The earliest instant a kiosk's clock may show: 2020-01-01T00:00:00Z.
    package var earliestCapture = Timestamp(microseconds: 1_577_836_800_000_000)

    /// The first instant that is too late for a kiosk's clock: 2100-01-01T00:00:00Z.
    package var endOfCapture = Timestamp(microseconds: 4_102_444_800_000_000)

    /// The scales in use.
    package var scales = [
        RatingScale(code: "faces-5", levels: 5),
        RatingScale(code: "faces-3", levels: 3),
        RatingScale(code: "faces-4", levels: 4),
        RatingScale(code: "points-10", levels: 10),
    ]

    /// Makes the standard limits.
    package init() {}

    /// The limits in force when nothing else is set.
    package static let standard = SubmissionLimits()
}
