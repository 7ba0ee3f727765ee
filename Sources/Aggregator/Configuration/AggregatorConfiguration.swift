package import Delivery
package import Satisfaction

/// How one aggregator runs.
package struct AggregatorConfiguration: Sendable {
    /// The folder with keys and store.
    package var dataFolder: String
    /// Where kiosks knock, such as `tcp://0.0.0.0:5710`.
    package var intakeEndpoint: String
    /// Where desks and operators knock.
    package var deskEndpoint: String
    /// Where dashboards subscribe.
    package var feedEndpoint: String
    /// Where dashboards ask for what they missed.
    package var replayEndpoint: String
    /// The name that positions on the feed carry; unique to this instance.
    package var origin: String
    /// The register edition that codes without an edition belong to; `nil` for the one in force today.
    package var registerEdition: String?
    /// How often every unit's newest numbers are told.
    package var heartbeatInterval: Duration
    /// Events waiting for one slow subscriber beyond which it loses some.
    package var feedHighWaterMark: Int
    /// Bytes that the system keeps on their way to one subscriber besides; `nil` for as many as it likes.
    package var feedSendBuffer: Int?
    /// The most connections at all doors together.
    package var maximumConnections: Int
    /// How much goes into one commit.
    package var batchLimits = IntakeBatchLimits()
    /// What one kiosk may ask for.
    package var kioskLimits = IntakeLimits()
    /// How much one kiosk may send.
    package var allowance = SubmissionAllowance.Limits()
    /// How much may be asked with tracking codes at one kiosk.
    package var citizenAllowance = CitizenAllowance.Limits()
    /// How much one key may ask at the replay's door.
    package var replayAllowance = ReplayAllowance.Limits()
    /// What counts as misuse of a rating button.
    package var misuse = MisuseRules.ofAggregator
    /// Whether kiosks' offices count as open day and night.
    package var isAlwaysOpen = false
    /// When somebody is to look at a kiosk or an office.
    package var alerts = AlertRules()

    /// How long after a head of the tree of proofs the next one comes at the earliest, unless an hour has begun.
    package var treeHeadPause = Duration.seconds(60)

    /// Makes a configuration.
    package init(
        dataFolder: String,
        intakeEndpoint: String,
        deskEndpoint: String,
        feedEndpoint: String,
        replayEndpoint: String,
        origin: String,
        registerEdition: String?,
        heartbeatInterval: Duration = .seconds(5),
        feedHighWaterMark: Int = 2_000,
        maximumConnections: Int = 4096
    ) {
        self.dataFolder = dataFolder
        self.intakeEndpoint = intakeEndpoint
        self.deskEndpoint = deskEndpoint
        self.feedEndpoint = feedEndpoint
        self.replayEndpoint = replayEndpoint
        self.origin = origin
        self.registerEdition = registerEdition
        self.heartbeatInterval = heartbeatInterval
        self.feedHighWaterMark = feedHighWaterMark
        self.maximumConnections = maximumConnections
    }
}
