extension SubmissionValidator {
    /// Checks a serialized `Rating` and gives its level.
    static func ratingLevel(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ limits: SubmissionLimits
    ) throws(SubmissionRejection) -> UInt32 {
        let fields: RatingFields
        do throws(WireFormatError) {
            fields = try RatingFields(bytes, range)
        } catch {
            throw SubmissionRejection(.malformed, .content)
        }
        try self.checkLength(fields.scale, .scale)
        guard TextSyntax.isCode(bytes, fields.scale) else { throw SubmissionRejection(.malformed, .scale) }
        if let part = fields.wrongList { throw SubmissionRejection(.malformed, part) }
        guard let levels = self.levels(ofScale: fields.scale, bytes, limits) else {
            throw SubmissionRejection(.outOfRange, .scale)
        }
        guard fields.level >= 1, fields.level <= levels else { throw SubmissionRejection(.outOfRange, .level) }
        guard fields.criterionCount <= limits.listCount else { throw SubmissionRejection(.outOfRange, .criteria) }
        guard fields.reasonCount <= limits.listCount else { throw SubmissionRejection(.outOfRange, .reasons) }
        return fields.level
    }

    /// The number of levels of a known scale, or `nil`.
    private static func levels(
        ofScale range: Range<Int>,
        _ bytes: Span<UInt8>,
        _ limits: SubmissionLimits
    ) -> UInt32? {
        next: for scale in limits.scales where scale.codeBytes.count == range.count {
            for offset in scale.codeBytes.indices where scale.codeBytes[offset] != bytes[range.lowerBound + offset] {
                continue next
            }
            return scale.levels
        }
        return nil
    }
}
