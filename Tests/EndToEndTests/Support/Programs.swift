import Foundation

/// The programs under test, as they were built.
enum Program: String, CaseIterable, Sendable {
    case aggregator = "langnghe-aggregator"
    case kiosk = "langnghe-kiosk"
    case operatorCommand = "langnghe"
    /// The example of a dashboard, `ops/examples/swift`.
    case followUnit = "follow-unit"

    /// The path of the built program.
    ///
    /// - Throws: ``TestFailure`` with what to do when it is not there.
    func path() throws -> String {
        let folder = Self.folder
        let path = "\(folder)/\(self.rawValue)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestFailure(
                "\(folder) has no \(self.rawValue): run 'swift build', or name the folder of the programs with "
                    + "LANGNGHE_BINARIES"
            )
        }
        return path
    }

    /// `LANGNGHE_BINARIES`, or the folder of the test program, beside which SwiftPM puts the programs.
    private static var folder: String {
        if let folder = ProcessInfo.processInfo.environment["LANGNGHE_BINARIES"], !folder.isEmpty { return folder }
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: own).deletingLastPathComponent().path(percentEncoded: false)
    }
}

/// Why a test cannot go on; says what was expected and what there was.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    /// Makes a failure.
    init(_ description: String) {
        self.description = description
    }
}
