/// The levels of log messages, as settings write them.
package enum LogLevel: String, Sendable, CaseIterable {
    case debug
    case info
    case notice
    case warning
    case error

    /// The setting that every service of ours has.
    package static let setting = Setting(
        "log.level",
        .choice as SettingType<LogLevel>,
        default: .info,
        help: "The least important messages that are logged."
    )
}
