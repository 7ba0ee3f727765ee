internal import Yams

/// A file of rules in YAML; reading it from the disk is the caller's.
///
/// Every value must stand in the file where it is used: anchors, aliases and tags are refused, and so is what is
/// larger or deeper than any honest rule file.
package struct YAMLFile: Sendable {
    /// The largest file, in bytes.
    package static let maximumBytes = 4 << 20

    /// The deepest value: so many lists and mappings, one in another.
    package static let maximumDepth = 32

    /// The name shown in problems, such as `calendar.yaml`.
    package let name: String

    private let text: String?

    /// Names some text.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Names some bytes; that they are UTF-8 is checked when the file is read.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.text = String(validating: bytes, as: UTF8.self)
    }

    /// Whether another file says the same, byte for byte.
    func hasSameText(as other: YAMLFile) -> Bool {
        self.text == other.text
    }

    /// Reads the file as one mapping with the given keys.
    ///
    /// - Parameters:
    ///   - keys: The keys it may have; others are reported.
    ///   - problems: Takes what is wrong.
    /// - Returns: The mapping, or `nil` when it is none, which is reported.
    package func mapping(keys: [String], _ problems: inout ProblemCollector) -> YAMLMapping? {
        self.value(&problems)?.mapping(keys: keys, &problems)
    }

    /// Reads the file; `nil` when it is not the YAML that is taken here, which is reported.
    package func value(_ problems: inout ProblemCollector) -> YAMLValue? {
        guard let text = self.text else {
            problems.add(self.name, 1, "the file is not UTF-8; save it as UTF-8")
            return nil
        }
        guard text.utf8.count <= YAMLFile.maximumBytes else {
            problems.add(self.name, 1, "the file is larger than 4 MiB; rules are far smaller, so look what it is")
            return nil
        }
        if let line = YAMLFile.lineOfAliasBomb(in: text) {
            problems.add(self.name, line, YAMLFile.anchorReason)
            return nil
        }
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            // The nodes know their anchors only while the parser lives.
            return try withExtendedLifetime(parser) {
                guard let node = try parser.singleRoot() else {
                    problems.add(self.name, 1, "the file is empty; write the rules or restore the file")
                    return nil
                }
                return self.value(of: node, at: 1, label: "the file", depth: 1, &problems)
            }
        } catch let error as YamlError {
            let (line, reason) = YAMLFile.explain(error)
            problems.add(self.name, line, reason)
        } catch {
            problems.add(self.name, 1, "the file can't be read as YAML; check it with a YAML editor")
        }
        return nil
    }
}

extension YAMLFile {
    private static let anchorReason =
        "anchors (&name), aliases (*name) and tags (!name) are not taken here; "
        + "write the value out, or put text that begins with one of these signs in quotation marks"

    /// Copies a node and all below it, or reports what is not taken here.
    private func value(
        of node: Node,
        at line: Int,
        label: String,
        depth: Int,
        _ problems: inout ProblemCollector
    ) -> YAMLValue? {
        let line = node.mark?.line ?? line
        if node.anchor != nil || node.isTagged {
            problems.add(self.name, line, YAMLFile.anchorReason)
            return nil
        }
        func made(_ content: YAMLValue.Content) -> YAMLValue {
            YAMLValue(file: self.name, line: line, label: label, content: content)
        }
        if case .scalar(let scalar) = node {
            let isPlain = scalar.style == .plain || scalar.style == .any
            return made(isPlain && ["", "~", "null"].contains(scalar.string) ? .nothing : .text(scalar.string))
        }
        guard depth <= YAMLFile.maximumDepth else {
            problems.add(self.name, line, "nested more than \(YAMLFile.maximumDepth) deep; write it flatter")
            return nil
        }
        switch node {
        case .sequence(let nodes):
            var values: [YAMLValue] = []
            for (index, element) in nodes.enumerated() {
                let label = "entry \(index + 1) of \(label)"
                guard let value = self.value(of: element, at: line, label: label, depth: depth + 1, &problems)
                else { continue }
                values.append(value)
            }
            return made(.list(values))
        case .mapping(let pairs):
            var values: [YAMLValue] = []
            for (key, element) in pairs {
                let keyLine = key.mark?.line ?? line
                guard let name = key.scalar?.string, key.anchor == nil else {
                    problems.add(self.name, keyLine, "a key must be a plain word; write 'key: value'")
                    continue
                }
                guard let value = self.value(of: element, at: keyLine, label: name, depth: depth + 1, &problems)
                else { continue }
                values.append(YAMLValue(file: self.name, line: keyLine, label: name, content: value.content))
            }
            return made(.mapping(values))
        default:
            problems.add(self.name, line, YAMLFile.anchorReason)
            return nil
        }
    }

    /// The line of the first anchor in a text whose aliases could multiply while it is parsed, or `nil`.
    ///
    /// Yams compares keys by all that is in them, so aliases of aliases in a key can take exponential time before any
    /// node can be looked at. Four aliases can't. What only looks like an anchor or an alias, as in a comment, is
    /// counted too; what follows a letter or a digit is neither.
    private static func lineOfAliasBomb(in text: String) -> Int? {
        var line = 1
        var lineOfAnchor: Int?
        var aliases = 0
        var sign: UInt8?
        var previous = UInt8(ascii: "\n")
        for byte in text.utf8 {
            if let sign, byte.isOfAnchorName {
                if sign == UInt8(ascii: "*") { aliases += 1 } else { lineOfAnchor = lineOfAnchor ?? line }
            }
            let isSign = byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&")
            sign = isSign && !previous.isOfAnchorName ? byte : nil
            if byte == UInt8(ascii: "\n") { line += 1 }
            previous = byte
        }
        return aliases > 4 ? lineOfAnchor : nil
    }

    private static func explain(_ error: YamlError) -> (line: Int, reason: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (max(1, mark.line), "not YAML: \(problem) at column \(mark.column); correct the line or the one before")
        case .reader(let problem, let offset, _, let yaml):
            (1 + yaml.prefix(offset ?? 0).count { $0.isNewline }, "not YAML: \(problem); remove the character")
        case .duplicatedKeysInMapping(let duplicates, let context):
            (
                max(1, context.mark.line),
                "given twice in one mapping: \(duplicates.map { quoted($0) }.joined(separator: ", ")); remove one"
            )
        default:
            (1, "the file can't be read as YAML; check it with a YAML editor")
        }
    }
}

extension Node {
    /// Whether a tag is written in the file that says more than the value's form does.
    fileprivate var isTagged: Bool {
        let untagged: [Tag.Name] = [.str, .seq, .map]
        return !untagged.contains { $0.rawValue == self.tag.rawValue }
    }
}

extension UInt8 {
    /// Whether libyaml takes the byte into the name of an anchor.
    fileprivate var isOfAnchorName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
