internal import Yams

/// A settings file, flattened: every value by its dotted key, with the line it stands on.
struct SettingsFile {
    /// A value as it stands in the file.
    struct Entry {
        /// One text, or as many as the list has.
        let texts: [String]
        let isList: Bool
        /// Counts from 1.
        let line: Int?
    }

    let path: String
    private(set) var entries: [SettingKey: Entry] = [:]
    private(set) var problems: [SettingsProblem] = []

    private let keys: [SettingKey]

    /// Stands for the file that isn't there.
    init(absent path: String) {
        self.path = path
        self.keys = []
    }

    /// Stands for a file that can't be read.
    init(unreadable path: String, reason: String) {
        self.path = path
        self.keys = []
        self.report(.file, "file", nil, reason)
    }

    /// Reads YAML and checks its keys against those declared.
    init(_ yaml: String, path: String, keys: [SettingKey]) {
        self.path = path
        self.keys = keys
        do {
            switch try Yams.compose(yaml: yaml) {
            case nil: break
            case .mapping(let mapping): self.flatten(mapping, under: [])
            case let node?:
                self.report(
                    .file,
                    "file",
                    node.mark?.line,
                    "is not a list of 'key: value' lines as the settings file must be"
                )
            }
        } catch let error as YamlError {
            let (line, reason) = SettingsFile.explain(error)
            self.report(.file, "file", line, reason)
        } catch {
            self.report(.file, "file", nil, "can't be read as YAML")
        }
    }

    private mutating func flatten(_ mapping: Node.Mapping, under prefix: [String]) {
        for (keyNode, value) in mapping {
            guard let name = keyNode.scalar?.string else {
                self.report(.file, prefix.joined(separator: "."), keyNode.mark?.line, "has a key that is not a word")
                continue
            }
            let path = prefix + [name]
            if case .mapping(let inner) = value {
                self.flatten(inner, under: path)
            } else {
                self.take(value, at: path.joined(separator: "."), line: keyNode.mark?.line)
            }
        }
    }

    private mutating func take(_ value: Node, at name: String, line: Int?) {
        guard let key = SettingKey(parsing: name), self.keys.contains(key) else {
            let group = self.keys.filter { $0.description.hasPrefix(name + ".") }
            // "intake:" with nothing but comments under it says nothing, and that is allowed.
            if !group.isEmpty, value.isNull { return }
            let reason =
                group.isEmpty
                ? unknownReason("no such setting", closestName(to: name, among: self.keys.map(\.description)))
                : "is a group of settings and has no value itself; did you mean \(group[0])?"
            self.report(.unknown, name, line, reason)
            return
        }
        guard self.entries[key] == nil else {
            self.report(.repeated, name, line, "is given twice in the file; give it once")
            return
        }
        switch value {
        case .sequence(let sequence):
            let texts = sequence.compactMap { $0.scalar?.string }
            guard texts.count == sequence.count else {
                self.report(.file, name, line, "is a list with something other than plain values in it")
                return
            }
            self.entries[key] = Entry(texts: texts, isList: true, line: line)
        case .scalar(let scalar) where !value.isNull:
            self.entries[key] = Entry(texts: [scalar.string], isList: false, line: line)
        default:
            self.report(.missingValue, name, line, "has no value; give one, or put a # before the line")
        }
    }

    private mutating func report(_ code: SettingsProblem.Code, _ key: String, _ line: Int?, _ reason: String) {
        self.problems.append(
            SettingsProblem(
                code: code,
                key: key.isEmpty ? "file" : key,
                source: .file(path: self.path, line: line),
                value: nil,
                reason: reason
            )
        )
    }

    /// The line and the reason of a YAML error, without the text around it, which may be secret.
    private static func explain(_ error: YamlError) -> (line: Int?, reason: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, "is not YAML: \(problem) at column \(mark.column)")
        case .reader(let problem, _, _, _):
            (nil, "is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "is given twice: \(duplicates.joined(separator: ", "))")
        default:
            (nil, "can't be read as YAML")
        }
    }
}

extension Node {
    /// Whether the value is missing: nothing after the colon, `~` or `null`, unquoted.
    fileprivate var isNull: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
