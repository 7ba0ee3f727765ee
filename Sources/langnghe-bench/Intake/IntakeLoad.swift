/// One way to load the intake.
struct IntakeLoad {
    /// Peers × messages in flight, and what else is special.
    let name: String
    let peers: Int
    /// Messages each peer has on their way without a receipt.
    let inFlight: Int
    /// Submissions in each message.
    let batch: Int
    /// Submissions in all.
    let total: Int

    /// The loads the project has targets for.
    static let all = [
        IntakeLoad(name: "1x1", peers: 1, inFlight: 1, batch: 1, total: 4000),
        IntakeLoad(name: "64x1", peers: 64, inFlight: 1, batch: 1, total: 80_000),
        IntakeLoad(name: "64x16", peers: 64, inFlight: 16, batch: 1, total: 500_000),
        IntakeLoad(name: "catch-up 64x4, batches of 100", peers: 64, inFlight: 4, batch: 100, total: 2_000_000),
    ]
}

/// What the load program measured in one run.
struct Measurement: Codable {
    struct Percentiles: Codable {
        let p50: Double
        let p99: Double
    }

    let acknowledgedPerSecond: Double
    let microsecondsToReceipt: Percentiles

    enum CodingKeys: String, CodingKey {
        case acknowledgedPerSecond = "acknowledged_per_second"
        case microsecondsToReceipt = "microseconds_to_receipt"
    }
}

/// All runs of one load.
struct LoadResult {
    let load: IntakeLoad
    var floor: [Measurement] = []
    var product: [Measurement] = []
}
