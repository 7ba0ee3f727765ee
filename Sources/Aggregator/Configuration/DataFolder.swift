import Foundation

/// The folder an aggregator keeps everything in.
enum DataFolder {
    /// Whether there is something at a path.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes the folder, for its owner alone, when it is missing.
    ///
    /// - Throws: ``AggregatorStartError`` when it cannot be made.
    static func prepare(_ path: String) throws(AggregatorStartError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw AggregatorStartError(
                "data: the folder \(path) cannot be made; make it for the user that runs the aggregator, or name another "
                    + "with --data."
            )
        }
    }
}
