internal import ZeroMQ

/// The lines `name = value` of a key file, with `#` comments; values are never put into an error.
struct KeyFileText {
    private let path: String
    private var values: [String: String] = [:]

    /// Reads the text of a key file.
    ///
    /// - Throws: `IdentityError` of code `malformedFile` that names the line.
    init(_ bytes: [UInt8], path: String, allowed: [String]) throws(IdentityError) {
        self.path = path
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw IdentityError(.malformedFile, "\(path) is not UTF-8 text.")
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let line = trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let place = "\(path), line \(index + 1)"
            guard let equals = line.firstIndex(of: "=") else {
                throw IdentityError(.malformedFile, "\(place): not of the form 'name = value'.")
            }
            let name = trimmed(line[..<equals])
            guard allowed.contains(name) else {
                let names = allowed.joined(separator: ", ")
                // What stands there isn't repeated: it may be a secret pasted in the wrong place.
                throw IdentityError(.malformedFile, "\(place): unknown name before the '='; known are \(names).")
            }
            guard self.values[name] == nil else {
                throw IdentityError(.malformedFile, "\(place): \(name) is given twice.")
            }
            self.values[name] = trimmed(line[line.index(after: equals)...])
        }
    }

    /// The value of a name, or `nil`.
    func value(_ name: String) -> String? {
        self.values[name]
    }

    /// The value of a name that must be there, made into what it stands for.
    func required<Value>(
        _ name: String,
        _ make: (String) throws -> Value
    ) throws(IdentityError) -> Value {
        guard let value = try self.optional(name, make) else {
            throw IdentityError(.malformedFile, "\(self.path): the line '\(name) = …' is missing.")
        }
        return value
    }

    /// The value of a name that may be there, made into what it stands for.
    func optional<Value>(
        _ name: String,
        _ make: (String) throws -> Value
    ) throws(IdentityError) -> Value? {
        guard let text = self.values[name] else { return nil }
        do {
            return try make(text)
        } catch {
            // ZeroMQ's description has its code before the message, which helps nobody here.
            let reason = (error as? ZeroMQError)?.message ?? "\(error)"
            throw IdentityError(.malformedFile, "\(self.path): \(name): \(reason)", cause: error)
        }
    }
}

private func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
}
