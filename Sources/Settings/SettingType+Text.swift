extension SettingType where Value == String {
    /// Any text that is not empty and has no control characters.
    package static var text: SettingType<String> {
        SettingType(placeholder: "TEXT", allowed: "any text", parse: checkedText, format: { $0 })
    }

    /// The path of a file or folder; a relative path counts from the folder the program was started in.
    package static var path: SettingType<String> {
        SettingType(
            placeholder: "PATH",
            allowed: "the path of a file or folder",
            parse: { text throws(InvalidValue) in
                let path = try checkedText(text)
                guard !path.hasPrefix("~") else {
                    throw InvalidValue("begins with ~, which only a shell understands; write the path in full")
                }
                return path
            },
            format: { $0 }
        )
    }
}

extension SettingType where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the cases of an enumeration, by raw value.
    package static var choice: SettingType<Value> {
        let names = Value.allCases.map(\.rawValue)
        return SettingType(
            placeholder: names.joined(separator: "|"),
            allowed: names.joined(separator: ", "),
            parse: { text throws(InvalidValue) in
                guard let value = Value(rawValue: text) else {
                    let hint = closestName(to: text, among: names).map { "; did you mean \($0)?" } ?? ""
                    throw InvalidValue("is none of the choices\(hint)")
                }
                return value
            },
            format: { $0.rawValue }
        )
    }
}

extension SettingType where Value == Bool {
    /// Yes or no.
    package static var boolean: SettingType<Bool> {
        SettingType(
            placeholder: "true|false",
            allowed: "true, false, yes, no, on, off, 1 or 0",
            shape: .boolean,
            parse: { text throws(InvalidValue) in
                switch text.lowercased() {
                case "true", "yes", "on", "1": return true
                case "false", "no", "off", "0": return false
                default: throw InvalidValue("is neither yes nor no")
                }
            },
            format: { $0 ? "true" : "false" }
        )
    }
}

/// Refuses what no name, address or path holds: nothing at all, and control characters.
private func checkedText(_ text: String) throws(InvalidValue) -> String {
    guard !text.isEmpty else { throw InvalidValue("is empty") }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
        throw InvalidValue("contains a control character")
    }
    return text
}
