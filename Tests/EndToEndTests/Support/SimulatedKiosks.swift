import Foundation

/// One `langnghe-kiosk simulate` after the other, on the same outboxes.
actor SimulatedKiosks {
    private let deployment: Deployment
    private let rate: Int
    private var process: ChildProcess?
    private var starts = 0

    /// Makes them; nothing is started.
    init(_ deployment: Deployment, rate: Int) {
        self.deployment = deployment
        self.rate = rate
    }

    private func thankedFile(_ start: Int) -> String { "\(self.deployment.folder)/thanked-\(start)" }
    private var summaryFile: String { "\(self.deployment.folder)/kiosks.json" }

    /// Starts all kiosks.
    func start() async throws {
        self.starts += 1
        self.process = try await self.deployment.start(
            .kiosk,
            [
                "simulate", "--data", self.deployment.kiosks, "--keys", self.deployment.keys,
                "--intake-endpoint", try await self.deployment.endpoints.intake, "--rate", "\(self.rate)",
                "--thanked", self.thankedFile(self.starts), "--summary", self.summaryFile, "--drain",
            ],
            name: "kiosks"
        )
    }

    /// Kills all kiosks and starts them again.
    func killedAndStarted() async throws {
        guard let process else { throw TestFailure("the kiosks were never started") }
        if let end = await process.end { throw TestFailure("the kiosks ended with \(end): \(process.errors.text)") }
        try await process.killed()
        try await self.start()
    }

    /// How many submissions are in the list of thanks of the present process.
    var thankedSinceStart: Int {
        // 32 digits and a line break each.
        OutputFile(path: self.thankedFile(self.starts)).size / 33
    }

    /// Asks the kiosks to stop once everything is delivered.
    ///
    /// - Returns: the figures of the last process.
    func drained() async throws -> SimulationSummary {
        guard let process else { throw TestFailure("the kiosks were never started") }
        try await Waiting.until("the kiosks to work", within: .seconds(60)) { self.thankedSinceStart > 0 }
        try await process.stopped(within: .seconds(120))
        return try JSONText.decode(SimulationSummary.self, OutputFile(path: self.summaryFile).text)
    }

    /// The identifiers of everything thanked for; a line that was cut off by a kill counts as never written.
    func allThanked() throws -> [String] {
        (1...max(1, self.starts)).flatMap { start in
            OutputFile(path: self.thankedFile(start)).lines.filter { $0.utf8.count == 32 }
        }
    }
}

extension OutputFile {
    /// The file's size in bytes; 0 while there is none.
    var size: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: self.path)
        return attributes?[.size] as? Int ?? 0
    }

    /// When the file was last written; long ago while there is none.
    var modification: Date {
        let attributes = try? FileManager.default.attributesOfItem(atPath: self.path)
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }
}
