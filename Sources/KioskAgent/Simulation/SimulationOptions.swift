/// How a simulation of kiosks runs.
package struct SimulationOptions: Sendable {
    /// The folder of the outboxes, one folder in it for each office.
    package var dataFolder: String
    /// The folder of the key files `kiosk-OFFICE….key`.
    package var keysFolder: String
    /// Where the aggregator takes submissions.
    package var aggregatorEndpoint: String
    /// The register edition whose communes have a kiosk.
    package var registerEdition = "2022-10"
    /// Submissions a second from all kiosks together.
    package var rate = 50.0
    /// How long submissions are made; `nil` until asked to stop.
    package var duration: Duration?
    /// What the submissions depend on.
    package var seed: UInt64
    /// Where the identifiers that were thanked for are listed, if anywhere.
    package var thankedFile: String?

    /// Makes options.
    package init(dataFolder: String, keysFolder: String, aggregatorEndpoint: String, seed: UInt64) {
        self.dataFolder = dataFolder
        self.keysFolder = keysFolder
        self.aggregatorEndpoint = aggregatorEndpoint
        self.seed = seed
    }
}

/// How a fleet of kiosks is, in numbers.
package struct FleetFigures: Sendable, Hashable, Codable {
    /// Submissions thanked for since the start.
    package var published = 0
    /// Offices that published something since the start.
    package var offices = 0
    /// Submissions receipted since the start, those left from earlier runs included.
    package var receipted = 0
    /// Of those, submissions in quarantine.
    package var rejected = 0
    /// Submissions without a receipt.
    package var outboxLeft = 0
    /// Kiosks the aggregator has welcomed.
    package var connected = 0
    /// Kiosks there are.
    package var kiosks = 0
    /// Submissions that were made up and not kept.
    package var refused = 0
}
