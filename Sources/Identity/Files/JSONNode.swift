/// A value of a JSON text (RFC 8259) with the line it begins on, so that what is wrong in it can be pointed at.
///
/// Numbers that are not whole are refused: no file of ours has one.
struct JSONNode {
    /// What kind of value it is, and the value.
    enum Kind {
        case object([String: JSONNode])
        case array([JSONNode])
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case null
    }

    let kind: Kind
    /// Counts from 1.
    let line: Int

    /// Reads a JSON text that holds one value.
    ///
    /// - Throws: `IdentityError` of code `malformedFile` that begins with the path and the line.
    init(_ bytes: [UInt8], path: String) throws(IdentityError) {
        var reader = JSONReader(bytes: bytes, path: path)
        self = try reader.document()
    }

    init(kind: Kind, line: Int) {
        self.kind = kind
        self.line = line
    }
}

/// Reads JSON byte by byte.
private struct JSONReader {
    /// Deeper than any file of ours, and far from what would exhaust the stack.
    private static let depthLimit = 16

    private let bytes: [UInt8]
    private let path: String
    private var position = 0
    private var line = 1

    init(bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    mutating func document() throws(IdentityError) -> JSONNode {
        let node = try self.value(depth: 0)
        self.skipSpace()
        guard self.next == nil else { throw self.fault("nothing may follow the closing bracket") }
        return node
    }

    private var next: UInt8? {
        self.position < self.bytes.count ? self.bytes[self.position] : nil
    }

    private func fault(_ reason: String) -> IdentityError {
        IdentityError(.malformedFile, "\(self.path), line \(self.line): \(reason).")
    }

    private mutating func skipSpace() {
        while let byte = self.next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
            if byte == 0x0A { self.line += 1 }
            self.position += 1
        }
    }

    /// Takes the next byte, after space, if it is the one given.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        self.skipSpace()
        guard let byte = self.next, byte == UInt8(ascii: character) else { return false }
        self.position += 1
        return true
    }

    private mutating func value(depth: Int) throws(IdentityError) -> JSONNode {
        self.skipSpace()
        let line = self.line
        guard depth < JSONReader.depthLimit else { throw self.fault("too many brackets inside one another") }
        guard let byte = self.next else { throw self.fault("the file ends too early") }
        let kind: JSONNode.Kind
        switch byte {
        case UInt8(ascii: "{"): kind = .object(try self.object(depth: depth))
        case UInt8(ascii: "["): kind = .array(try self.array(depth: depth))
        case UInt8(ascii: "\""): kind = .string(try self.string())
        default: kind = try self.word()
        }
        return JSONNode(kind: kind, line: line)
    }

    private mutating func object(depth: Int) throws(IdentityError) -> [String: JSONNode] {
        self.position += 1
        var members: [String: JSONNode] = [:]
        if self.take("}") { return members }
        repeat {
            self.skipSpace()
            guard self.next == UInt8(ascii: "\"") else { throw self.fault("a key in double quotes is expected") }
            let key = try self.string()
            guard members[key] == nil else { throw self.fault("the key \(shown(key)) is given twice") }
            guard self.take(":") else { throw self.fault("a colon is expected after the key \(shown(key))") }
            members[key] = try self.value(depth: depth + 1)
        } while self.take(",")
        guard self.take("}") else { throw self.fault("a comma or } is expected") }
        return members
    }

    private mutating func array(depth: Int) throws(IdentityError) -> [JSONNode] {
        self.position += 1
        var elements: [JSONNode] = []
        if self.take("]") { return elements }
        repeat { elements.append(try self.value(depth: depth + 1)) } while self.take(",")
        guard self.take("]") else { throw self.fault("a comma or ] is expected") }
        return elements
    }

    private mutating func word() throws(IdentityError) -> JSONNode.Kind {
        let end = self.bytes[self.position...].firstIndex { byte in
            [0x20, 0x09, 0x0A, 0x0D].contains(byte) || ",]}:\"[{".utf8.contains(byte)
        }
        let text = String(decoding: self.bytes[self.position..<(end ?? self.bytes.count)], as: UTF8.self)
        let kind: JSONNode.Kind
        switch text {
        case "true": kind = .boolean(true)
        case "false": kind = .boolean(false)
        case "null": kind = .null
        default:
            guard let number = Int(text), String(number) == text else { throw self.fault("a value is expected") }
            kind = .integer(number)
        }
        self.position += text.utf8.count
        return kind
    }

    private mutating func string() throws(IdentityError) -> String {
        self.position += 1
        var text: [UInt8] = []
        while let byte = self.next {
            self.position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw self.fault("a text is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): text += try self.escape()
            case 0..<0x20: throw self.fault("a text has a control character or no closing quote")
            default: text.append(byte)
            }
        }
        throw self.fault("a text has no closing quote")
    }

    private mutating func escape() throws(IdentityError) -> [UInt8] {
        let byte = self.next
        self.position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return byte.map { [$0] } ?? []
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var units = [try self.codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), self.next == UInt8(ascii: "\\") {
                self.position += 1
                guard self.next == UInt8(ascii: "u") else { throw self.fault("half a surrogate pair stands alone") }
                self.position += 1
                units.append(try self.codeUnit())
            }
            guard let string = String(validating: units, as: UTF16.self) else {
                throw self.fault("half a surrogate pair stands alone")
            }
            return Array(string.utf8)
        default: throw self.fault("a backslash is followed by a character it can't be")
        }
    }

    private mutating func codeUnit() throws(IdentityError) -> UInt16 {
        let digits = self.bytes[min(self.position, self.bytes.count)...].prefix(4)
        guard let octets = Identity.bytes(hexadecimal: String(decoding: digits, as: UTF8.self)), octets.count == 2
        else {
            throw self.fault("\\u is not followed by four hexadecimal digits")
        }
        self.position += 4
        return UInt16(octets[0]) << 8 | UInt16(octets[1])
    }
}

/// A key as an error shows it.
func shown(_ key: String) -> String {
    String(key.prefix(40)).debugDescription
}
