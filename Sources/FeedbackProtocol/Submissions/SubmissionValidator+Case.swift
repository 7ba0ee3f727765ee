import CaseLifecycle

extension SubmissionValidator {
    /// Checks a serialized `Entry`.
    static func entry(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        field: Range<Int>,
        _ limits: SubmissionLimits
    ) throws(SubmissionRejection) -> ValidatedSubmission.CaseOpening {
        let fields = try self.caseFields { () throws(WireFormatError) in try CaseFields(entry: bytes, range) }
        guard let lane = WireLane(rawValue: Int(fields.lane))?.lane, WireLane.citizensChoices.contains(lane) else {
            throw SubmissionRejection(.outOfRange, .lane)
        }
        return try self.opening(bytes, fields, lane: lane, field: field, limits)
    }

    /// Checks a serialized `Commendation`.
    static func commendation(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        field: Range<Int>,
        _ limits: SubmissionLimits
    ) throws(SubmissionRejection) -> ValidatedSubmission.CaseOpening {
        let fields = try self.caseFields { () throws(WireFormatError) in try CaseFields(commendation: bytes, range) }
        return try self.opening(bytes, fields, lane: .commendation, field: field, limits)
    }

    private static func caseFields(
        _ read: () throws(WireFormatError) -> CaseFields
    ) throws(SubmissionRejection) -> CaseFields {
        do throws(WireFormatError) {
            return try read()
        } catch {
            throw SubmissionRejection(.malformed, .content)
        }
    }

    /// Checks what entries and commendations have in common.
    private static func opening(
        _ bytes: Span<UInt8>,
        _ fields: CaseFields,
        lane: Lane,
        field: Range<Int>,
        _ limits: SubmissionLimits
    ) throws(SubmissionRejection) -> ValidatedSubmission.CaseOpening {
        try self.checkCode(bytes, fields.subject, .subject)
        guard fields.unit.isEmpty || TextSyntax.isUnitCode(bytes, fields.unit) else {
            throw SubmissionRejection(.malformed, .unit)
        }
        guard fields.text.count <= limits.textSize else { throw SubmissionRejection(.textTooLong, .text) }
        guard TextSyntax.isUTF8(bytes, fields.text) else { throw SubmissionRejection(.malformed, .text) }
        if let contact = fields.sealedContact {
            guard contact.keyID.count == 8, contact.encapsulatedKey.count == 32, contact.ciphertext.count >= 16 else {
                throw SubmissionRejection(.malformed, .sealedContact)
            }
            guard contact.ciphertext.count <= limits.sealedContactSize else {
                throw SubmissionRejection(.outOfRange, .sealedContact)
            }
        }
        try self.checkSealedText(fields, lane: lane, limits)
        guard let subject = TextSyntax.text(bytes, fields.subject), let fieldCode = TextSyntax.text(bytes, field),
            let unit = TextSyntax.text(bytes, fields.unit)
        else { throw SubmissionRejection(.malformed, .content) }
        return ValidatedSubmission.CaseOpening(
            lane: lane,
            subject: subject,
            field: fieldCode,
            unit: unit,
            trackingCode: try self.trackingCode(bytes, fields.trackingCode),
            hasSealedContact: fields.sealedContact != nil
        )
    }

    /// Checks that a sealed text is a denunciation's, the only one, and of whole blocks.
    private static func checkSealedText(
        _ fields: CaseFields,
        lane: Lane,
        _ limits: SubmissionLimits
    ) throws(SubmissionRejection) {
        guard let text = fields.sealedText else { return }
        let (size, overhead) = (text.ciphertext.count, SubmissionLimits.sealOverhead)
        guard lane == .denunciation, fields.text.isEmpty, text.keyID.count == 8, text.encapsulatedKey.count == 32,
            size > overhead, (size - overhead).isMultiple(of: SubmissionLimits.sealedTextBlock)
        else { throw SubmissionRejection(.malformed, .sealedText) }
        guard size <= limits.sealedTextSize else { throw SubmissionRejection(.textTooLong, .sealedText) }
    }

    /// The tracking code when it stands in its one form: ten capitals and digits without hyphen, the check right.
    private static func trackingCode(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(SubmissionRejection) -> TrackingCode {
        guard range.count == TrackingCode.symbolCount, let text = TextSyntax.text(bytes, range),
            let code = try? TrackingCode(parsing: text), code.symbols == text
        else { throw SubmissionRejection(.trackingCode, .trackingCode) }
        return code
    }
}
