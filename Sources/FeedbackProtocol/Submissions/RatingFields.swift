/// What one serialized `Rating` holds, its lists checked as they are passed.
struct RatingFields {
    private(set) var scale = 0..<0
    private(set) var level: UInt32 = 0
    private(set) var criterionCount = 0
    private(set) var reasonCount = 0

    /// The list that holds something else than codes, if one does.
    private(set) var wrongList: SubmissionRejection.Part?

    /// Finds the fields of the rating in `range`.
    ///
    /// - Throws: ``WireFormatError`` when the bytes are no message or a singular field stands twice.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: bytes) {
            switch field.number {
            case 1:
                try seen.insert(1)
                self.scale = try field.range
            case 2:
                try seen.insert(2)
                self.level = UInt32(truncatingIfNeeded: try field.integer)
            case 3:
                let criterion = try RatingFields.criterion(bytes, try field.range)
                self.criterionCount += 1
                if !TextSyntax.isCode(bytes, criterion) { self.wrongList = .criteria }
            case 4:
                self.reasonCount += 1
                if !TextSyntax.isCode(bytes, try field.range) { self.wrongList = .reasons }
            default: continue
            }
        }
    }

    /// The code in a serialized `CriterionAnswer`; an empty range when it has none.
    private static func criterion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) -> Range<Int> {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        var criterion = 0..<0
        while let field = try reader.next(in: bytes) {
            switch field.number {
            case 1:
                try seen.insert(1)
                criterion = try field.range
            case 2:
                try seen.insert(2)
                _ = try field.integer
            default: continue
            }
        }
        return criterion
    }
}
