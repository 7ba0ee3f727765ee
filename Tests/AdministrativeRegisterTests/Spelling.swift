import AdministrativeRegister
import Testing

/// A way a person, or a person's device, writes a name.
struct Spelling: Sendable {
    let apply: @Sendable (String) -> String

    static let all: [Spelling] = [
        Spelling { $0 },
        Spelling { decomposed($0) },
        Spelling { withoutMarks($0) },
        Spelling { withoutMarks($0).lowercased() },
        Spelling { withoutMarks($0).uppercased() },
        Spelling { $0.uppercased() },
        Spelling { $0.lowercased() },
        Spelling { decomposed($0.uppercased()) },
        Spelling { "  " + $0.split(separator: " ").joined(separator: "   ") + " . " },
    ]

    /// The ways to write a kind before a name, each with what separates it from the name.
    static func kinds(_ kind: UnitKind) -> [String] {
        switch kind {
        case .province: ["tỉnh ", "t. "]
        case .city: ["thành phố ", "tp ", "tp.", "T.P. "]
        case .town: ["thị xã ", "tx ", "tx."]
        case .district: ["huyện ", "h. ", "h."]
        case .ward: ["phường ", "p. ", "p.", "f."]
        case .commune: ["xã ", "x. ", "x."]
        case .township: ["thị trấn ", "tt ", "tt.", "TT. "]
        case .serviceCentre: ["ttpvhcc "]
        }
    }

    /// NFD by the tables of the names that are used here, independent of the code under test.
    static func decomposed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(contentsOf: decomposition(scalar)) }
        return String(result)
    }

    static func withoutMarks(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "đ": result.append("d")
            case "Đ": result.append("D")
            default: result.append(decomposition(scalar).first ?? scalar)
            }
        }
        return String(result)
    }

    /// Found by search among base + mark + mark, compared as the standard library does: by canonical equivalence.
    private static func decomposition(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        decompositions[scalar] ?? [scalar]
    }

    private static let decompositions: [Unicode.Scalar: [Unicode.Scalar]] = {
        let modifiers: [Unicode.Scalar?] = [nil, "\u{0302}", "\u{0306}", "\u{031B}"]
        let tones: [Unicode.Scalar?] = [nil, "\u{0300}", "\u{0301}", "\u{0303}", "\u{0309}", "\u{0323}"]
        var bySequence: [Character: [Unicode.Scalar]] = [:]
        for base in "aeiouyAEIOUY".unicodeScalars {
            for modifier in modifiers {
                for tone in tones where modifier != nil || tone != nil {
                    let sequence = [base] + [modifier, tone].compactMap(\.self)
                    let text = String(String.UnicodeScalarView(sequence))
                    if let character = text.first, text.count == 1 { bySequence[character] = sequence }
                }
            }
        }
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for value in Array(0xC0...0x1B0) + Array(0x1EA0...0x1EF9) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            if let sequence = bySequence[Character(scalar)] { table[scalar] = sequence }
        }
        return table
    }()
}

extension RegisterFiles {
    /// A register of one edition `e` with the given rows of units, and the bundled words.
    static func sample(
        editions: [String] = ["e,2022-10-01,,test"],
        units: [String] = Self.sampleUnits,
        successors: [String] = [],
        aliases: [String] = []
    ) throws -> RegisterFiles {
        func file(_ name: String, _ header: String, _ rows: [String]) -> RegisterFile {
            RegisterFile(name: name, bytes: Array(([header] + rows).joined(separator: "\n").utf8))
        }
        return RegisterFiles(
            editions: file("editions.csv", "id,valid_from,valid_to,source", editions),
            units: file("units.csv", "edition,code,kind,name,parent,note", units),
            successors: file("successors.csv", "from_edition,code,to_edition,successor,source", successors),
            aliases: file("aliases.csv", "edition,code,alias,source", aliases),
            nameWords: RegisterFiles.bundled.nameWords
        )
    }

    static let sampleUnits = [
        "e,1,tỉnh,A,,", "e,1C,Trung tâm Phục vụ hành chính công,tỉnh A,1,", "e,2,huyện,B,1,", "e,3,xã,C,2,",
    ]
}
