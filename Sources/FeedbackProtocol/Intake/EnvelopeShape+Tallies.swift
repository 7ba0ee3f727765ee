extension EnvelopeShape {
    /// Checks a `DayTally` with the signed count in it, and the count in that.
    static func checkDayTally(_ frame: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
        var signed: Range<Int>?
        try self.check(frame, range, fields: 1...3) { field throws(WireFormatError) in
            switch field.number {
            case 2: _ = try field.integer
            case 3: signed = try field.range
            default: _ = try field.range
            }
        }
        guard let signed else { return }
        var count: Range<Int>?
        try self.check(frame, signed, fields: 1...4) { field throws(WireFormatError) in
            switch field.number {
            case 1: count = try field.range
            case 4: _ = try field.integer
            default: _ = try field.range
            }
        }
        guard let count else { return }
        try self.check(frame, count, fields: 1...4) { field throws(WireFormatError) in
            if field.number == 4 { _ = try field.range } else { _ = try field.integer }
        }
    }

    /// Shows a message's known fields, each of which stands at most once.
    private static func check(
        _ frame: Span<UInt8>,
        _ range: Range<Int>,
        fields: ClosedRange<Int>,
        _ body: (WireField) throws(WireFormatError) -> Void
    ) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: frame) {
            guard fields.contains(field.number) else { continue }
            try seen.insert(field.number)
            try body(field)
        }
    }
}
