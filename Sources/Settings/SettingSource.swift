/// Where a value, or a mistake, comes from.
package enum SettingSource: Sendable, Hashable {
    /// A flag on the command line, such as `--intake-endpoint`.
    case flag(String)
    /// An environment variable.
    case environment(String)
    /// The settings file; the line counts from 1 and is absent when the whole file is meant.
    case file(path: String, line: Int?)
    /// Nobody gave one.
    case builtInDefault
}

extension SettingSource: CustomStringConvertible {
    /// The source in words, such as `file /etc/langnghe/langnghe-kiosk.yaml, line 3`.
    package var description: String {
        switch self {
        case .flag(let flag): "flag \(flag)"
        case .environment(let name): "environment \(name)"
        case .file(let path, let line?): "file \(path), line \(line)"
        case .file(let path, nil): "file \(path)"
        case .builtInDefault: "default"
        }
    }
}
