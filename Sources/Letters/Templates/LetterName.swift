/// A name that templates of letters may use.
enum LetterName: String, CaseIterable, Sendable {
    /// What stands behind a name.
    enum Shape: Sendable {
        /// One line.
        case text
        /// Lines or paragraphs, one after the other.
        case list
        /// Yes or no.
        case flag
        /// A mark that lays out a line of plain text.
        case mark
    }

    // The sender.
    case unit
    case unitCapitals = "unit-capitals"
    case parentCapitals = "parent-capitals"
    case place
    case contactLine = "contact-line"

    // The letter.
    case number
    case date
    case title
    case draft

    // Whom it is for.
    case addressee
    case addressees
    case address
    case salutation
    case trackingCode = "tracking-code"
    case toCitizen = "to-citizen"

    // The case.
    case laneName = "lane-name"
    case laneFeedback = "lane-feedback"
    case laneComplaint = "lane-complaint"
    case laneDenunciation = "lane-denunciation"
    case laneCommendation = "lane-commendation"
    case laneOutOfScope = "lane-out-of-scope"
    case caseNumber = "case-number"
    case subject
    case receivedDay = "received-day"
    case dueDay = "due-day"
    case newDueDay = "new-due-day"

    // What it says.
    case reason
    case legalGrounds = "legal-grounds"
    case answer

    // The end.
    case signerAuthority = "signer-authority"
    case signerPosition = "signer-position"
    case signerName = "signer-name"
    case recipients

    // Layout of plain text.
    case centred
    case column

    /// What stands behind the name.
    var shape: Shape {
        switch self {
        case .addressees, .reason, .legalGrounds, .answer, .recipients: .list
        case .draft, .toCitizen, .laneFeedback, .laneComplaint, .laneDenunciation, .laneCommendation, .laneOutOfScope:
            .flag
        case .centred, .column: .mark
        default: .text
        }
    }

    /// Whether every letter of the kind has something to print there.
    ///
    /// A required field has: in a draft that lacks it, a remark that it is missing.
    func isAlwaysPresent(in kind: LetterKind) -> Bool {
        switch self {
        case .unitCapitals, .date, .salutation, .centred, .column: true
        // Not every letter must be signed.
        case .signerPosition, .signerName: false
        default: kind.requiredFields.contains { $0.rawValue == self.rawValue }
        }
    }

    /// What a template of the kind must print, each by one of some names.
    static func required(in kind: LetterKind) -> [[LetterName]] {
        let head: [[LetterName]] = [[.unitCapitals, .unit], [.number], [.date], [.draft]]
        let body = kind.requiredFields.compactMap { field -> [LetterName]? in
            switch field {
            case .unitName: nil  // In the head.
            case .lane: nil  // Templates may speak of the case in other words.
            default: LetterName(rawValue: field.rawValue).map { [$0] }
            }
        }
        return head + body
    }

    /// The names that a mistyped one may have meant: those at most two changes of a letter away.
    static func likely(for name: String) -> [String] {
        LetterName.allCases.map(\.rawValue).filter { distance($0, name) <= 2 }
    }
}

/// How many letters must be put in, taken out or changed to make one name of the other (Levenshtein, 1966).
private func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.unicodeScalars)
    var row = Array(0...right.count)
    for (index, scalar) in left.unicodeScalars.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, other) in right.enumerated() {
            let changed = diagonal + (scalar == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
