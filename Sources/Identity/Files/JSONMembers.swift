/// The members of a JSON object whose every key is known.
///
/// An unknown key is refused: a mistyped `revoked_at` passed over in silence would let a revoked principal in.
struct JSONMembers {
    private let members: [String: JSONNode]
    private let line: Int
    private let path: String

    /// Takes a node that must be an object with no keys but the known ones.
    init(_ node: JSONNode, path: String, known: [String]) throws(IdentityError) {
        self.line = node.line
        self.path = path
        guard case .object(let members) = node.kind else {
            throw IdentityError(.malformedFile, "\(path), line \(node.line): an object in { } is expected.")
        }
        self.members = members
        for key in members.keys.sorted() where !known.contains(key) {
            throw self.fault("unknown key \(shown(key)); known are \(known.joined(separator: ", "))", at: key)
        }
    }

    /// The error of a key's value, with the line it stands on.
    func fault(_ reason: String, at key: String, code: IdentityError.Code = .malformedFile) -> IdentityError {
        IdentityError(code, "\(self.path), line \(self.members[key]?.line ?? self.line): \(reason).")
    }

    /// The error of a key that must be there and isn't.
    func missing(_ key: String) -> IdentityError {
        self.fault("\(key) is missing", at: key)
    }

    /// A whole number that must be there.
    func integer(_ key: String) throws(IdentityError) -> Int {
        guard let node = self.members[key] else { throw self.missing(key) }
        guard case .integer(let value) = node.kind else { throw self.fault("\(key) is not a whole number", at: key) }
        return value
    }

    /// A list that must be there.
    func array(_ key: String) throws(IdentityError) -> [JSONNode] {
        guard let node = self.members[key] else { throw self.missing(key) }
        guard case .array(let value) = node.kind else { throw self.fault("\(key) is not a list in [ ]", at: key) }
        return value
    }

    /// A text, or `nil` when the key is absent or `null`.
    func optionalString(_ key: String) throws(IdentityError) -> String? {
        switch self.members[key]?.kind {
        case nil, .null: return nil
        case .string(let value): return value
        default: throw self.fault("\(key) is not a text in double quotes", at: key)
        }
    }

    /// A text that must be there, made into what it stands for.
    func convert<Value>(
        _ key: String,
        _ make: (String) throws(IdentityError) -> Value
    ) throws(IdentityError) -> Value {
        guard let text = try self.optionalString(key) else { throw self.missing(key) }
        do throws(IdentityError) {
            return try make(text)
        } catch {
            let line = self.members[key]?.line ?? self.line
            throw IdentityError(error.code, "\(self.path), line \(line): \(key): \(error.message)", cause: error)
        }
    }
}
