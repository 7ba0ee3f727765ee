import CivilTime

extension RatingFacts {
    /// Reads the facts out of a serialized submission in place, without the cost of a message object.
    ///
    /// It reads alike what ``init(_:)`` reads of a decoded submission, since whatever is journalled was validated first.
    ///
    /// Gives `nil` when the bytes are none, hold no rating, or a text in them is not UTF-8.
    ///
    /// - Parameter bytes: The submission as journalled.
    package init?(reading bytes: Span<UInt8>) {
        guard let fields = try? SubmissionFields(bytes), case .rating(let range) = fields.content,
            let office = TextSyntax.text(bytes, fields.office), let counter = TextSyntax.text(bytes, fields.counter),
            let field = TextSyntax.text(bytes, fields.field), TextSyntax.isUTF8(bytes, fields.language),
            TextSyntax.isUTF8(bytes, fields.registerEdition), let rating = try? Lists(bytes, range)
        else { return nil }
        self.init(
            office: FeedUnitCode(office),
            counter: FeedLabel(counter),
            field: FeedCode(field),
            scale: FeedCode(rating.scale),
            level: rating.level,
            criteria: rating.criteria,
            reasons: rating.reasons,
            capturedAt: Timestamp(microseconds: fields.capturedAt)
        )
    }

    /// The 16 bytes that tie what was given in one visit together; `nil` when a submission has none.
    package static func visit(in bytes: Span<UInt8>) -> UInt128? {
        guard let fields = try? SubmissionFields(bytes), fields.visitID.count == 16 else { return nil }
        return fields.visitID.reduce(UInt128(0)) { $0 << 8 | UInt128(bytes[$1]) }
    }

    /// What one serialized `Rating` holds.
    private struct Lists {
        var scale = ""
        var level: UInt32 = 0
        var criteria: [Criterion] = []
        var reasons: [FeedCode] = []

        init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
            var reader = WireFieldReader(range)
            while let field = try reader.next(in: bytes) {
                switch field.number {
                case 1: self.scale = try Self.text(bytes, try field.range)
                case 2: self.level = UInt32(truncatingIfNeeded: try field.integer)
                case 3: self.criteria.append(try Self.criterion(bytes, try field.range))
                case 4: self.reasons.append(FeedCode(try Self.text(bytes, try field.range)))
                default: continue
                }
            }
        }

        private static func criterion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) -> Criterion {
            var reader = WireFieldReader(range)
            var criterion = Criterion(code: .none, isMet: false)
            while let field = try reader.next(in: bytes) {
                switch field.number {
                case 1: criterion.code = FeedCode(try self.text(bytes, try field.range))
                case 2: criterion.isMet = try field.integer != 0
                default: continue
                }
            }
            return criterion
        }

        private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) -> String {
            guard let text = TextSyntax.text(bytes, range) else { throw .malformed }
            return text
        }
    }
}
