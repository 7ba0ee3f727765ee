package import FeedbackProtocol

/// Something an event needs that was not typed.
package struct EventNeed: Sendable, Hashable {
    /// One of several answers.
    package struct Choice: Sendable, Hashable {
        /// What officers read.
        package let label: String
        /// The options it stands for.
        package let options: [String]
    }

    /// What officers are asked.
    package let question: String
    /// What to choose from; empty when it is typed.
    package let choices: [Choice]
    /// The option that takes what is typed.
    package let option: String

    /// The options that an answer stands for.
    ///
    /// - Parameter answer: What was typed: the value, or a choice's number.
    /// - Returns: The options as on the command line; `nil` when the answer is none of the choices.
    package func options(for answer: String) -> [String]? {
        guard !answer.isEmpty else { return nil }
        guard !self.choices.isEmpty else { return [self.option, answer] }
        if let number = Int(answer), self.choices.indices.contains(number - 1) {
            return self.choices[number - 1].options
        }
        return self.choices.first { $0.options.contains(answer) }?.options
    }

    /// The choices as lines, numbered.
    package var lines: [String] {
        self.choices.enumerated().flatMap { index, choice in
            TextLayout.wrap("\(index + 1). \(choice.label)", indent: "  ")
        }
    }
}

/// What an event needs, and how it is typed.
package enum EventNeeds {
    private struct Known {
        let option: String
        let question: String
    }

    private static let known: [String: Known] = [
        "reason": Known(option: "--reason", question: "Lý do"),
        "unit": Known(option: "--unit", question: "Đơn vị (mã hoặc tên)"),
        "officer": Known(option: "--officer", question: "Cán bộ (tên khóa)"),
        "legal-ground": Known(option: "--ground", question: "Căn cứ pháp luật"),
        "answer": Known(option: "--answer", question: "Nội dung trả lời"),
        "outcome": Known(option: "--outcome", question: "Kết quả"),
        "related-case": Known(option: "--related", question: "Vụ việc liên quan (số)"),
        "variant": Known(option: "--variant", question: "Tính chất vụ việc"),
        "extension": Known(option: "--deadline", question: "Thời hạn được gia hạn"),
        "coordinating-unit": Known(option: "--helper", question: "Đơn vị phối hợp (mã hoặc tên)"),
        "released-unit": Known(option: "--released", question: "Đơn vị thôi phối hợp (mã hoặc tên)"),
    ]

    /// What needs are called in Vietnamese, for the help.
    package static func names(_ requirements: [String]) -> String {
        requirements.map { self.known[$0]?.question.lowercased() ?? $0 }.joined(separator: ", ")
    }

    /// Gives values their options, and finds what is missing.
    ///
    /// - Parameters:
    ///   - event: What was typed.
    ///   - allowed: What the aggregator says the event needs.
    /// - Returns: The options so far, and what to ask for; values left over are `surplus`.
    package static func complete(
        _ event: DeskLine.Event,
        _ allowed: WireAllowedEvent
    ) -> (options: [String], missing: [EventNeed], surplus: [String]) {
        let given = Set(event.options.filter { $0.hasPrefix("--") }.map { $0.prefix { $0 != "=" } }.map(String.init))
        var options = event.options
        var values = event.values[...]
        var missing: [EventNeed] = []
        for requirement in allowed.requirements {
            guard let known = self.known[requirement], !given.contains(known.option) else { continue }
            let need = EventNeed(
                question: known.question,
                choices: self.choices(requirement, allowed, known.option),
                option: known.option
            )
            if let value = values.first, let taken = need.options(for: value) {
                options += taken
                values.removeFirst()
            } else {
                missing.append(need)
            }
        }
        return (options, missing, Array(values))
    }

    private static func choices(
        _ requirement: String,
        _ allowed: WireAllowedEvent,
        _ option: String
    ) -> [EventNeed.Choice] {
        switch requirement {
        case "outcome": allowed.outcomes.map { .init(label: $0.label, options: [option, $0.id]) }
        case "legal-ground": allowed.legalGrounds.map { .init(label: $0.label, options: [option, $0.id]) }
        case "extension":
            allowed.deadlines.filter(\.canBeExtended).map { .init(label: $0.label, options: [option, $0.id]) }
        case "variant":
            allowed.deadlines.flatMap { deadline in
                deadline.variants.map { variant in
                    .init(
                        label: "\(deadline.label): \(variant.label)",
                        options: ["--deadline", deadline.id, option, variant.id]
                    )
                }
            }
        default: []
        }
    }
}
