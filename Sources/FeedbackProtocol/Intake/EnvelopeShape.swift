/// What kind of `KioskMessage` a frame is, found without decoding it.
enum EnvelopeShape {
    /// None of the contents this version knows.
    case empty
    case hello
    case publish(submissionCount: Int)
    case status
    case citizenRequest
    case proofRequest
    case dayTally

    /// Looks at every field of the frame once.
    ///
    /// - Throws: ``WireFormatError`` when the frame is no message, or a field that may stand once stands twice.
    init(_ frame: Span<UInt8>) throws(WireFormatError) {
        var reader = WireFieldReader(0..<frame.count)
        var seen = SeenFields()
        self = .empty
        while let field = try reader.next(in: frame) {
            guard (1...3).contains(field.number) || (7...9).contains(field.number) else { continue }
            try seen.insert(1)  // One content of the six.
            let range = try field.range
            switch field.number {
            case 1:
                try EnvelopeShape.checkSingular(frame, range, numbers: 1...5, texts: 5...5)
                self = .hello
            case 2: self = .publish(submissionCount: try EnvelopeShape.submissionCount(frame, range))
            case 3:
                try EnvelopeShape.checkSingular(frame, range, numbers: 1...6, texts: 1...1)
                self = .status
            case 7:
                try EnvelopeShape.checkCitizenRequest(frame, range)
                self = .citizenRequest
            case 9:
                try EnvelopeShape.checkDayTally(frame, range)
                self = .dayTally
            default:
                try EnvelopeShape.checkProofRequest(frame, range)
                self = .proofRequest
            }
        }
    }

    /// Checks that of a message's fields each stands at most once; those in `texts` are texts, the others numbers.
    private static func checkSingular(
        _ frame: Span<UInt8>,
        _ range: Range<Int>,
        numbers: ClosedRange<Int>,
        texts: ClosedRange<Int>
    ) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: frame) {
            guard numbers.contains(field.number) else { continue }
            try seen.insert(field.number)
            if texts.contains(field.number) { _ = try field.range } else { _ = try field.integer }
        }
    }

    /// Checks a `CitizenRequest` and the statement in it.
    private static func checkCitizenRequest(_ frame: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: frame) {
            guard (1...3).contains(field.number) else { continue }
            try seen.insert(field.number)
            guard field.number != 1 else {
                _ = try field.integer
                continue
            }
            let content = try field.range
            guard field.number == 3 else { continue }
            var inner = WireFieldReader(content)
            var seenInside = SeenFields()
            while let field = try inner.next(in: frame) {
                guard (1...5).contains(field.number) else { continue }
                try seenInside.insert(field.number)
                if field.number == 2 || field.number == 5 { _ = try field.integer } else { _ = try field.range }
            }
        }
    }

    /// Checks a `ProofRequest`; its sizes may stand several times.
    private static func checkProofRequest(_ frame: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: frame) {
            guard (1...2).contains(field.number) else { continue }
            try seen.insert(field.number)
            if field.number == 1 { _ = try field.integer } else { _ = try field.range }
        }
    }

    /// Counts the submissions of a `Publish`.
    private static func submissionCount(_ frame: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) -> Int {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        var count = 0
        while let field = try reader.next(in: frame) {
            switch field.number {
            case 1, 2:
                try seen.insert(field.number)
                _ = try field.integer
            case 3:
                _ = try field.range
                count += 1
            default: continue
            }
        }
        return count
    }
}
