/// Where the fields of one serialized `Submission` are; an absent one has an empty range.
struct SubmissionFields {
    /// Which content the submission has, and where.
    enum Content {
        case none
        case rating(Range<Int>)
        case entry(Range<Int>)
        case commendation(Range<Int>)
    }

    private(set) var id = 0..<0
    private(set) var capturedAt: Int64 = 0
    private(set) var office = 0..<0
    private(set) var counter = 0..<0
    private(set) var field = 0..<0
    private(set) var visitID = 0..<0
    private(set) var language = 0..<0
    private(set) var registerEdition = 0..<0
    private(set) var content = Content.none

    /// Finds the fields; unknown ones are passed over.
    ///
    /// - Throws: ``WireFormatError`` when the bytes are no message or a field stands twice.
    init(_ bytes: Span<UInt8>) throws(WireFormatError) {
        var reader = WireFieldReader(0..<bytes.count)
        var seen = SeenFields()
        while let field = try reader.next(in: bytes) {
            switch field.number {
            case 1...8: try seen.insert(field.number)
            case 16...18: try seen.insert(16)  // One content of the three.
            default: continue
            }
            switch field.number {
            case 1: self.id = try field.range
            case 2: self.capturedAt = Int64(bitPattern: try field.integer)
            case 3: self.office = try field.range
            case 4: self.counter = try field.range
            case 5: self.field = try field.range
            case 6: self.visitID = try field.range
            case 7: self.language = try field.range
            case 8: self.registerEdition = try field.range
            case 16: self.content = .rating(try field.range)
            case 17: self.content = .entry(try field.range)
            default: self.content = .commendation(try field.range)
            }
        }
    }
}
