extension SettingType {
    /// Any number of values of another type: a YAML list, a comma-separated text, or the flag given several times.
    package static func list<Element>(
        of element: SettingType<Element>,
        count: ClosedRange<Int> = 0...1000
    ) -> Self where Value == [Element] {
        Self(
            placeholder: "\(element.placeholder),…",
            allowed: "\(count.lowerBound) to \(count.upperBound) values, separated by commas, each \(element.allowed)",
            shape: .list,
            parseAll: { texts throws(InvalidValue) in
                guard count.contains(texts.count) else { throw InvalidValue("has \(texts.count) values") }
                var values: [Element] = []
                for (index, text) in texts.enumerated() {
                    do throws(InvalidValue) {
                        values.append(try element.parse([text]))
                    } catch {
                        throw InvalidValue("has as value \(index + 1) one that \(error.reason)")
                    }
                }
                return values
            },
            formatAll: { $0.flatMap(element.format) }
        )
    }

    /// A value of another type, or none; an empty text means none.
    package static func optional<Wrapped>(_ wrapped: SettingType<Wrapped>) -> Self where Value == Wrapped? {
        Self(
            placeholder: wrapped.placeholder,
            allowed: "\(wrapped.allowed), or empty for none",
            shape: wrapped.isList ? .list : wrapped.isBoolean ? .boolean : .single,
            parseAll: { texts throws(InvalidValue) in texts == [""] ? nil : try wrapped.parse(texts) },
            formatAll: { $0.map(wrapped.format) ?? [""] }
        )
    }
}
