import CaseLifecycle
import CivilTime

/// Holds one serialized `Submission` against the rules of `proto/README.md`, section "Validation".
///
/// Reads the bytes in place, once and in linear time; a rating is validated without any allocation.
package enum SubmissionValidator {
    /// Checks every rule that needs nothing but the submission itself.
    ///
    /// - Parameters:
    ///   - bytes: The serialized submission as received.
    ///   - limits: What it may hold at most.
    /// - Returns: What the intake needs to know of it.
    /// - Throws: ``SubmissionRejection`` with the first rule that is broken.
    package static func validate(
        _ bytes: Span<UInt8>,
        limits: SubmissionLimits = .standard
    ) throws(SubmissionRejection) -> ValidatedSubmission {
        guard bytes.count <= limits.submissionSize else { throw SubmissionRejection(.tooLarge, .submission) }
        let fields: SubmissionFields
        do throws(WireFormatError) {
            fields = try SubmissionFields(bytes)
        } catch {
            throw SubmissionRejection(.malformed, .submission)
        }
        let id = try self.identifier(bytes, fields.id)
        let capturedAt = Timestamp(microseconds: fields.capturedAt)
        guard capturedAt >= limits.earliestCapture, capturedAt < limits.endOfCapture else {
            throw SubmissionRejection(.outOfRange, .capturedAt)
        }
        guard TextSyntax.isUnitCode(bytes, fields.office), let office = TextSyntax.text(bytes, fields.office) else {
            throw SubmissionRejection(.malformed, .office)
        }
        try self.checkCircumstances(bytes, fields)
        guard let edition = TextSyntax.text(bytes, fields.registerEdition) else {
            throw SubmissionRejection(.malformed, .registerEdition)
        }
        return ValidatedSubmission(
            id: id,
            capturedAt: capturedAt,
            office: office,
            registerEdition: edition,
            content: try self.content(bytes, fields, limits)
        )
    }

    /// The identifier when the bytes have the layout of UUID version 7 (RFC 9562, section 5.7).
    private static func identifier(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(SubmissionRejection) -> SubmissionID {
        guard range.count == 16 else { throw SubmissionRejection(.malformed, .id) }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for offset in 0..<8 {
            high = high << 8 | UInt64(bytes[range.lowerBound + offset])
            low = low << 8 | UInt64(bytes[range.lowerBound + 8 + offset])
        }
        let id = SubmissionID(high: high, low: low)
        guard UUIDv7.hasLayout(id) else { throw SubmissionRejection(.malformed, .id) }
        return id
    }

    /// The short fields around the content, each of which may be absent.
    private static func checkCircumstances(
        _ bytes: Span<UInt8>,
        _ fields: SubmissionFields
    ) throws(SubmissionRejection) {
        try self.checkLength(fields.counter, .counter)
        guard TextSyntax.isLabel(bytes, fields.counter) else { throw SubmissionRejection(.malformed, .counter) }
        try self.checkCode(bytes, fields.field, .field)
        guard fields.visitID.isEmpty || fields.visitID.count == 16 else {
            throw SubmissionRejection(.malformed, .visitID)
        }
        try self.checkLength(fields.language, .language)
        guard fields.language.isEmpty || TextSyntax.isTag(bytes, fields.language) else {
            throw SubmissionRejection(.malformed, .language)
        }
        try self.checkLength(fields.registerEdition, .registerEdition)
        guard fields.registerEdition.isEmpty || TextSyntax.isTag(bytes, fields.registerEdition) else {
            throw SubmissionRejection(.malformed, .registerEdition)
        }
    }

    private static func content(
        _ bytes: Span<UInt8>,
        _ fields: SubmissionFields,
        _ limits: SubmissionLimits
    ) throws(SubmissionRejection) -> ValidatedSubmission.Content {
        switch fields.content {
        case .none: throw SubmissionRejection(.malformed, .content)
        case .rating(let range): .rating(level: try self.ratingLevel(bytes, range, limits))
        case .entry(let range): .opensCase(try self.entry(bytes, range, field: fields.field, limits))
        case .commendation(let range): .opensCase(try self.commendation(bytes, range, field: fields.field, limits))
        }
    }

    /// Checks that a short text is at most 64 bytes long.
    static func checkLength(
        _ range: Range<Int>,
        _ part: SubmissionRejection.Part
    ) throws(SubmissionRejection) {
        guard range.count <= TextSyntax.maximumLength else { throw SubmissionRejection(.outOfRange, part) }
    }

    /// Checks a code that may be absent.
    static func checkCode(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ part: SubmissionRejection.Part
    ) throws(SubmissionRejection) {
        try self.checkLength(range, part)
        guard range.isEmpty || TextSyntax.isCode(bytes, range) else { throw SubmissionRejection(.malformed, part) }
    }
}
