/// How the values of a setting are written: its parser, its printer and what to tell a person about them.
package struct SettingType<Value: Sendable>: Sendable {
    /// How many texts make one value.
    package enum Shape: Sendable {
        /// One text.
        case single
        /// One text; as a flag it may stand alone and then means `true`.
        case boolean
        /// Any number of texts, one value each.
        case list
    }

    /// What stands for the value in the help, such as `SIZE`.
    package let placeholder: String
    /// What is allowed, to finish the sentence "allowed: …".
    package let allowed: String
    package let shape: Shape
    /// Makes a value of the texts given; exactly one text unless the shape is a list.
    package let parse: @Sendable ([String]) throws(InvalidValue) -> Value
    /// Writes a value so that `parse` reads it back.
    package let format: @Sendable (Value) -> [String]

    /// Whether its flag may stand alone.
    package var isBoolean: Bool {
        if case .boolean = self.shape { true } else { false }
    }

    /// Whether any number of texts make its value.
    package var isList: Bool {
        if case .list = self.shape { true } else { false }
    }

    /// Makes a type of any shape.
    package init(
        placeholder: String,
        allowed: String,
        shape: Shape,
        parseAll: @escaping @Sendable ([String]) throws(InvalidValue) -> Value,
        formatAll: @escaping @Sendable (Value) -> [String]
    ) {
        self.placeholder = placeholder
        self.allowed = allowed
        self.shape = shape
        self.parse = parseAll
        self.format = formatAll
    }

    /// Makes a type whose values are one text each.
    package init(
        placeholder: String,
        allowed: String,
        shape: Shape = .single,
        parse: @escaping @Sendable (String) throws(InvalidValue) -> Value,
        format: @escaping @Sendable (Value) -> String
    ) {
        self.init(
            placeholder: placeholder,
            allowed: allowed,
            shape: shape,
            parseAll: { texts throws(InvalidValue) in
                guard let text = texts.first, texts.count == 1 else {
                    throw InvalidValue("has \(texts.count) values where one is expected")
                }
                return try parse(text)
            },
            formatAll: { [format($0)] }
        )
    }
}

/// Why a text is not a value of a setting; the reason never repeats the text, which may be secret.
package struct InvalidValue: Error, Sendable, Hashable {
    /// A clause such as "is not a whole number".
    package let reason: String

    /// Makes the error from a clause such as "is not a whole number".
    package init(_ reason: String) {
        self.reason = reason
    }
}
