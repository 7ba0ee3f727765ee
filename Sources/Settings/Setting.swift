/// One setting of a program, declared once: its key, its type, its default and its meaning.
package struct Setting<Value: Sendable>: Sendable {
    package let key: SettingKey
    package let type: SettingType<Value>
    /// The value when nobody gives one.
    package let defaultValue: Value
    /// One or two sentences for `--help`.
    package let help: String
    /// Whether the value is kept out of every message and listing.
    package let isSecret: Bool
    /// Gives the reason when a value of the right type is refused all the same, or `nil`.
    package let refusal: @Sendable (Value) -> String?

    /// Declares a setting.
    ///
    /// - Parameters:
    ///   - key: The dotted key, such as `intake.endpoint`.
    ///   - type: How its values are written.
    ///   - defaultValue: The value when nobody gives one.
    ///   - help: One or two sentences for `--help`.
    ///   - isSecret: Keeps the value out of every message and listing.
    ///   - refusal: Gives a clause such as "is not a multiple of 512" for a value to refuse, else `nil`.
    package init(
        _ key: SettingKey,
        _ type: SettingType<Value>,
        default defaultValue: Value,
        help: String,
        isSecret: Bool = false,
        refusal: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) {
        self.key = key
        self.type = type
        self.defaultValue = defaultValue
        self.help = help
        self.isSecret = isSecret
        self.refusal = refusal
    }

    /// Reads and checks a value.
    func value(of texts: [String]) throws(InvalidValue) -> Value {
        let value = try self.type.parse(texts)
        if let reason = self.refusal(value) { throw InvalidValue(reason) }
        return value
    }
}

/// A setting of any type, as a program lists them.
package protocol SettingDeclaration: Sendable {
    var key: SettingKey { get }
    var help: String { get }
    var isSecret: Bool { get }
    var placeholder: String { get }
    var allowed: String { get }
    var isBoolean: Bool { get }
    var isList: Bool { get }
    /// The default as it would be written.
    var defaultTexts: [String] { get }

    /// Reads and checks a value: the value itself, and how it is written.
    func read(_ texts: [String]) throws(InvalidValue) -> (value: any Sendable, texts: [String])
    /// The default value itself.
    var anyDefault: any Sendable { get }
}

extension Setting: SettingDeclaration {
    package var placeholder: String { self.type.placeholder }
    package var allowed: String { self.type.allowed }
    package var defaultTexts: [String] { self.type.format(self.defaultValue) }
    package var anyDefault: any Sendable { self.defaultValue }

    package var isBoolean: Bool { self.type.isBoolean }
    package var isList: Bool { self.type.isList }

    /// Reads and checks a value: the value itself, and how it is written.
    package func read(_ texts: [String]) throws(InvalidValue) -> (value: any Sendable, texts: [String]) {
        let value = try self.value(of: texts)
        return (value, self.type.format(value))
    }
}
