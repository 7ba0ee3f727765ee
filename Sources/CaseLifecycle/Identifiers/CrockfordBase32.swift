/// The 32 symbols of Douglas Crockford's Base 32 and what a person may type for them.
///
/// Source: D. Crockford, "Base 32", https://www.crockford.com/base32.html.
enum CrockfordBase32 {
    /// The symbols for 0 to 31; I, L, O and U are left out.
    static let symbols = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The value of each symbol, by its ASCII code; `nil` for the codes of no symbol.
    private static let valuesByCode: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, symbol) in symbols.enumerated() {
            values[Int(symbol)] = UInt8(value)
        }
        return values
    }()

    /// The value of one typed letter or digit, 0 to 31: either case, O as 0, I and L as 1; `nil` for anything else.
    static func value(of ascii: UInt8) -> UInt8? {
        let isLowercase = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ascii)
        let symbol = isLowercase ? ascii - 0x20 : ascii
        switch symbol {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return self.valuesByCode[Int(symbol)]
        }
    }

    /// The symbol of a value; only the low five bits of `value` count.
    static func symbol(of value: UInt8) -> Character {
        Character(Unicode.Scalar(self.symbols[Int(value & 31)]))
    }
}
