/// Where the fields of one serialized `Entry` or `Commendation` are; an absent one has an empty range.
struct CaseFields {
    /// Where the fields of a serialized `SealedContact` are.
    struct SealedContact {
        fileprivate(set) var keyID = 0..<0
        fileprivate(set) var encapsulatedKey = 0..<0
        fileprivate(set) var ciphertext = 0..<0
    }

    /// The lane's number; 0 when absent, and in a commendation.
    private(set) var lane: Int32 = 0
    private(set) var subject = 0..<0
    private(set) var unit = 0..<0
    private(set) var text = 0..<0
    private(set) var sealedContact: SealedContact?
    /// A denunciation's text, which has the form of a sealed contact.
    private(set) var sealedText: SealedContact?
    private(set) var trackingCode = 0..<0

    /// Finds the fields of the `Entry` in `range`.
    ///
    /// - Throws: ``WireFormatError`` when the bytes are no message or a field stands twice.
    init(entry bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: bytes) {
            guard (1...7).contains(field.number) else { continue }
            try seen.insert(field.number)
            switch field.number {
            case 1: self.lane = Int32(truncatingIfNeeded: try field.integer)
            case 2: self.subject = try field.range
            case 3: self.unit = try field.range
            case 4: self.text = try field.range
            case 5: self.sealedContact = try CaseFields.sealedContact(bytes, try field.range)
            case 7: self.sealedText = try CaseFields.sealedContact(bytes, try field.range)
            default: self.trackingCode = try field.range
            }
        }
    }

    /// Finds the fields of the `Commendation` in `range`.
    ///
    /// - Throws: ``WireFormatError`` when the bytes are no message or a field stands twice.
    init(commendation bytes: Span<UInt8>, _ range: Range<Int>) throws(WireFormatError) {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        while let field = try reader.next(in: bytes) {
            guard (1...3).contains(field.number) else { continue }
            try seen.insert(field.number)
            switch field.number {
            case 1: self.unit = try field.range
            case 2: self.text = try field.range
            default: self.trackingCode = try field.range
            }
        }
    }

    private static func sealedContact(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(WireFormatError) -> SealedContact {
        var reader = WireFieldReader(range)
        var seen = SeenFields()
        var contact = SealedContact()
        while let field = try reader.next(in: bytes) {
            guard (1...3).contains(field.number) else { continue }
            try seen.insert(field.number)
            switch field.number {
            case 1: contact.keyID = try field.range
            case 2: contact.encapsulatedKey = try field.range
            default: contact.ciphertext = try field.range
            }
        }
        return contact
    }
}
