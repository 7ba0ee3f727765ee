internal import Foundation

extension SettingsInput {
    /// The settings input of this process: its command line, its environment and the files of the machine.
    package static func ofThisProcess() -> SettingsInput {
        SettingsInput(
            arguments: Array(CommandLine.arguments.dropFirst()),
            environment: ProcessInfo.processInfo.environment,
            readFile: readSettingsFile
        )
    }

    /// A settings file's text, or `nil` when there is no such file.
    ///
    /// - Throws: `InvalidValue` with the reason why it can't be read.
    package static func readSettingsFile(_ path: String) throws(InvalidValue) -> String? {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            return nil
        } catch let error as CocoaError where error.code == .fileReadNoPermission {
            throw InvalidValue("this user may not read it; run as its owner or give the group read access")
        } catch {
            throw InvalidValue("it can't be read as a file")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw InvalidValue("it is not UTF-8 text") }
        return text
    }
}
